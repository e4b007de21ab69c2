"""Every row of a batch says what `assess` says of the same pair: random rubrics, the shipped one, shipped profiles."""

from __future__ import annotations

import random
from itertools import combinations, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from comparing import compare
from shipped_world import shipped_profile

from building import (
    Data,
    assessed,
    document_of,
    documents,
    found,
    indicator,
    rubric_of,
    shipped_rubric,
    side,
    small_rubric,
)
from random_documents import as_question, random_mood, random_profile, random_question, random_rubric
from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import decode
from readiness.many.judging import tabulate
from readiness.many.request import Request
from readiness.many.rows import rows
from readiness.model.question import Question

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric

EXAMPLES = Path(__file__).parents[2] / "examples"
CODES = ["alba", "borea", "corvia", "LVA", "TWN", "KEN", "dacia"]


def in_any_order(
    rng: random.Random, pair: tuple[ProfileDocument, ProfileDocument]
) -> tuple[ProfileDocument, ProfileDocument]:
    """The pair, or the pair turned round."""
    return pair if rng.random() < 0.5 else (pair[1], pair[0])


def random_batch(seed: int) -> tuple[Rubric, list[Request]]:
    """A random rubric, several random profiles that speak of each other, every pair, a few questions."""
    rng = random.Random(seed)  # noqa: S311 - test data, not secrets
    data = random_rubric(rng)
    mood = random_mood(rng, data)
    rubric = rubric_of(data)
    documents: list[ProfileDocument] = []
    codes = rng.sample(CODES, 5)
    for code in codes:
        partners = rng.sample([other for other in codes if other != code], rng.choice([1, 1, 2, 3]))
        profile: Data = {}
        for partner in partners:
            drawn = random_profile(
                rng, data, mood, {"own": code, "partner": partner, "side": rng.choice("ab")}
            )
            profile = drawn | {"partners": {**profile.get("partners", {}), **drawn.get("partners", {})}}
        documents.append(document_of(profile, rubric))
    questions = [as_question(random_question(rng, data)) for _ in range(2)] + [Question()]
    requests = [
        Request(*in_any_order(rng, pair), rng.choice(questions)) for pair in combinations(documents, 2)
    ]
    return rubric, requests


@pytest.mark.parametrize("chunk", range(10))
def test_random_rubrics_and_profiles(chunk: int) -> None:
    compared = sum(compare(*random_batch(1000 * chunk + seed)) for seed in range(6))
    assert compared > 30


def shipped_question(rng: random.Random, rubric: Rubric) -> Question:
    return Question(
        phase=rng.choice([None, None, *rubric.phases]),
        needs=tuple(rng.sample(list(rubric.needs), rng.choice([0, 1, 1, 2, 3]))),
        crimes=tuple(rng.sample(list(rubric.crimes), rng.choice([0, 0, 1, 2]))),
        roles=rng.choice([(None, None), ("haven", "destination"), ("destination", "source")]),
        requesting=rng.choice([None, None, "a", "b"]),
        weights=rng.choice([None, None, "bottom-up"]),
        as_of=rng.choice([None, None, "2020-06", "2024-12-31"]),
        bars=tuple(rng.choice([[], [], ["nationality"], ["penalty"], ["penalty", "limitation"]])),
    )


