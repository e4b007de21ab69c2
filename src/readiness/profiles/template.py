"""The text of a profile to start from: valid as it stands, every question in it as a comment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.documents.editing import inline
from readiness.documents.writing import profile_data, profile_yaml
from readiness.language import word
from readiness.profiles.questions import only_towards_partner, speaks_of_partner
from readiness.words import listed
from readiness.wrapping import filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from readiness.model.indicator import Indicator
    from readiness.model.profile import Profile
    from readiness.model.rubric import Rubric
    from readiness.words import Texts

WIDTH = 112
RECORDS = ("facts", "agreements", "cases", "structures")
"""What a starting profile takes over about a partner: records, no judgements."""


def placeholder(key: str, indicator: Indicator) -> str:
    """The comment line of a question that only waits for its values. An answer takes its place."""
    said = 'says: "", source: '
    rest = f"grade: , as_of: , evidence: [{{{said}}}]"
    if indicator.table is not None:
        rows = ", ".join(f"{row}: " for row in indicator.table.rows)
        return f"# {key}: {{rows: {{{rows}}}, {rest}}}"
    cause = "cause: , " if indicator.cause is not None else ""
    return f"# {key}: {{level: , {cause}{rest}}}"


def known_data(shipped: Profile | None, code: str, partner: str | None) -> dict[str, Any]:
    """What a shipped profile records: names, date, facts, and the records about the partner, with their sources."""
    if shipped is None:
        return {"profile": code}
    full = profile_data(shipped)
    data: dict[str, Any] = {key: full[key] for key in ("profile", "name", "as_of", "facts") if key in full}
    towards = full.get("partners", {}).get(partner, {}) if partner is not None else {}
    records = {key: towards[key] for key in RECORDS if key in towards}
    if records and partner is not None:
        data["partners"] = {partner: records}
    cited = set(_cited(data.get("facts"))) | set(_cited(records))
    sources = {key: entry for key, entry in full.get("sources", {}).items() if key in cited}
    return data | ({"sources": sources} if sources else {})


def starting_profile(data: dict[str, Any], rubric: Rubric, partner: str | None, say: Texts) -> str:
    """The text of a starting profile. `data` is what is known: at least the code under `profile`."""
    own = [key for key, item in rubric.indicators.items() if not _elsewhere(item)]
    towards = [key for key, item in rubric.indicators.items() if _elsewhere(item)]
    lines = [*_comment(say("init.head", code=data["profile"])), ""]
    head: dict[str, Any] = {"profile": data["profile"], "rubric": rubric.rubric}
    head |= {key: data[key] for key in ("name", "as_of") if key in data}
    lines += _written(head)
    if "as_of" not in data:
        lines += _comment(say("init.as-of"))
    lines += ["", *_comment(say("init.facts"))]
    lines += _written({"facts": data["facts"]}) if data.get("facts") else ["facts: {}"]
    lines += _facts(rubric, data.get("facts") or {}, say)
    lines += ["", *_comment(say("init.ratings")), "ratings: {}", *_questions(rubric, own, 2, say)]
    lines += ["", *_comment(say("init.partners"))]
    if partner is None:
        lines += ["partners: {}"]
        block = ["  OTHER:", *_partner_questions(rubric, {}, towards, say)]
        lines += [f"  # {line[2:]}" if line.strip() else "" for line in block]
    else:
        lines += ["partners:", f"  {_key(partner)}:"]
        records = data.get("partners", {}).get(partner, {})
        lines += _partner_questions(rubric, records, towards, say)
    lines += ["", *_comment(say("init.sources"))]
    lines += _written({"sources": data["sources"]}) if data.get("sources") else ["sources: {}"]
    return "\n".join(lines) + "\n"


def _elsewhere(indicator: Indicator) -> bool:
    """Whether a question stands under the partner in a starting profile."""
    return only_towards_partner(indicator) or (speaks_of_partner(indicator) and indicator.unit != "channel")


def _written(data: dict[str, Any]) -> list[str]:
    return profile_yaml(data).rstrip("\n").split("\n")


def _key(code: str) -> str:
    return _written({"name": {code: "x"}})[0].removeprefix("name: {").rsplit(":", 1)[0]


def _comment(text: str, indent: int = 0, first: str = "# ", then: str = "# ") -> list[str]:
    pad = " " * indent
    return [
        line
        for part in text.rstrip("\n").split("\n")
        for line in filled(" ".join(part.split()), WIDTH, pad + first, pad + then) or [f"{pad}#"]
    ]


def _facts(rubric: Rubric, there: dict[str, Any], say: Texts) -> Iterator[str]:
    """Comment lines for the facts that are not recorded."""
    indices = dict.fromkeys(
        proxy.index for indicator in rubric.indicators.values() for proxy in indicator.proxies
    )
    shown = {
        "languages": "languages: []",
        "legal-family": "legal-family: ",
        "memberships": "memberships: {}",
        "channels": f"channels: [{{id: , components: {{{_empty(rubric.channel_components)}}}}}]",
        "instruments": f"instruments: {{{_empty(rubric.instruments)}}}",
        "indices": "indices: {}",
    }
    words = {
        "channels": ", ".join(rubric.channel_access),
        "instruments": ", ".join(rubric.instrument_statuses),
        "indices": ", ".join(indices),
    }
    for key, line in shown.items():
        if key in there or (key in words and not words[key]):
            continue
        yield from _comment(f"{say(f'init.{key}')}{words.get(key, '')}", 2)
        yield f"  # {line}"


def _empty(keys: Iterable[str]) -> str:
    return ", ".join(f"{key}: " for key in keys)


def _questions(rubric: Rubric, keys: list[str], indent: int, say: Texts) -> Iterator[str]:
    """Every question as a comment: what is asked, the scale, what is necessary when, and a line to fill in."""
    factor = ""
    for key in keys:
        indicator, own = rubric.indicators[key], rubric.factor_of[key]
        if own != factor:
            factor = own
            yield ""
            yield from _comment(rubric.factors[own].name.upper(), indent)
        yield ""
        yield from _comment(say("told", what=indicator.name, note=indicator.question), indent)
        for level, anchor in sorted(indicator.scale.items()):
            yield from _comment(f"{level}  {anchor}", indent, "#   ", "#      ")
        if indicator.table is not None:
            for row, text in indicator.table.rows.items():
                yield from _comment(f"{row}: {text}", indent, "#   ", "#      ")
        if indicator.cause is not None:
            causes = say("init.cause", names=", ".join(indicator.cause.values))
            yield from _comment(causes, indent, "#   ", "#      ")
        if indicator.necessary:
            needed = listed(f"{word(phase)} {level:g}" for phase, level in indicator.necessary.items())
            yield from _comment(say("init.necessary", levels=needed), indent, "#   ", "#      ")
        for need, levels in indicator.necessary_by_need.items():
            needed = listed(f"{word(phase)} {level:g}" for phase, level in levels.items())
            told = say("init.necessary-for", need=need, levels=needed)
            yield from _comment(told, indent, "#   ", "#      ")
        yield " " * indent + placeholder(key, indicator)


def _partner_questions(rubric: Rubric, records: dict[str, Any], keys: list[str], say: Texts) -> Iterator[str]:
    """What is asked about one partner: records first, then the questions."""
    yield from _records(records)
    standing = ", ".join(rubric.standing)
    statuses = ", ".join(rubric.agreement_statuses)
    shown = {
        "standing": (
            f"{say('init.standing')}{standing}",
            'standing: [{status: , since: , needs: [], note: ""}]',
        ),
        "agreements": (
            f"{say('init.agreements')}{', '.join(rubric.agreement_kinds)}; {statuses}",
            'agreements: [{kind: , status: , since: , title: "", source: }]',
        ),
        "cases": (
            say("init.cases"),
            "cases: [{needs: [], from: , to: , completed: , source: }]",
        ),
        "structures": (
            f"{say('init.structures')}{', '.join(rubric.structure_kinds)}",
            "structures: [{kind: , since: , source: }]",
        ),
    }
    for key, (about, line) in shown.items():
        if key not in records:
            yield from _comment(about, 4)
            yield f"    # {line}"
    yield "    ratings: {}"
    yield from _questions(rubric, keys, 6, say)


def _records(records: dict[str, Any]) -> Iterator[str]:
    """What is recorded about the partner, each kind on lines of its own."""
    head, *lines = _written({"partners": {"x": records}})[1:]
    if head.strip() == "x:":
        yield from lines
    else:
        yield from (f"    {key}: {inline(value)}" for key, value in records.items())


def _cited(value: Any, key: str = "") -> Iterator[str]:
    """Every source that a part of a profile cites."""
    if isinstance(value, dict):
        for name, part in value.items():
            if isinstance(part, str) and (name == "source" or key == "cited"):
                yield part
            else:
                yield from _cited(part, str(name))
    elif isinstance(value, list):
        for part in value:
            yield from _cited(part, key)
