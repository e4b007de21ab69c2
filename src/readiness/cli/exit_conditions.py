"""The conditions under which a command exits with 1: --fail-under, --fail-on and expired waivers; and --strict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from readiness.assessment import waivers as waiving
from readiness.assessment.result.obstacles import PRESENT
from readiness.cli import baseline as baselines
from readiness.cli import numbers
from readiness.cli.argument_checks import apart
from readiness.cli.baseline import Baseline
from readiness.engine.arithmetic import FLOATS
from readiness.engine.kernel import VERDICTS
from readiness.errors import ReadinessError, UsageError, suggestion
from readiness.language import _, word
from readiness.many.request import asked_for
from readiness.words import number

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.assessment.result.assessment import Assessment
    from readiness.cli.options import Demanded
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric


def demands_of(demanded: Demanded, rubric: Rubric) -> Demands:
    """The demands of a command line. Raises UsageError for one that no assessment could meet or miss, and InputError."""
    by_folded = {name.casefold(): name for name in (*VERDICTS, *rubric.obstacles)}
    fail_on = [by_folded.get(name.casefold(), name) for name in apart(demanded.fail_on)]
    fail_under = demanded.fail_under
    _check(fail_on, fail_under, rubric)
    if demanded.write_baseline is not None and not fail_on and fail_under is None:
        raise UsageError(
            _("--write-baseline writes down what --fail-on and --fail-under find; give one of them")
        )
    before = baselines.read(demanded.baseline) if demanded.baseline else Baseline()
    return Demands(fail_on, fail_under, before, demanded.write_baseline)


def settled(outcome: PairOutcome, demands: Demands) -> list[str]:
    """The sentences about the demands that a pair misses; none where they are written down instead."""
    if demands.written_to is None:
        return failures(outcome, demands)
    baselines.save(demands.written_to, [outcome] if demands.any(outcome) else [])
    return []


def _check(fail_on: Sequence[str], fail_under: float | None, rubric: Rubric) -> None:
    known = [*VERDICTS, *rubric.obstacles]
    for name in fail_on:
        if name not in known:
            raise UsageError(
                _('--fail-on: unknown verdict or obstacle "{name}"; {hint}').format(
                    name=name, hint=suggestion(name, known)
                )
            )
    numbers.check(fail_under, "--fail-under")


class PairOutcome(Struct, frozen=True):
    """What demands apply to: a pair and its question, verdict, readiness (0-100), obstacles present, and its waivers.

    `excused` tells that all obstacles which make the verdict what it is are waived; `expired` are waivers that have run
    out, as (obstacle, date).
    """

    a: str
    b: str
    asked: Mapping[str, Any]
    verdict: str
    readiness: float | None
    present: frozenset[str]
    waived: frozenset[str] = frozenset()
    excused: bool = False
    expired: tuple[tuple[str, str], ...] = ()


class Demands(Struct, frozen=True):
    """--fail-on and --fail-under, with what was known before, and the file in which to write down what is known now."""

    fail_on: Sequence[str] = ()
    fail_under: float | None = None
    before: Baseline = field(default_factory=Baseline)
    written_to: str | None = None

    @property
    def demanded(self) -> bool:
        """Whether there are any."""
        return bool(self.fail_on) or self.fail_under is not None

    def under(self, outcome: PairOutcome) -> bool:
        """Whether readiness is too low, or has no value."""
        value = outcome.readiness
        low = self.fail_under is not None and (value is None or FLOATS.printed(value) < self.fail_under)
        return low and not self.before.covers(outcome, None)

    def missed(self, outcome: PairOutcome) -> list[str]:
        """The verdicts and obstacles that should not be. A waived obstacle is no miss."""
        wrong = outcome.present - outcome.waived
        return [
            name
            for name in self.fail_on
            if (name in wrong or (name == outcome.verdict and not outcome.excused))
            and not self.before.covers(outcome, name)
        ]

    def expired(self, outcome: PairOutcome) -> list[tuple[str, str]]:
        """The waivers that have run out."""
        return [item for item in outcome.expired if not self.before.knows_expired(outcome, item[0])]

    def any(self, outcome: PairOutcome) -> bool:
        """Whether a pair misses any of them."""
        return bool(self.under(outcome) or self.missed(outcome) or self.expired(outcome))


def outcome_of(assessment: Assessment, question: Question) -> PairOutcome:
    """The outcome of a whole assessment."""
    return PairOutcome(
        assessment.pair.a.id,
        assessment.pair.b.id,
        asked_for(question),
        assessment.verdict,
        assessment.readiness.value,
        frozenset(obstacle.id for obstacle in assessment.obstacles if obstacle.status in PRESENT),
        frozenset(waiving.in_force(assessment)),
        waiving.excused(assessment),
        tuple(
            (waiver.obstacle, waiver.expires) for waiver in assessment.waivers if waiver.state == "expired"
        ),
    )


def failures(outcome: PairOutcome, demands: Demands) -> list[str]:
    """One sentence per demand that the pair misses."""
    sentences: list[str] = []
    if demands.under(outcome):
        bar, value = f"{demands.fail_under:g}", outcome.readiness
        missed = (
            _("has no value, at least {bar} was demanded").format(bar=bar)
            if value is None
            else _("{number} is below {bar}").format(number=number(value), bar=bar)
        )
        sentences.append(_("failed: readiness {missed}").format(missed=missed))
    for name in demands.missed(outcome):
        what = (
            _("the verdict is {name}").format(name=name)
            if name == outcome.verdict
            else _("the obstacle {name} is present").format(name=name)
        )
        sentences.append(_("failed: {what}").format(what=what))
    sentences += [
        _("failed: the waiver of {obstacle} expired on {date}").format(obstacle=obstacle, date=date)
        for obstacle, date in demands.expired(outcome)
    ]
    return sentences


def refuse_weak_evidence(assessment: Assessment) -> None:
    """Raise ReadinessError if anything in scope is stale, ungraded or conflicting, or the phase is assumed."""
    weak = weaknesses(assessment)
    if weak:
        raise ReadinessError("\n".join(["--strict:", *(f"  {weakness}" for weakness in weak)]))


def weaknesses(assessment: Assessment) -> list[str]:
    """What --strict refuses in an assessment, in sentences."""
    return list(_weaknesses(assessment))


def _weaknesses(assessment: Assessment) -> Iterator[str]:
    if assessment.phase.basis == "assumed":
        yield _("the phase is assumed; give --phase or record cases, structures or agreements")
    for indicator in assessment.indicators:
        if not indicator.in_scope:
            continue
        position = f"{indicator.file}:{indicator.line}: " if indicator.file else ""
        if indicator.stale:
            yield _("{position}{id} rests on stale evidence").format(position=position, id=word(indicator.id))
        if any(side.basis == "rating" and side.grade is None for side in (indicator.a, indicator.b)):
            yield _("{position}{id} is rated without a grade").format(
                position=position, id=word(indicator.id)
            )
    for conflict in assessment.conflicts:
        if conflict.rated is None:
            yield _("the profiles disagree on {indicator}").format(indicator=word(conflict.indicator))
        elif conflict.casework is None:
            yield _("{indicator} is rated below its gate, though what is on record would pass it").format(
                indicator=word(conflict.indicator)
            )
        else:
            yield _("{indicator} is rated below its gate, though such cases were completed").format(
                indicator=word(conflict.indicator)
            )
