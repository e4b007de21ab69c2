"""How sure a verdict is, and which evidence would make it surer."""

from typing import Literal

from msgspec import Struct

from readiness.assessment.result.verdicts import Readiness, SideName, Verdict


class Corner(Struct, frozen=True):
    """The judgement under one extreme of the admissible weights."""

    weights: dict[str, float]
    verdict: Verdict
    readiness: Readiness


class End(Struct, frozen=True):
    """The judgement if every level stood at one end of its interval."""

    verdict: Verdict
    readiness: float


class EvidenceEnds(Struct, frozen=True):
    """Both ends of the evidence."""

    low: End
    high: End


class Robustness(Struct, frozen=True):
    """How far the verdict depends on weights and on evidence."""

    stability: Literal["stable", "fragile", "contestable"]
    reason: Literal[
        "gate-sure",
        "gates-near",
        "gates-unsure",
        "unknown-decides",
        "same-everywhere",
        "weights-decide",
        "evidence-decides",
    ]
    vertices: list[Corner]
    evidence: EvidenceEnds


class EvidenceNeed(Struct, frozen=True):
    """A missing or loose level: whose, why it matters, and by how many points knowing it narrows the range."""

    indicator: str
    side: SideName
    reason: Literal["unknown-gate", "wide-range"]
    narrows_by: float


class Estimate(Struct, frozen=True):
    """A share (0-1) with its standard error."""

    share: float
    error: float


class WeightShares(Struct, frozen=True):
    """The exact share (0-1) of admissible weights under which the verdict holds, and under which each factor loses most.

    `top_loss` compares the factors of which something is known, and has no others; None where nothing is known of any.
    """

    holds: float
    top_loss: dict[str, float] | None


class Sureness(Struct, frozen=True):
    """How sure a verdict is.

    `evidence` has the share of each verdict over what the evidence leaves open, at the central weights; `evidence_and_weights`
    that over both, `if_just_met` as `evidence` has it if every necessary condition that is not known is just met, None where all are known.
    `decides` is what moves the verdict more.
    """

    verdict: Verdict
    weights: WeightShares
    evidence: dict[Verdict, Estimate]
    evidence_and_weights: dict[Verdict, Estimate]
    if_just_met: dict[Verdict, Estimate] | None
    decides: Literal["evidence", "weights", "neither"]


Missing = Literal["unknown", "prior", "few-cases", "wide"]
"""Why a level is missing or loose, from what leaves most open."""


class EvidenceWorth(Struct, frozen=True):
    """Evidence that could be got: of whose level, and why it is missing.

    The shares (0-1) are those of the `levels` it might turn out to be that change the verdict, change the first entry, and void
    the plan (None without a plan). `levels` is empty where they are not to be shown. `sources` are the rubric's, where such
    evidence is usually found; `ask` is the side that knows, both for what is asked of the pair.
    """

    indicator: str
    side: Literal["a", "b", "pair"]
    reason: Missing
    levels: list[float]
    changes_verdict: float
    changes_first: float
    voids_plan: float | None
    sources: list[str]
    ask: Literal["a", "b", "both"]
