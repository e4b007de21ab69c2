"""Every row of a batch says what `assess` says of the same pair: random rubrics, the shipped one, shipped profiles."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from building import as_yaml, shipped_rubric
from comparing import compare
from random_documents import random_mood, random_profile, random_question, random_rubric

from readiness.batch.request import Request
from readiness.documents.reading import read_profile, read_rubric
from readiness.documents.yaml_text import Text, decode
from readiness.question import Question

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.documents.rubric import Rubric

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


def random_batch(seed: int) -> tuple[Rubric, list[Request]]:
    """A random rubric, several random profiles that speak of each other, every pair, a few questions."""
    rng = random.Random(seed)
    data = random_rubric(rng)
    mood = random_mood(rng, data)
    rubric = read_rubric([as_text("rubric.yaml", data)])
    documents: list[ProfileDocument] = []
    codes = rng.sample(CODES, 5)
    for place, code in enumerate(codes):
        partners = rng.sample([other for other in codes if other != code], rng.choice([1, 1, 2, 3]))
        profile: Data = {}
        for partner in partners:
            drawn = random_profile(rng, data, mood, {"own": code, "partner": partner, "side": rng.choice("ab")})
            profile = drawn | {"partners": {**profile.get("partners", {}), **drawn.get("partners", {})}}
        documents.append(read_profile(as_text(f"{place}.yaml", profile), rubric))
    questions = [as_question(random_question(rng, data)) for _ in range(2)] + [Question()]
    requests = [Request(*rng.sample(pair, 2), rng.choice(questions)) for pair in combinations(documents, 2)]
    return rubric, requests


@pytest.mark.parametrize("chunk", range(10))
def test_random_rubrics_and_profiles(chunk: int) -> None:
    compared = sum(compare(*random_batch(1000 * chunk + seed)) for seed in range(12))
    assert compared > 60


def shipped_profile(rng: random.Random, rubric: Rubric, code: str, others: list[str]) -> Data:
    """A random profile of the shipped rubric, with facts that both sides may have in common."""
    richness, mood = rng.choice([0.2, 0.6, 0.95, 1.0]), rng.choice([0, 0, 1, 2])

    def rating(key: str) -> Any:
        item = rubric.indicators[key]
        level = min(4, rng.choice([0, 1, 1.5, 2, 2, 3, 3, 4]) + mood)
        if rng.random() < 0.06:
            return {"not-applicable": "does not arise"}
        if item.table is not None and rng.random() < 0.8:
            return {"rows": {row: min(4, rng.randint(0, 4) + mood) for row in item.table.rows if rng.random() < 0.8} or {next(iter(item.table.rows)): 2}}
        entry: Data = {"level": level}
        if item.cause is not None:
            entry["cause"] = rng.choice(item.cause.values)
        if rng.random() < 0.8:
            entry["grade"] = rng.choice(["A1", "B2", "C3", "D4", "E5"])
        if rng.random() < 0.6:
            entry["as_of"] = rng.choice(["2015", "2017-06", "2018-12-31", "2020", "2022-05-04", "2024"])
        if rng.random() < 0.1:
            entry["needs"] = rng.sample(list(rubric.needs), 2)
        if rng.random() < 0.05:
            entry["crimes"] = rng.sample(list(rubric.crimes), 3)
        return entry

    def ratings(keys: list[str], share: float) -> Data:
        return {key: rating(key) for key in keys if rng.random() < share}

    keys = list(rubric.indicators)
    each = [key for key in keys if rubric.indicators[key].unit != "pair"]
    pair = [key for key in keys if rubric.indicators[key].unit == "pair"]
    profile: Data = {"profile": code, "ratings": ratings(each, richness) | ratings(pair, rng.choice([0, 0, 0.3]))}
    if rng.random() < 0.8:
        profile["as_of"] = rng.choice(["2019", "2021-06", "2023-11-28", "2023-12-31", "2025"])
    facts: Data = {"languages": rng.sample(["en", "en-GB", "fr", "lv", "zh-Hant"], rng.randint(0, 2))}
    if rng.random() < 0.7:
        facts["legal-family"] = rng.choice(["civil", "common"])
    facts["memberships"] = {
        body: rng.choice(["member", "none", "observer"]) for body in ("interpol", "egmont", "europol") if rng.random() < 0.6
    }
    facts["instruments"] = {
        name: rng.choice(["party", "party", "none"]) for name in rubric.instruments if rng.random() < 0.5
    }
    channels = [*rng.sample(list(rubric.channels), min(2, len(rubric.channels))), rng.choice(["hot-line", "envoy"])]
    facts["channels"] = [
        {"id": name, "components": {part: rng.choice(rubric.channel_access) for part in rubric.channel_components if rng.random() < 0.7}}
        for name in channels
        if rng.random() < 0.4
    ]
    facts["indices"] = {
        name: [{"value": rng.uniform(-2, 2), "year": year} for year in rng.sample(range(2014, 2024), 2)]
        for name in ("wgi.control-of-corruption", "wgi.political-stability", "unga.ideal-point")
        if rng.random() < 0.6
    }
    profile["facts"] = facts
    profile["partners"] = {}
    for partner in rng.sample(others, rng.choice([0, 1, 1, 2])):
        relation: Data = {"ratings": ratings(pair, 0.7) | ratings(each, 0.1)}
        if rng.random() < 0.4:
            relation["standing"] = [
                {"status": "suspended", "since": 2019, "cause": rng.choice(rubric.standing["suspended"].causes)}
            ]
        if rng.random() < 0.5:
            relation["agreements"] = [{"kind": "other", "status": rng.choice(["in-force", "signed"]), "since": 2015}]
            relation["cases"] = [{"from": 2016, "to": 2020, "completed": rng.randint(0, 9)}]
        profile["partners"][partner] = relation
    return profile


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
    rng = random.Random(seed)
    rubric = shipped_rubric()
    codes = [f"Q{place:02d}" for place in range(7)]
    documents = [
        read_profile(
            decode(f"{code}.yaml", as_yaml(shipped_profile(rng, rubric, code, [one for one in codes if one != code]))),
            rubric,
        )
        for code in codes
    ]
    questions = [shipped_question(rng, rubric) for _ in range(3)] + [Question()]
    pairs = [*combinations(documents, 2)]
    requests = [Request(*rng.sample(pair, 2), rng.choice(questions)) for pair in pairs]
    assert compare(rubric, requests) > 10


def test_shipped_examples() -> None:
    rubric = shipped_rubric()
    for folder in sorted(EXAMPLES.iterdir()):
        files = [path for path in sorted(folder.glob("*.yaml")) if path.stem.isupper()]
        documents = [read_profile(decode(path.name, path.read_bytes()), rubric) for path in files]
        questions = [Question(), Question(needs=("surrender",)), Question(phase="late", crimes=("terrorism",))]
        requests = [Request(*pair, question) for pair in combinations(documents, 2) for question in questions]
        assert compare(rubric, requests) == len(requests)
