"""What is recorded between the two: the phase it has reached, and how it stands (S1.80, S1.38)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from readiness.engine.arithmetic import any_of
from readiness.engine.kernel import VERDICTS
from readiness.evidence import ratings
from readiness.evidence.joint_record import IN_FORCE, agreements, cases, ended, states_none, structures
from readiness.evidence.legal_bases import BasisQuery, frames, in_common
from readiness.evidence.ratings import candidates
from readiness.language import _, word
from readiness.model.fields import UNKNOWN_DATE, first_day, last_day
from readiness.model.joint_record import MANY
from readiness.words import listed, named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Flag, Number
    from readiness.evidence.joint_record import Sought
    from readiness.model.joint_record import Agreement, Cases, StandingEntry
    from readiness.model.profile import Partner, Profile
    from readiness.model.rubric import Rubric
    from readiness.model.rules import InferenceRule


Reason = Literal["given", "agreement", "frame", "structure", "casework", "nothing-later", "no-record"]


class PhaseFinding(Struct, frozen=True):
    """The phase of a relation for one need, and why: the kind of reason, what is recorded, and in whose profile."""

    phase: str
    basis: Literal["given", "inferred", "assumed"]
    reason: Reason
    record: str = ""
    source: str = ""


class StandingFinding(Struct, frozen=True):
    """How the relation stands. `cause` is the indicator that a suspension stops, or that strains it; `by` the code of who decided it."""

    status: str
    since: str
    cause: str | None
    note: str
    source: str
    by: str | None = None

    def stops(self, rubric: Rubric) -> str | None:
        """The indicator that it stops, if it is of a kind that stops any."""
        return self.cause if rubric.standing[self.status].causes else None

    def at_best(self, rubric: Rubric) -> int:
        """The code of the best verdict that it allows."""
        return VERDICTS.index(rubric.standing[self.status].verdict_at_best)

    def day_before(self, rubric: Rubric) -> date | None:
        """The day before it began, if that is known, for a standing that troubles the relation."""
        dated = self.since != UNKNOWN_DATE
        return first_day(self.since) - timedelta(days=1) if self.troubles(rubric) and dated else None

    def troubles(self, rubric: Rubric) -> bool:
        """Whether it is of a kind that troubles the relation."""
        return rubric.standing[self.status].verdict_at_best != "ready"


def infer_phase(
    rubric: Rubric, documents: Collection[tuple[ProfileDocument, str]], sought: Sought
) -> PhaseFinding:
    """The furthest phase that either profile's record supports, or what binds both; without any record the first one, assumed.

    `documents` are profiles with the code of the partner each is read towards; of one alone nothing binds both. The two records may
    tell of the same cases, so each is judged by itself and they are never added up.
    """
    phases = list(rubric.phases)
    common = frames_in_common(rubric, [document.profile for document, _ in documents], sought)
    recorded = any(states_none(rubric, document.profile, code, sought) for document, code in documents)
    for phase in reversed(phases):
        for document, code in documents:
            partner = document.profile.partners.get(code)
            if partner is None:
                continue
            recorded = recorded or _has_record(rubric, partner, sought)
            for rule in rubric.phases[phase].infer:
                held = _holds(rubric, rule, partner, sought)
                if held is not None:
                    return PhaseFinding(phase, "inferred", *held, document.id)
        if framed(rubric, phase, len(common)):
            return PhaseFinding(phase, "inferred", "frame", rubric.instruments[common[0]].name)
    if recorded:
        return PhaseFinding(phases[0], "inferred", "nothing-later")
    return PhaseFinding(phases[0], "assumed", "no-record")


def frames_in_common(rubric: Rubric, profiles: Sequence[Profile], sought: Sought) -> list[str]:
    """The instruments that bind two, serve the need and are a frame between them, in the rubric's order."""
    if len(profiles) < len(("a", "b")):
        return []
    query = BasisQuery(rubric, sought.need, tuple(sought.crimes), sought.as_of)
    common = in_common(frames(query), *profiles)
    return [name for name in rubric.instruments if name in common]


def framed(rubric: Rubric, phase: str, count: Number) -> Flag:
    """Whether so many frames between the two put their relation into a phase."""
    return any_of(count >= rule.frames for rule in rubric.phases[phase].infer if rule.frames is not None)


def standing(
    rubric: Rubric, documents: Iterable[tuple[ProfileDocument, str]], needs: Iterable[str], as_of: date
) -> StandingFinding | None:
    """The standing at a date: of each profile the newest entry for each need, of all these the most severe."""
    severity = {name: i for i, name in enumerate(rubric.standing)}
    findings: list[tuple[int, StandingFinding]] = []
    for document, code in documents:
        partner = document.profile.partners.get(code)
        for need in needs if partner is not None else ():
            entry = _newest(partner.standing, need, as_of) if partner is not None else None
            if entry is not None:
                finding = StandingFinding(
                    entry.status, entry.since, entry.cause, entry.note, document.id, entry.by
                )
                findings.append((severity[entry.status], finding))
    return (
        max(
            findings,
            key=lambda item: (
                item[0],
                first_day(item[1].since),
                item[1].cause or "",
                item[1].source,
                item[1].by or "",
            ),
        )[1]
        if findings
        else None
    )