@pytest.mark.parametrize("seed", range(16))
def test_random_profiles_of_the_shipped_rubric(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - test data, not secrets
    rubric = shipped_rubric()
    codes = [f"Q{place:02d}" for place in range(7)]
    documents = [
        document_of(shipped_profile(rng, rubric, code, [other for other in codes if other != code]), rubric)
        for code in codes
    ]
    questions = [shipped_question(rng, rubric) for _ in range(3)] + [Question()]
    pairs = [*combinations(documents, 2)]
    requests = [Request(*in_any_order(rng, pair), rng.choice(questions)) for pair in pairs]
    assert compare(rubric, requests) > 10


def test_shipped_examples() -> None:
    rubric = shipped_rubric()
    for folder in sorted(EXAMPLES.iterdir()):
        files = [path for path in sorted(folder.glob("*.yaml")) if path.stem.isupper()]
        documents = [read_profile(decode(path.name, path.read_bytes()), rubric) for path in files]
        questions = [
            Question(),
            Question(needs=("surrender",)),
            Question(phase="late", crimes=("terrorism",)),
        ]
        requests = [Request(*pair, question) for pair in combinations(documents, 2) for question in questions]
        assert compare(rubric, requests) == len(requests)


def test_access_that_one_side_rates_beside_channels_on_record() -> None:
    rubric = shipped_rubric()
    codes = iter(["alba", "borea", "corvia", "dacia", "elara", "fenris"])
    rated = [None, 4, 1, {"level": 2, "cause": "excluded"}]
    recorded = [{"interpol": "member"}, {"interpol": "none"}]
    profiles = [
        document_of(
            {"profile": code, "as_of": "2024-01-01", "facts": {"memberships": member}}
            | ({"ratings": {"secure-channel": level, "institutional-inclusion": 3}} if level else {}),
            rubric,
        )
        for code, (level, member) in zip(codes, product(rated, recorded), strict=False)
    ]
    requests = [Request(*pair, Question(needs=("intelligence",))) for pair in combinations(profiles, 2)]
    assert compare(rubric, requests) == len(requests)


def test_shipped_profiles() -> None:
    """Facts only, from public data: treaties and languages in common, channels, priors."""
    rng = random.Random(7)  # noqa: S311 - test data, not secrets
    rubric = shipped_rubric()
    files = rng.sample(sorted((EXAMPLES.parent / "profiles").glob("*.yaml")), 40)
    documents = [read_profile(decode(path.name, path.read_bytes()), rubric) for path in files]
    questions = [
        Question(),
        Question(needs=("evidence", "assets")),
        Question(needs=("surrender",), as_of="2019"),
        Question(needs=("surrender", "assets"), crimes=("drug-trafficking",)),
        Question(needs=("intelligence",), crimes=("intellectual-property-theft", "money-laundering")),
    ]
    pairs = rng.sample([*combinations(documents, 2)], 60)
    requests = [Request(*in_any_order(rng, pair), rng.choice(questions)) for pair in pairs]
    assert compare(rubric, requests) == len(requests)


def test_facts_fill_the_rows_that_a_rating_leaves_open() -> None:
    # a says 4 of intelligence and nothing of surrender, so nothing of both. The convention both joined gives surrender 2.
    rubric = shipped_rubric()
    joined: Data = {"facts": {"instruments": {"ets-24": "party"}}}
    a = side(treaty_basis={"rows": {"intelligence": {"level": 4, "grade": "A1"}}}) | joined
    needs = ("intelligence", "surrender")
    assert found(assessed(rubric, a, joined, needs=needs, as_of="2024"), "treaty-basis").level == 2
    assert compare(rubric, [Request(*documents(rubric, a, joined), Question(needs=needs, as_of="2024"))]) == 1


@pytest.mark.parametrize("rule", ["weakest", "requested", "requesting", "shared", "best-channel"])
def test_the_cause_of_the_level_that_decides_names_the_obstacle(rule: str) -> None:
    raised = {"upkeep": "O7", "no-means": "O5", "excluded": "O1"}
    cause = {"values": list(raised), "obstacles": raised, "rule": "as told"}
    entry = indicator(rule, necessary=2, obstacles=["O6"], cause=cause)
    rubric = small_rubric({"capacity": {"contact": entry}})
    statements: list[Data] = [
        {},
        {"contact": 1},
        *(
            {"contact": {"level": level, "grade": "A1", "cause": why}}
            for level, why in ((1, "upkeep"), (1, "excluded"), (0, "no-means"), (3, "upkeep"))
        ),
    ]
    requests = [
        Request(*documents(rubric, a, side(**of_b)), Question())
        for of_a, of_b in product(statements, repeat=2)
        for a in (side(**of_a), side(towards={"ratings": of_a}))
    ]
    assert compare(rubric, requests) == 72  # 6 times 6 statements, towards anyone and towards the partner


def test_undetermined_pairs_lean_as_they_do_alone() -> None:
    proxy = {"index": "control", "points": [[0, 0], [4, 4]]}
    spoken = indicator("shared", derived=[{"from": "shared-language", "level": 1}])
    rubric = small_rubric(
        {
            "political": {
                "will": indicator(necessary=2, proxies=[proxy]),
                "trust": indicator("requested", necessary=2),
            },
            "legal": {"law": indicator(), "speech": spoken},
        }
    )
    facts: list[Data] = [
        {"languages": languages, "indices": {"control": {"value": value, "year": 2022}} if value else {}}
        for languages, value in product((["en"], ["de"]), (0.5, 1.5, 3, None))
    ]
    stated: list[Data] = [{}, {"law": 1}, {"law": 4, "trust": 1}, {"law": 4, "trust": 3}]
    sides = [side(**ratings) | {"facts": recorded} for ratings, recorded in product(stated, facts)]
    requests = [Request(*documents(rubric, a, b), Question()) for a, b in product(sides, repeat=2)]
    leanings = {
        row["leaning"] and (row["leaning"]["verdict"], row["leaning"]["basis"])
        for row in rows(tabulate(rubric, requests))
    }
    assert {
        ("blocked", "prior"),
        ("fragile", "fact"),
        ("ready", "prior"),
        ("ready", "rating"),
        None,
    } <= leanings
    assert compare(rubric, requests) == 1024
