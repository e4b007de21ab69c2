"""Channels by hand: each side climbs the ladder by its parts, the weaker side is the channel, the best channel counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from msgspec.structs import replace

from readiness.assessment.assemble import assess
from readiness.documents.place import Text
from readiness.documents.reading import read_profile
from readiness.evidence.channels import best, links
from readiness.model.question import Question, resolve

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Scope
    from readiness.model.rubric import Rubric

INCLUSION, LINE = "institutional-inclusion", "secure-channel"
FULL = "communications: full, databases: full, notices: full, training: full, meetings: full"


def scope(rubric: Rubric, a: ProfileDocument, b: ProfileDocument, *crimes: str) -> Scope:
    return resolve(Question(crimes=crimes), rubric, a.profile, b.profile)


def side(rubric: Rubric, code: str, facts: str, ratings: str = "") -> ProfileDocument:
    text = f"profile: {code}\nas_of: 2024-01-01\nfacts: {{{facts}}}\nratings: {{{ratings}}}\n"
    return read_profile(Text(f"{code}.yaml", text), rubric)


def channel(name: str, parts: str) -> str:
    return f"channels: [{{id: {name}, components: {{{parts}}}}}]"


@pytest.mark.parametrize(
    ("parts", "inclusion", "line"),
    [
        (FULL, 4, 3),
        ("communications: full, databases: full, notices: none, training: none, meetings: none", 3, 3),
        ("communications: full, databases: none, notices: none, training: none, meetings: none", 3, 2),
        ("communications: partial, databases: full, notices: none, training: none, meetings: none", 2, 2),
        ("communications: relay, databases: none, notices: none, training: none, meetings: none", 1, 1),
    ],
)
def test_the_level_is_the_highest_rung_of_the_weaker_side(
    law_enforcement: Rubric, parts: str, inclusion: float, line: float
) -> None:
    a = side(law_enforcement, "AAA", channel("interpol-i247", FULL))
    b = side(law_enforcement, "BBB", channel("interpol-i247", parts))
    assert best(law_enforcement, INCLUSION, a, b, scope(law_enforcement, a, b)).level == inclusion
    assert best(law_enforcement, LINE, b, a, scope(law_enforcement, a, b)).level == line


@pytest.mark.parametrize(("workable", "works"), [(2, True), (3, False)])
def test_a_channel_works_from_the_level_that_the_rubric_calls_workable(
    law_enforcement: Rubric, workable: int, works: bool
) -> None:
    verdict = replace(law_enforcement.verdict, workable_level=workable)
    it = replace(law_enforcement, verdict=verdict)
    parts = (
        "communications: partial, databases: full, notices: none, training: none, meetings: none"  # level 2
    )
    a, b = (side(it, code, channel("interpol-i247", parts)) for code in ("AAA", "BBB"))
    result = assess(a, b, it, Question())
    assert ("channel" in [item.kind for item in result.works]) is works


def test_parts_that_are_not_recorded_leave_the_rungs_above_open(law_enforcement: Rubric) -> None:
    # Full communications reach rung 3 of inclusion; rung 4 stays possible. Of the line, 2 is sure and 3 possible.
    # The interval is the level ± 0.5 (derived), stretched to what is possible on any channel, here 4: Europol's line
    # and others are not recorded.
    a, b = (side(law_enforcement, code, "memberships: {interpol: member}") for code in ("AAA", "BBB"))
    inclusion, line = (
        best(law_enforcement, INCLUSION, a, b, scope(law_enforcement, a, b)),
        best(law_enforcement, LINE, a, b, scope(law_enforcement, a, b)),
    )
    assert (inclusion.level, inclusion.low, inclusion.high, inclusion.basis) == (3, 2.5, 4, "derived")
    assert (line.level, line.low) == (2, 1.5)


def test_channels_are_substitutes_and_a_direct_line_is_capped(law_enforcement: Rubric) -> None:
    shut = channel("interpol-i247", "communications: none").rstrip("]")
    facts = f"{shut}, {{id: bilateral-line, components: {{{FULL}}}}}]"
    a, b = (
        side(law_enforcement, "AAA", facts),
        side(law_enforcement, "BBB", f"memberships: {{interpol: member}}, {facts}"),
    )
    assert (
        best(law_enforcement, INCLUSION, a, b, scope(law_enforcement, a, b)).level == 2
    )  # full parts, but a direct line stands for 2 at most


def test_silence_about_channels_is_never_a_zero(law_enforcement: Rubric) -> None:
    a = side(law_enforcement, "AAA", "memberships: {interpol: none}")
    b = side(law_enforcement, "BBB", "memberships: {interpol: member}")
    reading = best(law_enforcement, INCLUSION, a, b, scope(law_enforcement, a, b))
    assert (reading.level, reading.low, reading.high) == (None, 0, 4)  # other channels are not recorded


def test_every_channel_recorded_as_closed_is_a_zero(law_enforcement: Rubric) -> None:
    names = [key for key, item in law_enforcement.channels.items() if item.open_to == "all"]
    closed = ", ".join(f"{{id: {name}, components: {{communications: none}}}}" for name in names)
    a = side(law_enforcement, "AAA", f"channels: [{closed}]")
    b = side(law_enforcement, "BBB", "memberships: {interpol: member}")
    assert best(law_enforcement, INCLUSION, a, b, scope(law_enforcement, a, b)).level == 0


def test_a_special_channel_serves_only_the_crimes_that_name_it(law_enforcement: Rubric) -> None:
    a, b = (side(law_enforcement, code, "memberships: {egmont: member}") for code in ("AAA", "BBB"))
    assert "egmont-secure-web" not in [
        link.channel for link in links(law_enforcement, INCLUSION, a, b, scope(law_enforcement, a, b))
    ]
    assert best(law_enforcement, INCLUSION, a, b, scope(law_enforcement, a, b, "money-laundering")).level == 3


def assessed(rubric: Rubric, a: str, b: str, **asked: Any) -> Any:
    return assess(side(rubric, "AAA", a), side(rubric, "BBB", b), rubric, Question(**asked))


def test_the_report_says_which_governing_instruments_are_shared(law_enforcement: Rubric) -> None:
    report = assessed(
        law_enforcement,
        "instruments: {untoc: party, budapest: none}",
        "instruments: {untoc: party, budapest: party}",
        crimes=("online-telecom-fraud",),
    )
    shared = {item.id: item.shared for item in report.instruments}
    assert shared == {"untoc": "shared", "budapest": "a-lacks", "tip-protocol": "unknown"}


def test_a_language_in_common_is_read_off_whatever_the_script(law_enforcement: Rubric) -> None:
    report = assessed(law_enforcement, "languages: [zh-Hant, en]", "languages: [zh-Hans]")
    ability = {item.id: item for item in report.indicators}["language-ability"]
    assert (ability.level, ability.basis) == (3, "derived")


def test_the_same_legal_family_is_only_a_prior(law_enforcement: Rubric) -> None:
    report = assessed(
        law_enforcement, "legal-family: civil", "legal-family: civil", phase="middle", needs=("evidence",)
    )
    fit = {item.id: item for item in report.indicators}["framework-fit"]
    assert (fit.level, fit.basis, fit.gate) == (2, "proxy", "unknown")  # 2 ± 1.5 does not surely reach 1


@pytest.mark.parametrize(
    ("rated_a", "rated_b", "recorded", "level"),
    [
        (4, None, True, 3),  # the other side stands where the record puts both
        (None, 4, True, 3),
        (1, None, True, 1),  # a lower rating counts
        (4, 4, True, 4),  # where both are rated the record has nothing to add
        (None, None, True, 3),
        (4, None, False, None),
    ],
)
def test_what_is_on_record_of_both_is_not_lost_by_a_rating_of_one(
    law_enforcement: Rubric, rated_a: int | None, rated_b: int | None, recorded: bool, level: float | None
) -> None:
    # Members of INTERPOL exchange in full, with parts that are not recorded: 3.
    facts = "memberships: {interpol: member}" if recorded else "languages: [en]"
    a, b = (
        side(law_enforcement, code, facts, f"{INCLUSION}: {rated}" if rated is not None else "")
        for code, rated in (("AAA", rated_a), ("BBB", rated_b))
    )
    report = assess(a, b, law_enforcement, Question(needs=("intelligence",)))
    item = {item.id: item for item in report.indicators}[INCLUSION]
    assert item.level == level


def test_what_is_cited_is_the_channel_that_decides(law_enforcement: Rubric) -> None:
    # What one side alone has open is no channel between the two.
    a = side(law_enforcement, "AAA", "memberships: {interpol: member}")
    b = side(law_enforcement, "BBB", "memberships: {interpol: member, europol: member}")
    reading = best(law_enforcement, LINE, a, b, scope(law_enforcement, a, b))
    assert [item.says for item in reading.items] == ["interpol-i247: communications full"] * 2


def test_both_lanes_are_judged_side_by_side(law_enforcement: Rubric) -> None:
    report = assessed(law_enforcement, "languages: [en]", "languages: [en]")
    assert [lane.lane for lane in report.by_lane] == ["informal", "formal"]
    assert "coercive" in report.by_lane[0].allows.lower()
    alone = assessed(law_enforcement, "languages: [en]", "languages: [en]", needs=("intelligence",))
    assert alone.by_lane == []


def test_what_began_after_the_day_is_not_yet_recorded(law_enforcement: Rubric) -> None:
    both = "instruments: {ets-30: {status: party, since: 2020-05-01}}, memberships: {interpol: {status: member, since: 2020-05-01}}"
    before = assessed(law_enforcement, both, both, needs=("evidence",), as_of="2020-04-30")
    after = assessed(law_enforcement, both, both, needs=("evidence",), as_of="2020-05-01")
    levels = [
        {item.id: item.level for item in report.indicators}["treaty-basis"] for report in (before, after)
    ]
    assert levels == [None, 2]
    assert (before.channels, [channel.id for channel in after.channels]) == ([], ["interpol-i247"])
