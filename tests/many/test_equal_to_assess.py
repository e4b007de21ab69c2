"""Every row of a batch says what `assess` says of the same pair: random rubrics, the shipped one, shipped profiles."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from comparing import compare
from shipped_world import shipped_profile

from building import as_yaml, shipped_rubric
from random_documents import random_mood, random_profile, random_question, random_rubric
from readiness.documents.reading import read_profile, read_rubric
from readiness.documents.yaml_text import Text, decode
from readiness.many.request import Request
from readiness.model.question import Question

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric

Data = dict[str, Any]
EXAMPLES = Path(__file__).parents[2] / "examples"
CODES = ["alba", "borea", "corvia", "LVA", "TWN", "KEN", "dacia"]


def as_text(name: str, data: Data) -> Text:
    return Text(name, yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


def as_question(asked: Data) -> Question:
    return Question(
        phase=asked["phase"],
        lane=asked["lane"],
        needs=tuple(asked["needs"]),
        measures=tuple(asked["measures"]),
        crimes=tuple(asked["crimes"]),
        roles=(asked["roles"][0], asked["roles"][1]),
        requesting=asked["requesting"],
        weights=asked["weights"],
        as_of=None if asked["as_of"] is None else str(asked["as_of"]),
    )


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
    rubric = read_rubric([as_text("rubric.yaml", data)])
    documents: list[ProfileDocument] = []
    codes = rng.sample(CODES, 5)
    for place, code in enumerate(codes):
        partners = rng.sample([other for other in codes if other != code], rng.choice([1, 1, 2, 3]))
        profile: Data = {}
        for partner in partners:
            drawn = random_profile(
                rng, data, mood, {"own": code, "partner": partner, "side": rng.choice("ab")}
            )
            profile = drawn | {"partners": {**profile.get("partners", {}), **drawn.get("partners", {})}}
        documents.append(read_profile(as_text(f"{place}.yaml", profile), rubric))
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
    )


@pytest.mark.parametrize("seed", range(12))
def test_random_profiles_of_the_shipped_rubric(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - test data, not secrets
    rubric = shipped_rubric()
    codes = [f"Q{place:02d}" for place in range(7)]
    documents = [
        read_profile(
            decode(
                f"{code}.yaml",
                as_yaml(shipped_profile(rng, rubric, code, [one for one in codes if one != code])),
            ),
            rubric,
        )
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
    ]
    pairs = rng.sample([*combinations(documents, 2)], 60)
    requests = [Request(*in_any_order(rng, pair), rng.choice(questions)) for pair in pairs]
    assert compare(rubric, requests) == len(requests)
