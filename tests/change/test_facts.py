"""Facts that are supposed, each against profiles that really say so, judged by the shipped rubric."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import TODAY, A, Data, documents, plain, shipped_rubric
from readiness.assessment.assemble import assess, judged_pair
from readiness.change.change_notation import understood
from readiness.change.supposed_facts import FACTS
from readiness.change.supposed_profile import CHANGES
from readiness.change.what_if import what_if
from readiness.errors import UsageError
from readiness.model.question import Question

if TYPE_CHECKING:
    from readiness.assessment.judgement import Judgement

RUBRIC = shipped_rubric()
NEEDS = ("surrender",)


def towards(**recorded: Any) -> Data:
    return {"towards": recorded}


def facts(**recorded: Any) -> Data:
    return {"facts": {key.replace("_", "-"): value for key, value in recorded.items()}}


AGREED = [{"kind": "extradition", "status": "in-force", "since": TODAY}]
WORKED = [{"needs": ["surrender"], "from": "2019-12-28", "to": TODAY, "completed": 6}]
OF_ALL = [{"from": 2019, "to": 2023, "completed": 9}]
OF_OTHERS = [{"from": 2019, "to": 2023, "completed": 9, "needs": [need for need in RUBRIC.needs if need != "surrender"]}]  # fmt: skip
POST = [{"kind": "joint-unit", "since": TODAY}]
WAR = {"relations": [{"kind": "armed-conflict", "since": 2020}]}
STOPPED = [{"status": "suspended", "since": TODAY, "cause": "bilateral-climate"}]
INDEX = "wgi.government-effectiveness"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("pair.agreements.extradition=in-force", ({}, {}), (towards(agreements=AGREED), {})),
        (
            "pair.agreements.extradition=lapsed",
            (towards(agreements=AGREED), {}),
            (towards(agreements=[{**AGREED[0], "status": "lapsed"}]), {}),
        ),
        ("pair.cases.surrender=6-in-4-years", ({}, {}), (towards(cases=WORKED), {})),
        ("pair.cases.surrender=0", ({}, towards(cases=OF_ALL)), ({}, towards(cases=OF_OTHERS))),
        ("pair.structures.joint-unit=yes", ({}, {}), ({}, towards(structures=POST))),
        ("pair.structures.joint-unit=no", (towards(structures=POST), {}), ({}, {})),
        ("pair.relations.armed-conflict=yes", ({}, {}), (towards(facts=WAR), {})),
        ("pair.relations.armed-conflict=no", (towards(facts=WAR), {}), ({}, {})),
        ("pair.standing=suspended-by-bilateral-climate", ({}, {}), ({}, towards(standing=STOPPED))),
        (
            "pair.standing=running",
            ({}, towards(standing=STOPPED)),
            ({}, towards(standing=[{"status": "running", "since": TODAY}])),
        ),
        (
            "AAA.languages.pt-BR=yes",
            ({}, facts(languages=["pt"])),
            (facts(languages=["pt"]), facts(languages=["pt"])),
        ),
        (
            "BBB.languages.pt=no",
            (facts(languages=["pt"]), facts(languages=["pt-BR", "en"])),
            (facts(languages=["pt"]), facts(languages=["en"])),
        ),
        (
            "BBB.legal-family=common",
            (facts(legal_family="common"), facts(legal_family="civil")),
            (facts(legal_family="common"), facts(legal_family="common")),
        ),
        (
            "AAA.memberships.interpol=member",
            ({}, facts(memberships={"interpol": "member"})),
            (facts(memberships={"interpol": "member"}), facts(memberships={"interpol": "member"})),
        ),
        (
            "AAA.instruments.ets-24=none",
            (facts(instruments={"ets-24": "party"}), facts(instruments={"ets-24": "party"})),
            (facts(instruments={"ets-24": "none"}), facts(instruments={"ets-24": "party"})),
        ),
        (
            "AAA.channels.interpol-i247.communications=none",
            (facts(memberships={"interpol": "member"}), facts(memberships={"interpol": "member"})),
            (
                facts(
                    memberships={"interpol": "member"},
                    channels=[{"id": "interpol-i247", "components": {"communications": "none"}}],
                ),
                facts(memberships={"interpol": "member"}),
            ),
        ),
        (
            f"AAA.indices.{INDEX}=-2",
            (
                facts(indices={INDEX: {"value": 2, "year": 2022}}),
                facts(indices={INDEX: {"value": 2, "year": 2022}}),
            ),
            (
                facts(indices={INDEX: {"value": -2, "year": 2023}}),
                facts(indices={INDEX: {"value": 2, "year": 2022}}),
            ),
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fact_supposed_gives_what_the_record_gives(
    text: str, before: tuple[Data, Data], after: tuple[Data, Data]
) -> None:
    # A joint unit serves the needs of its kind.
    question = Question(needs=("intelligence",) if "structures" in text else NEEDS)
    today = judged_pair(*documents(RUBRIC, *before), RUBRIC, question)
    supposed = what_if(today, understood([text], today))
    really = assess(*documents(RUBRIC, *after), RUBRIC, question)
    told, recorded = supposed.after, really
    assert told.phase.assessed == recorded.phase.assessed
    assert told.verdict == recorded.verdict
    assert plain(told.readiness) == plain(recorded.readiness)
    for mine, theirs in zip(told.indicators, recorded.indicators, strict=True):
        assert (mine.id, mine.level, mine.low, mine.high) == (
            theirs.id,
            theirs.level,
            theirs.low,
            theirs.high,
        )
    assert supposed.moved, "each of these moves something"


def unrated(a: Data | None = None) -> Judgement:
    return judged_pair(*documents(RUBRIC, a or {}, {}), RUBRIC, Question(needs=NEEDS))


def test_every_kind_of_fact_can_be_read_and_changes_a_profile() -> None:
    assert list(FACTS) == list(CHANGES)


def test_what_a_profile_calls_its_own_channels_can_be_set() -> None:
    pair = unrated(facts(channels=[{"id": "hotline", "components": {}}]))
    [wish] = understood(["AAA.channels.hotline.communications=full"], pair)
    assert wish.text.startswith(f"{A}.channels.hotline")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("pair.standing=suspended", '"suspended-by-present-will" or "suspended-by-bilateral-climate"'),
        ("pair.standing=suspended-by-presnt-will", 'did you mean "suspended-by-present-will"?'),
        ("pair.standing.x=running", "expected no name after the kind of fact, found 1"),
        ("pair.cases.surender=2", 'unknown need "surender"; did you mean "surrender"?'),
        ("pair.cases.surrender=lots", "expected a number or many, of the last year or such as 6-in-4-years"),
        ("pair.cases.surrender=-1", "is no number of completed cases"),
        ("pair.relations.armed-conflct=yes", 'did you mean "armed-conflict"?'),
        ("pair.relations.armed-conflict=maybe", "expected one of: yes, no"),
        ("AAA.languages.qq=yes", 'unknown language "qq"; expected one of: am, ar,'),
        ("pair.languages.fr=yes", "language is a fact of AAA or BBB"),
        ("AAA.legal-family=comon", 'did you mean "common"?'),
        ("AAA.indices.wgi.control=1", 'did you mean "wgi.control-of-corruption"?'),
        (f"AAA.indices.{INDEX}=high", 'the value "high" is no number'),
        (f"AAA.indices.{INDEX}=inf", 'the value "inf" is no number'),
        ("AAA.memberships.interpl=member", 'did you mean "interpol"?'),
        ("AAA.channels.interpol-i247=full", "expected a name and a part after the kind of fact, found 1"),
    ],
)
def test_a_wrong_fact_leads_to_the_right_one(text: str, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        understood([text], unrated())
    assert told in str(raised.value)


def test_the_same_fact_is_not_set_twice() -> None:
    with pytest.raises(UsageError, match="set the same"):
        understood(["pair.standing=running", "pair.standing=strained"], unrated())
