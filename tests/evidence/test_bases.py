"""Instruments and organisations in common: for which needs, crimes and days they are a basis, and at which level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from building import Data, assessed, found, indicator, shipped_rubric, small_rubric
from readiness.errors import InputError

if TYPE_CHECKING:
    from readiness.assessment.result.indicators import IndicatorResult
    from readiness.model.rubric import Rubric

CRIMES: dict[str, Data] = {name: {"name": name, "seeds": []} for name in ("drugs", "fraud", "arson")}
INSTRUMENTS: dict[str, Data] = {
    "general": {"name": "General Treaty", "serves": ["surrender"], "covers": "all"},
    "drug-treaty": {"name": "Drug Treaty", "serves": ["surrender"], "covers": ["drugs"]},
    "two-crimes": {
        "name": "Treaty on Drugs and Fraud",
        "serves": ["surrender"],
        "covers": ["drugs", "fraud"],
    },
    "warrant": {"name": "Warrant", "serves": ["surrender"], "covers": "all", "level": 3},
    "scheme": {"name": "Scheme", "serves": ["surrender"], "covers": "all", "binding": False, "level": 1},
    "records": {
        "name": "Treaty on Records",
        "serves": ["data", "surrender"],
        "covers": ["fraud"],
        "covers-for": {"data": "all"},
    },
    "outside": {
        "name": "Agreement of the Union",
        "serves": ["surrender"],
        "covers": "all",
        "across": "union",
    },
    "named": {"name": "Arson Treaty", "serves": ["surrender"]},
}


def rubric(**changes: Any) -> Rubric:
    basis = indicator(
        "shared",
        table={
            "by": "need",
            "rule": "the lowest",
            "rows": dict.fromkeys(("intelligence", "evidence", "surrender", "data"), "counts"),
        },
        derived=[
            {"from": "instrument-in-use", "level": 3},
            {"from": "shared-instrument", "level": 3},
            {"from": "common-organisation", "level": 3},
            {"from": "shared-instrument", "level": 2},
            {"from": "common-organisation", "level": 2},
            {"from": "shared-instrument", "level": 1},
        ],
    )
    crimes = CRIMES | {"arson": CRIMES["arson"] | {"governed-by": ["named"]}}
    given: Data = {
        "crimes": crimes,
        "instruments": INSTRUMENTS,
        "instrument-statuses": ["party", "none"],
        "organisations": {
            "world-police": {"name": "Rules of the World Police", "serves": ["intelligence"]},
            "near-police": {"name": "Rules of the Near Police", "serves": ["intelligence"], "level": 3},
        },
    }
    return small_rubric({"legal": {"basis": basis}}, **(given | changes))


def party(*names: str, **memberships: Any) -> Data:
    joined = {name.replace("_", "-"): status for name, status in memberships.items()}
    return {"facts": {"instruments": dict.fromkeys(names, "party"), "memberships": joined}}


def basis(a: Data, b: Data, *crimes: str, need: str = "surrender", **question: Any) -> IndicatorResult:
    return found(assessed(rubric(), a, b, needs=(need,), crimes=crimes, **question), "basis")


@pytest.mark.parametrize(
    ("instrument", "crimes", "level"),
    [
        ("drug-treaty", ("drugs",), 2),
        ("drug-treaty", ("fraud",), None),
        ("drug-treaty", (), None),  # no crime asked: ordinary cases
        ("drug-treaty", ("drugs", "fraud"), None),
        ("two-crimes", ("drugs", "fraud"), 2),
        ("two-crimes", ("drugs", "arson"), None),
        ("general", (), 2),
        ("general", ("arson", "drugs"), 2),
        ("warrant", ("arson",), 3),
        ("scheme", ("arson",), 1),
        ("named", ("arson",), 2),  # the crime itself names it as governing
        ("named", ("drugs",), None),
    ],
)
def test_an_instrument_is_a_basis_only_for_crimes_that_it_covers(
    instrument: str, crimes: tuple[str, ...], level: float | None
) -> None:
    assert basis(party(instrument), party(instrument), *crimes).level == level


def test_each_crime_may_have_a_basis_of_its_own_and_the_weakest_counts() -> None:
    both = party("drug-treaty", "named")
    shown = basis(both, both, "drugs", "arson")
    assert (shown.level, shown.low, shown.high) == (2, 1.5, 2.5)
    # For drugs the treaty at 2, for arson the scheme at 1.
    assert basis(party("drug-treaty", "scheme"), party("drug-treaty", "scheme"), "drugs", "arson").level == 1


def test_a_crime_without_a_basis_leaves_the_level_open_and_that_of_the_other_is_the_most() -> None:
    shown = basis(party("scheme", "drug-treaty"), party("drug-treaty"), "drugs", "arson")
    assert (shown.level, shown.at_most, shown.low, shown.high) == (None, 2, 0, 2.5)


def test_the_strongest_instrument_in_common_counts() -> None:
    a, b = party("scheme", "general", "warrant"), party("scheme", "general")
    shown = basis(a, b, "drugs")
    assert (shown.level, shown.low, shown.high, shown.basis) == (2, 1.5, 2.5, "derived")
    assert basis(a, a, "drugs").level == 3


def test_the_scope_may_differ_by_need() -> None:
    both = party("records")
    assert basis(both, both, need="data").level == 2
    assert basis(both, both).level is None
    assert basis(both, both, "fraud").level == 2


def test_what_binds_across_a_body_is_no_basis_on_one_side_of_it() -> None:
    member, other = party(union="member"), party("outside")
    assert basis(member, other, "drugs").level == 2
    assert basis(other, member, "drugs").level == 2
    assert basis(member, member, "drugs").level is None
    assert basis(other, other, "drugs").level is None
    out = {"facts": {"memberships": {"union": "member"}, "instruments": {"outside": "none"}}}
    assert basis(out, other, "drugs").level is None  # a member that the agreement does not bind


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ({"world_police": "member"}, {"world_police": "member"}, 2),
        ({"world_police": "member"}, {"world_police": "none"}, None),
        ({"world_police": "member"}, {"world_police": "suspended"}, None),
        ({"world_police": "member"}, {}, None),
        ({"world_police": "member", "near_police": "member"}, {"near_police": "member"}, 3),
        ({"near_police": "member"}, {"near_police": "operational-agreement"}, None),
    ],
)
def test_rules_of_a_common_organisation_are_a_basis_between_full_members(
    a: Data, b: Data, level: float | None
) -> None:
    shown = basis(party(**a), party(**b), need="intelligence")
    assert shown.level == level
    assert shown.basis == ("derived" if level else "none")
    assert basis(party(**a), party(**b), need="evidence").level is None


FRAME: Data = {"name": "Treaty of the Union", "serves": ["surrender"], "covers": "all", "frame": True}
DRUG_FRAME: Data = FRAME | {"name": "Drug Treaty of the Union", "covers": ["drugs"]}


def worked(*names: str, need: str = "surrender", until: str = "2015", completed: int = 1) -> Data:
    """A party to these instruments that records cases with BBB."""
    cases = [{"needs": [need], "from": until, "to": until, "completed": completed}]
    return party(*names) | {"partners": {"BBB": {"cases": cases}}}


@pytest.mark.parametrize(
    ("a", "b", "crimes", "level"),
    [
        (worked("frame"), party("frame"), (), 3),  # however long ago: used at least once
        (worked("frame", completed=0), party("frame"), (), 2),
        (worked("frame", need="evidence"), party("frame"), (), 2),
        (worked("frame", until="2030"), party("frame"), (), 2),  # not yet
        (worked("frame"), party(), (), None),  # it does not bind both
        (worked("drug-frame"), party("drug-frame"), ("fraud",), None),  # nor cover the crime
        (worked("drug-frame"), party("drug-frame"), ("drugs",), 3),
        (worked("general"), party("general"), (), 2),  # open to the world: the case may rest on a law
        (worked("scheme"), party("scheme"), (), 1),  # it binds nobody
    ],
)
def test_a_case_completed_between_two_under_a_frame_of_theirs_rested_on_it(
    a: Data, b: Data, crimes: tuple[str, ...], level: float | None
) -> None:
    framed = rubric(instruments=INSTRUMENTS | {"frame": FRAME, "drug-frame": DRUG_FRAME})
    assert found(assessed(framed, a, b, needs=("surrender",), crimes=crimes), "basis").level == level


@pytest.mark.parametrize(
    ("as_of", "level"), [("2003-12-31", None), ("2004-01-01", 3), ("2020-12-31", 3), ("2021-01-01", None)]
)
def test_who_has_left_is_out_from_the_next_day(as_of: str, level: float | None) -> None:
    fact = {"status": "party", "since": "2004-01-01", "until": "2020-12-31"}
    left = {"facts": {"instruments": {"warrant": fact}}}
    assert basis(left, party("warrant"), "fraud", as_of=as_of).level == level


def test_what_is_known_to_have_ended_is_none_and_not_unknown(law_enforcement: Rubric) -> None:
    left = {"facts": {"instruments": {"untoc": {"status": "party", "until": 2020}}}}
    report = assessed(law_enforcement, left, party("untoc"), crimes=("drug-trafficking",))
    assert {item.id: item.shared for item in report.instruments}["untoc"] == "a-lacks"


# The shipped rubric.


def test_drug_and_terrorism_conventions_are_no_basis_for_counterfeits(law_enforcement: Rubric) -> None:
    both = party("vienna-1988", "terrorist-bombings-1997", "terrorist-financing-1999", "uncac")
    for crime, level in (
        ("intellectual-property-theft", None),
        ("drug-trafficking", 1.5),
        ("terrorism", 1.5),
    ):
        report = assessed(law_enforcement, both, both, needs=("surrender",), crimes=(crime,))
        assert found(report, "treaty-basis").level == level


def test_exclusion_from_interpol_leaves_exchange_without_that_basis(law_enforcement: Rubric) -> None:
    # The second seed document: reports to INTERPOL were to no avail, friendly forces passed them on.
    member, excluded = party(interpol="member"), party(interpol="none")
    for other, level in ((member, 2), (excluded, None)):
        report = assessed(law_enforcement, member, other, needs=("intelligence",))
        assert found(report, "treaty-basis").level == level


def test_what_governs_a_crime_and_serves_at_all_covers_it() -> None:
    shipped = shipped_rubric()
    for crime, item in shipped.crimes.items():
        for name in item.governed_by:
            instrument = shipped.instruments[name]
            assert not instrument.serves or {"all", crime} & set(instrument.covers), (crime, name)


def test_every_instrument_that_serves_covers_something() -> None:
    for name, item in shipped_rubric().instruments.items():
        assert bool(item.serves) == bool(item.covers), name
        assert "all" not in item.covers or item.covers == ["all"]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"binding": False, "level": 2}, "an instrument that does not bind shows level 1 at most, not 2"),
        ({"binding": False}, "shows level 1 at most, not 2"),
        ({"covers-for": {"data": "all"}}, "covers-for names data, which the instrument does not serve"),
        ({"covers": ["drug"]}, 'unknown crime "drug"'),
        ({"covers-for": {"surrender": ["all", "drug"]}}, 'unknown crime "drug"'),
    ],
)
def test_a_rubric_that_says_too_much_of_an_instrument_is_refused(changes: Data, message: str) -> None:
    entry: Data = {"name": "Treaty", "serves": ["surrender"], "covers": "all"}
    with pytest.raises(InputError) as caught:
        rubric(instruments={"named": entry | changes})
    assert [problem.message for problem in caught.value.problems if message in problem.message]


def test_a_status_cannot_end_before_it_begins() -> None:
    wrong = {"facts": {"instruments": {"warrant": {"status": "party", "since": 2004, "until": 2003}}}}
    with pytest.raises(InputError) as caught:
        basis(wrong, {})
    assert "ends (2003) before it begins (2004)" in caught.value.problems[0].message


def optional(*, no_agreement: bool = False, accepted: tuple[bool, bool] = (False, False)) -> IndicatorResult:
    """A convention that both are party to, and that may be accepted as a basis for surrender, for drugs."""
    basis = indicator(
        "shared",
        table={"by": "need", "rule": "the lowest", "rows": {"surrender": "counts", "evidence": "counts"}},
        derived=[
            {"from": "shared-instrument", "level": 2},
            {"from": "no-agreement", "level": 1, "width": 1, "prior": True},
            {"from": "optional-instrument", "level": 1.5, "width": 0.5, "prior": True},
        ],
    )
    convention: Data = {
        "name": "Convention",
        "serves": ["surrender", "evidence"],
        "covers": ["drugs"],
        "by-acceptance": ["surrender"],
    }
    it = small_rubric(
        {"legal": {"basis": basis}},
        crimes=CRIMES,
        instruments={"convention": convention},
        instrument_statuses=["party"],
        agreement_kinds={"extradition": ["surrender"]},
    )

    def side_of(partner: str, accepts: bool) -> Data:
        entry: Data = {"status": "party"} | ({"accepted-for": ["surrender"]} if accepts else {})
        facts: Data = {"instruments": {"convention": entry}}
        if no_agreement:
            facts["no-agreement"] = {"extradition": {"with": [partner]}}
        return {"facts": facts}

    a, b = side_of("BBB", accepted[0]), side_of("AAA", accepted[1])
    evidence = found(assessed(it, a, b, needs=("evidence",), crimes=("drugs",)), "basis")
    assert (evidence.level, evidence.basis) == (2, "derived")
    return found(assessed(it, a, b, needs=("surrender",), crimes=("drugs",)), "basis")


@pytest.mark.parametrize(
    ("no_agreement", "accepted", "level", "low", "high", "known_by"),
    [
        (False, (False, False), 1.5, 1, 2, "proxy"),
        (False, (True, False), 1.5, 1, 2, "proxy"),
        (False, (True, True), 2, 1.5, 2.5, "derived"),
        (True, (False, False), 1, 0, 2, "proxy"),  # the complete list prevails over what only may be
        (True, (True, True), 2, 1.5, 2.5, "derived"),
    ],
)
def test_a_convention_is_a_basis_for_surrender_where_both_accept_it_as_one(
    no_agreement: bool,
    accepted: tuple[bool, bool],
    level: float,
    low: float,
    high: float,
    known_by: str,
) -> None:
    basis = optional(no_agreement=no_agreement, accepted=accepted)
    assert (basis.level, basis.low, basis.high, basis.basis) == (level, low, high, known_by)