def ended_standing(
    rubric: Rubric, documents: Iterable[tuple[ProfileDocument, str]], needs: Iterable[str], as_of: date
) -> StandingEntry | None:
    """Where no standing is on record at a date, that which ended last before it; of those that ended together the most severe."""
    pairs, sought = list(documents), set(needs)
    if standing(rubric, pairs, sought, as_of) is not None:
        return None
    severity = list(rubric.standing)
    over = [
        (last_day(entry.until), severity.index(entry.status), entry)
        for document, code in pairs
        if (partner := document.profile.partners.get(code)) is not None
        for entry in partner.standing
        if entry.until is not None
        and last_day(entry.until) < as_of
        and (not entry.needs or sought.intersection(entry.needs))
    ]
    return max(over, key=lambda item: item[:2])[2] if over else None


def disputed(
    rubric: Rubric, documents: Iterable[tuple[ProfileDocument, str]], needs: Iterable[str], as_of: date
) -> list[StandingFinding]:
    """What the other profile says of the same need, where it is another status than the standing that counts."""
    pairs = list(documents)
    used = standing(rubric, pairs, needs, as_of)
    others: list[StandingFinding] = []
    for need in needs if used is not None else ():
        findings = [standing(rubric, [pair], [need], as_of) for pair in pairs]
        said = [finding for finding in findings if finding is not None]
        if used in said:
            others += [finding for finding in said if used is not None and finding.status != used.status]
    return list(dict.fromkeys(others))


def dated_later(document: ProfileDocument, partner_code: str, as_of: date) -> int:
    """How many ratings, items of evidence, index values and recorded events are dated after the assessment."""
    profile = document.profile
    partner = profile.partners.get(partner_code)
    years = [value.year for values in profile.facts.indices.values() for value in values]
    count = sum(date(year, 12, 31) > as_of for year in years)
    indicators = dict.fromkeys([*profile.ratings, *(partner.ratings if partner is not None else ())])
    for indicator in indicators:
        count += sum(
            ratings.dated_later(rated, as_of) for rated in candidates(document, partner_code, indicator)
        )
    if partner is not None:
        begun = [*(entry.since for entry in partner.standing), *(entry.since for entry in partner.agreements)]
        begun += [entry.since for entry in partner.structures]
        count += sum(first_day(text) > as_of for text in begun if text is not None)
        count += sum(first_day(entry.to) > as_of for entry in partner.cases if entry.to is not None)
    return count


def _newest(entries: list[StandingEntry], need: str, as_of: date) -> StandingEntry | None:
    fitting = [
        entry
        for entry in entries
        if (not entry.needs or need in entry.needs)
        and first_day(entry.since) <= as_of
        and (entry.until is None or last_day(entry.until) >= as_of)
    ]
    return max(fitting, key=lambda entry: (first_day(entry.since), len(entry.needs) > 0), default=None)


def _holds(
    rubric: Rubric, rule: InferenceRule, partner: Partner, sought: Sought
) -> tuple[Reason, str] | None:
    """Why the rule holds and on what record, or nothing."""
    if rule.agreements:
        for _index, agreement in agreements(rubric, partner, sought):
            if agreement.status in rule.agreements:
                return "agreement", _told(agreement)
    if rule.structures is not None:
        standing_now = [
            structure
            for _index, structure in structures(rubric, partner, sought)
            if not rule.kinds or structure.kind in rule.kinds
        ]
        if len(standing_now) >= rule.structures:
            return "structure", _joined(standing_now[0].note or standing_now[0].kind, standing_now[0].since)
    if rule.completed_cases is not None:
        counted = [
            case
            for _index, case in cases(rubric, partner, sought)
            if not rule.of_the_kind or sought.need in (case.needs or [sought.need])
        ]
        return _casework(rule, counted, sought.as_of)
    return None


def _told(agreement: Agreement) -> str:
    """An agreement, how far it is, and since when."""
    name, status = agreement.title or named(agreement.kind), named(agreement.status)
    if agreement.status == IN_FORCE and agreement.since not in (None, UNKNOWN_DATE):
        return _joined(name, _("in force since {since}").format(since=agreement.since))
    return _joined(name, status, agreement.since)


def _joined(*parts: str | None) -> str:
    return listed(part for part in parts if part and part != UNKNOWN_DATE)


def _casework(rule: InferenceRule, counted: list[Cases], as_of: date) -> tuple[Reason, str] | None:
    if rule.completed_cases is None or not counted:
        return None
    many = any(case.completed == MANY for case in counted)
    completed = sum(case.completed for case in counted if isinstance(case.completed, int))
    if not many and completed < rule.completed_cases:
        return None
    begin = min(first_day(case.from_) for case in counted)
    end = max(ended(case, as_of) for case in counted)
    if rule.over_years is not None and (end - begin).days + 1 < rule.over_years * 365:
        return None
    if rule.within_years is not None and (as_of - end).days > rule.within_years * 365.25:
        return None
    return "casework", listed([word(MANY) if many else str(completed), f"{begin.year}–{end.year}"])


def _has_record(rubric: Rubric, partner: Partner, sought: Sought) -> bool:
    recorded = (
        agreements(rubric, partner, sought),
        structures(rubric, partner, sought),
        cases(rubric, partner, sought),
    )
    return any(recorded)
