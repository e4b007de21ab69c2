"""Random profiles of the shipped rubric, with facts that both sides may have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import random

    from readiness.model.rubric import Rubric

Data = dict[str, Any]
DATES = ["2015", "2017-06", "2018-12-31", "2020", "2022-05-04", "2024"]
INDICES = ("wgi.control-of-corruption", "wgi.political-stability")
TAGS = ["en", "en-GB", "fr", "lv", "zh-Hant"]


def shipped_profile(rng: random.Random, rubric: Rubric, code: str, others: list[str]) -> Data:
    """One jurisdiction."""
    richness, mood = rng.choice([0.2, 0.6, 0.95, 1.0]), rng.choice([0, 0, 1, 2])
    each = [key for key, item in rubric.indicators.items() if item.unit != "pair"]
    pair = [key for key, item in rubric.indicators.items() if item.unit == "pair"]

    def ratings(keys: list[str], share: float) -> Data:
        return {key: rating(rng, rubric, key, mood) for key in keys if rng.random() < share}

    profile: Data = {
        "profile": code,
        "ratings": ratings(each, richness) | ratings(pair, rng.choice([0, 0, 0.3])),
        "facts": facts(rng, rubric),
        "partners": {},
    }
    if rng.random() < 0.8:
        profile["as_of"] = rng.choice(["2019", "2021-06", "2023-11-28", "2023-12-31", "2025"])
    if rng.random() < 0.4:
        without = {"with": rng.sample(others, rng.randint(0, 2)), "as_of": rng.choice(DATES)}
        profile["facts"]["no-agreement"] = {rng.choice(list(rubric.agreement_kinds)): without}
    for partner in rng.sample(others, rng.choice([0, 1, 1, 2])):
        profile["partners"][partner] = relation(rng, rubric) | {
            "ratings": ratings(pair, 0.7) | ratings(each, 0.1)
        }
        for entry in profile["partners"][partner].get("cases", []):
            if rng.random() < 0.4:
                entry["requesting"] = rng.choice([code, partner])
    return profile


def rating(rng: random.Random, rubric: Rubric, key: str, mood: int) -> Any:
    """One rating: a level, rows, or not applicable; with or without grade, date and needs."""
    item = rubric.indicators[key]
    if rng.random() < 0.06:
        return {"not-applicable": "does not arise"}
    if item.table is not None and rng.random() < 0.8:
        rows = {row: min(4, rng.randint(0, 4) + mood) for row in item.table.rows if rng.random() < 0.8}
        return {"rows": rows or {next(iter(item.table.rows)): 2}}
    entry: Data = {"level": min(4, rng.choice([0, 1, 1.5, 2, 2, 3, 3, 4]) + mood)}
    if item.cause is not None:
        entry["cause"] = rng.choice(item.cause.values)
    if rng.random() < 0.8:
        entry["grade"] = rng.choice(["A1", "B2", "C3", "D4", "E5"])
    if rng.random() < 0.6:
        entry["as_of"] = rng.choice(DATES)
    if rng.random() < 0.1:
        entry["needs"] = rng.sample(list(rubric.needs), 2)
    if rng.random() < 0.05:
        entry["crimes"] = rng.sample(list(rubric.crimes), 3)
    return [entry, entry | {"as_of": "2016"}] if "as_of" in entry and rng.random() < 0.1 else entry


def facts(rng: random.Random, rubric: Rubric) -> Data:
    """Facts of which some begin on a day."""
    found: Data = {"languages": rng.sample(TAGS, rng.randint(0, 2))}
    if rng.random() < 0.7:
        found["legal-family"] = rng.choice(["civil", "common"])
    bodies = [body for body in ("interpol", "egmont", "europol", "eu") if rng.random() < 0.6]
    found["memberships"] = {body: stated(rng, ["member", "none", "observer"]) for body in bodies}
    treaties = [name for name in rubric.instruments if rng.random() < 0.5]
    found["instruments"] = {name: stated(rng, ["party", "party", "none"]) for name in treaties}
    channels = [
        *rng.sample(list(rubric.channels), min(2, len(rubric.channels))),
        rng.choice(["hot-line", "envoy"]),
    ]
    found["channels"] = [channel(rng, rubric, name) for name in channels if rng.random() < 0.4]
    found["law"] = {
        matter: stated_law(rng, list(item.statuses))
        for matter, item in rubric.law_matters.items()
        if rng.random() < 0.7
    }
    found["indices"] = {
        name: [{"value": rng.uniform(-2, 2), "year": year} for year in rng.sample(range(2014, 2024), 2)]
        for name in INDICES
        if rng.random() < 0.6
    }
    return found


def stated(rng: random.Random, statuses: list[str]) -> Any:
    """A status alone, since a day, or until a day."""
    status = rng.choice(statuses)
    if rng.random() < 0.5:
        return {"status": status, "since": rng.choice([*DATES, "2023-12"])}
    return {"status": status, "until": rng.choice([*DATES, "2023-11-28"])} if rng.random() < 0.2 else status


def stated_law(rng: random.Random, statuses: list[str]) -> Any:
    """What a law says, always, since a day, or until a day."""
    status, days = rng.choice(statuses), {"since": rng.choice(DATES)}
    ended = {"until": rng.choice([*DATES, "2023-11-28"])}
    return rng.choice([status, status, {"status": status, **days}, {"status": status, **ended}])


def channel(rng: random.Random, rubric: Rubric, name: str) -> Data:
    """Access to some parts of a channel."""
    parts = {
        part: rng.choice(rubric.channel_access) for part in rubric.channel_components if rng.random() < 0.7
    }
    entry: Data = {"id": name, "components": parts}
    return entry | {"as_of": rng.choice(DATES)} if rng.random() < 0.3 else entry


def relation(rng: random.Random, rubric: Rubric) -> Data:
    """What is recorded towards a partner, apart from ratings."""
    found: Data = {}
    if rng.random() < 0.4:
        causes = rubric.standing["suspended"].causes
        found["standing"] = [{"status": "suspended", "since": 2019, "cause": rng.choice(causes)}]
    if rng.random() < 0.5:
        found["agreements"] = [{"kind": "other", "status": rng.choice(["in-force", "signed"]), "since": 2015}]
        if rng.random() < 0.4:
            found["agreements"][0]["crimes"] = rng.sample(list(rubric.crimes), 3)
        end = rng.choice([2020, 2023])
        found["cases"] = [{"from": 2016, "to": end, "completed": rng.choice([0, 1, 2, 3, 9, "many"])}]
    if rng.random() < 0.4:
        found["facts"] = {"contiguous": True}
        if rng.random() < 0.6:
            kinds = rng.sample(list(rubric.relation_kinds), rng.randint(1, 3))
            found["facts"]["relations"] = [{"kind": kind, "since": rng.choice(DATES)} for kind in kinds]
    if rng.random() < 0.3:
        body: Data = {"kind": rng.choice(list(rubric.structure_kinds)), "since": rng.choice(DATES)}
        needs = rng.sample(list(rubric.needs), 3) if rng.random() < 0.5 else []
        found["structures"] = [body | {"needs": needs}]
    return found
