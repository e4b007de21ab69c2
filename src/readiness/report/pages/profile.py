"""A profile sheet in words and in order, to be laid out as text or Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.documents.profile_checks import names_of
from readiness.language import word
from readiness.model.facts import status_of
from readiness.report.page import Bullets, Grid, Heading, Line, Page
from readiness.tlp import label
from readiness.words import clauses, clean, level, listed, percent, sentences, share_bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from readiness.model.facts import Facts
    from readiness.model.profile import Partner
    from readiness.profiles.profile_overview import RatingLine, Sheet
    from readiness.report.page import Part
    from readiness.words import Texts

UNKNOWN_SHOWN = 10
LOOK_SHOWN = 3
YEAR = 12
"""From this many months on, an age is given in years."""


def page(it: Sheet, say: Texts) -> Page:
    """The sheet as a page."""
    profile = it.document.profile
    day = say("scope.as-of", date=it.as_of) if it.as_of is not None else say("profile-sheet.undated")
    beside = [f"{it.rubric.rubric} {it.rubric.version}", day, label(profile.tlp)]
    title = f"{names_of(profile)} ({profile.profile})"
    if it.partner is not None:
        title = say("profile-sheet.towards", name=title, partner=it.partner)
    return Page(clean(title), clean(" · ".join(part for part in beside if part)), list(_parts(it, say)))


def _parts(it: Sheet, say: Texts) -> Iterator[Part]:
    yield from _facts(it.document.profile.facts, say)
    general = [line for line in it.ratings if line.towards is None]
    if general:
        yield Heading(say("profile-sheet.ratings"))
        yield _rating_grid(it, general, say)
    yield from _partners(it, say)
    if it.priors:
        yield Heading(say("profile-sheet.priors"))
        yield Line(say("profile-sheet.priors-read"), "dim")
        yield _prior_grid(it, say)
    yield Heading(say("profile-sheet.coverage"))
    yield _coverage_grid(it, say)
    yield from _unknown(it, say)
    yield from _sources(it, say)
    yield Line(say("profile-sheet.reads"), "italic")


def _facts(facts: Facts, say: Texts) -> Iterator[Part]:
    rows = [
        (say("profile-sheet.key.languages"), listed(facts.languages)),
        (say("profile-sheet.key.legal-family"), word(facts.legal_family or "")),
        (say("profile-sheet.key.memberships"), _stated(facts.memberships, say)),
        *(
            (say("profile-sheet.key.channel", id=channel.id), _stated(channel.components, say))
            for channel in facts.channels
        ),
        (say("profile-sheet.key.instruments"), _stated(facts.instruments, say)),
        (say("profile-sheet.key.law"), _stated(facts.law, say)),
        *(
            (say("profile-sheet.key.no-agreement", kind=kind), listed(stated.with_))
            for kind, stated in facts.no_agreement.items()
        ),
        *(
            (key, f"{value.value:g}{f' ± {value.error:g}' if value.error is not None else ''} ({value.year})")
            for key, values in facts.indices.items()
            for value in values
        ),
    ]
    shown = [(clean(key), clean(value)) for key, value in rows if value]
    if shown:
        yield Heading(say("profile-sheet.facts"))
        yield Grid((say("profile-sheet.fact"), say("profile-sheet.value")), shown)


def _stated(items: Mapping[str, object], say: Texts) -> str:
    """Names by what is said of them: party: untoc, uncac; none: budapest."""
    by_status: dict[str, list[str]] = {}
    for name, value in items.items():
        by_status.setdefault(status_of(value), []).append(name)
    return clauses(
        say("told", what=status, note=listed(word(name) for name in names))
        for status, names in by_status.items()
    )


def _rating_grid(it: Sheet, lines: list[RatingLine], say: Texts) -> Grid:
    heads = ("indicator", "level", "grade", "dated", "words")
    return Grid(
        tuple(say(f"profile-sheet.{head}") for head in heads), [_rating_row(it, line, say) for line in lines]
    )


def _rating_row(it: Sheet, line: RatingLine, say: Texts) -> tuple[str, ...]:
    narrowed = listed([*line.needs, *line.crimes])
    only = say("profile-sheet.only", names=narrowed) if narrowed else ""
    name = it.rubric.indicators[line.indicator].name
    words = say("behind", what=line.words, aside=line.cause) if line.cause else line.words
    return (
        clean(listed([name, line.row]) if line.row else name),
        level(line.level, say("profile-sheet.not-applicable")),
        line.grade or say("none" if line.level is None else "obstacle.ungraded"),
        _dated(line, say),
        clean(sentences([only, words])),
    )


def _dated(line: RatingLine, say: Texts) -> str:
    if line.as_of is None:
        return say("none")
    if line.later:
        return listed([line.as_of, say("profile-sheet.later")])
    age = "" if line.age is None else _age(line.age, say)
    parts = (line.as_of, age, say("obstacle.stale") if line.stale else "")
    return listed(part for part in parts if part)


def _age(months: int, say: Texts) -> str:
    key = "years" if months >= YEAR else "months"
    return say(f"profile-sheet.{key}", count=months // YEAR if months >= YEAR else months)


def _partners(it: Sheet, say: Texts) -> Iterator[Part]:
    """What is recorded and rated towards the partner asked for; without one, every partner with more than facts."""
    partners = it.document.profile.partners
    told = [code for code, partner in partners.items() if it.partner == code or _says_more(partner)]
    for code in [it.partner] if it.partner is not None else told:
        yield Heading(say("profile-sheet.partner", partner=clean(code)))
        partner = partners.get(code)
        if partner is None:
            yield Line(say("profile-sheet.nothing", partner=clean(code)))
            continue
        rows = [(say(f"profile-sheet.{kind}"), clean(text)) for kind, text in _records(partner, say)]
        if rows:
            yield Grid((say("profile-sheet.record"), say("profile-sheet.value")), rows)
        lines = [line for line in it.ratings if line.towards == code]
        if lines:
            yield _rating_grid(it, lines, say)
    others = len(partners) - len(told)
    if it.partner is None and others:
        yield Line(say("profile-sheet.others", count=others), "dim")


def _says_more(partner: Partner) -> bool:
    return bool(
        partner.standing or partner.agreements or partner.cases or partner.structures or partner.ratings
    )


def _records(partner: Partner, say: Texts) -> Iterator[tuple[str, str]]:
    for stands in partner.standing:
        cause = say("profile-sheet.over", cause=stands.cause) if stands.cause else ""
        span = _span(stands.since, stands.until, say)
        yield "standing", _joined(word(stands.status), span, listed(stands.needs), cause, stands.note)
    for text in partner.agreements:
        span = _span(text.since, text.until, say)
        yield (
            "agreement",
            _joined(
                word(text.kind), word(text.status), span, listed([*text.needs, *text.crimes]), text.title
            ),
        )
    for case in partner.cases:
        span = _span(case.from_, case.to, say)
        yield (
            "case",
            _joined(
                say("profile-sheet.completed", count=str(case.completed)), span, listed(case.needs), case.note
            ),
        )
    for post in partner.structures:
        span = _span(post.since, post.until, say)
        yield "structure", _joined(word(post.kind), span, listed(post.needs), post.note)
    if partner.relay is not None:
        passes = (
            say("profile-sheet.passes-on", what=partner.relay.passes_on) if partner.relay.passes_on else ""
        )
        hours = say("route.hours", count=f"{partner.relay.hours:g}") if partner.relay.hours else ""
        yield "relay", _joined(passes, hours, partner.relay.note)
    facts = partner.facts
    shared = (("common-language", facts.common_language), ("contiguous", facts.contiguous))
    for name, fact in (*shared, ("colonial-tie", facts.colonial_tie)):
        if fact is not None:
            yield "fact", say("profile-sheet.yes" if fact.value else "profile-sheet.no", what=name)
    for relation in facts.relations:
        graded = f"{say('profile-sheet.grade')} {relation.grade}" if relation.grade else ""
        span = _span(relation.since, relation.until, say)
        yield "fact", _joined(word(relation.kind), span, relation.note, graded)


def _span(since: str | None, until: str | None, say: Texts) -> str:
    if since is None and until is None:
        return ""
    return f"{since or '…'} – {until}" if until is not None else say("profile-sheet.since", since=since or "")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _prior_grid(it: Sheet, say: Texts) -> Grid:
    heads = tuple(say(f"profile-sheet.{head}") for head in ("indicator", "prior", "range", "from"))
    rows = [
        (
            it.rubric.indicators[line.indicator].name,
            level(line.level),
            f"{line.low:.1f}–{line.high:.1f}",
            clean(_joined(line.says, line.source or "", say("obstacle.stale") if line.stale else "")),
        )
        for line in it.priors
    ]
    return Grid(heads, rows, (1, 2))


def _coverage_grid(it: Sheet, say: Texts) -> Grid:
    heads = tuple(say(f"profile-sheet.{head}") for head in ("factor", "known", "bar", "counts"))
    rows = []
    for line in it.coverage:
        counts = [
            say(f"profile-sheet.count-{key}", count=count)
            for key, count in (
                ("rated", line.rated),
                ("partly", line.partly),
                ("prior", line.prior),
                ("not-applicable", line.not_applicable),
            )
            if count
        ]
        of = say("profile-sheet.of", count=line.asked)
        shown = (
            sentences([listed(counts), of]) if counts else say("profile-sheet.count-none", count=line.asked)
        )
        name = it.rubric.factors[line.factor].name
        rows.append((name, percent(line.share), share_bar(line.share, 10), shown))
    return Grid(heads, rows, (1,))


def _unknown(it: Sheet, say: Texts) -> Iterator[Part]:
    """What is worth finding out, with the rows of an indicator together."""
    rows: dict[str, list[str]] = {}
    for line in it.unknown:
        rows.setdefault(line.indicator, []).extend([line.row] if line.row else [])
    if not rows:
        return
    by_id = {line.indicator: line for line in it.unknown}
    yield Heading(say("profile-sheet.unknown"))
    shown = []
    for key in list(rows)[:UNKNOWN_SHOWN]:
        line = by_id[key]
        name = it.rubric.indicators[key].name
        whole = say("behind", what=name, aside=listed(rows[key])) if rows[key] else name
        need = (
            say("profile-sheet.necessary", level=level(line.necessary), phase=it.phase)
            if line.necessary is not None
            else ""
        )
        look = clauses(line.evidence[:LOOK_SHOWN])
        sentence = say("told", what=f"{whole}{need}", note=line.question)
        shown.append(sentences([sentence, say("profile-sheet.look", names=look) if look else ""]))
    yield Bullets(shown)
    left = len(rows) - len(shown)
    if left:
        yield Line(say("profile-sheet.more", count=left), "dim")


def _sources(it: Sheet, say: Texts) -> Iterator[Part]:
    sources = it.document.profile.sources
    if not sources:
        return
    yield Heading(say("heading.sources"))
    yield Bullets(
        [
            clean(
                _joined(
                    say("profile-sheet.source", id=key, title=entry.title),
                    entry.publisher or "",
                    str(entry.year or ""),
                    entry.url or "",
                    say("profile-sheet.licence", name=entry.licence)
                    if entry.licence
                    else say("profile-sheet.no-licence"),
                )
            )
            for key, entry in sources.items()
        ]
    )
