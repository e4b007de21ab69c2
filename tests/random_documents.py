"""Random rubrics, profile pairs and questions as plain data, valid in the rubric and the profile format.

Everything comes from one `random.Random(seed)`. Dates, grades and levels are drawn from small pools so that
ties, boundaries and conflicts are frequent. Two ratings that could stand in the same place without any rule
to choose between them are not written.
"""

from __future__ import annotations

import copy
import random
from typing import Any

from readiness.model.question import Question

Data = dict[str, Any]

FACTORS = ["will", "law", "culture", "capacity", "trust", "practice"]
NEEDS = ["intelligence", "evidence", "surrender", "assets", "data"]
LANES = ["informal", "formal", "both"]
MEASURES = ["joint", "fund-stop", "liaison-posts"]
ROLES = ["haven", "transit", "source", "victim-state"]
CRIMES = ["fraud", "smuggling", "piracy"]
INDICES = ["index-of-control", "index-of-order", "index-of-reach"]
OBSTACLES = ["lack-of-will", "legal-gap", "distrust"]
REMEDIES = ["remedy-one", "remedy-two", "remedy-three"]
CAUSES = ["exclusion", "no-means", "upkeep", "will"]
KINDS = ["police-cooperation", "legal-assistance", "extradition", "other"]
STATUSES = ["none", "negotiating", "signed", "in-force", "suspended", "lapsed"]
STRUCTURES = ["liaison-post", "joint-unit"]
BARS = ["nationality", "rights", "political-offence"]
RULES = {
    "weakest": "each",
    "weaker-view": "each",
    "route-weakest": "each",
    "requested": "each",
    "requesting": "each",
    "role": "each",
    "shared": "pair",
    "similarity": "pair",
    "best-channel": "channel",
}
SPOKEN = {"each": ["a", "b"], "pair": ["pair"], "channel": ["a", "b", "pair"]}
RULE_POOL = [*RULES, "weakest", "weakest", "requested", "requesting", "role", "shared", "best-channel"]
GRADES = ["A1", "A2", "B1", "B2", "B3", "C2", "C3", "C4", "D3", "D4", "A5", "E5", "F6", "F1"]
LEVELS = {
    "low": [0, 0.5, 1, 1, 1.5, 2, 2, 3],
    "middle": [0, 1, 1.5, 2, 2, 2.5, 3, 3, 4],
    "even": [1, 1.5, 2, 2, 2, 2.5],
    "high": [2, 2.5, 3, 3, 3.5, 4, 4],
    "flat": [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4],
}
# A profile may write a date as a year, a month or a day; several of these fall on the same last day.
TODAYS: list[Any] = ["2023-06-30", "2023-06", "2023-06-30", 2023, "2022-12-31", "2024-02-15", 2022]
RATED: list[Any] = [
    *[2015, "2017-12", "2018-06-30", "2018-12-31", 2018, "2019-05-31", 2020, "2020-06-30", "2021-03"],
    *["2021-12-31", "2022-03-10", 2022, "2022-11", "2023-01-05", "2023-06-30", "2023-06", 2023, 2026],
]
DISTINCT: list[Any] = [2014, "2017-04-30", 2018, "2019-10", "2020-06-30", 2021, "2022-05", "2023-04-02", 2025]
BEGINNINGS: list[Any] = [
    2012,
    "2016-04",
    "2019-01-15",
    2021,
    "2021-09-01",
    "2022-02",
    2023,
    "2023-06-30",
    2025,
]
CHANGES: list[Any] = ["2019-01-15", 2021, "2022-02", 2023, "2023-06-30", 2025]
ADHERENCE = ["party", "signatory", "none"]
INSTRUMENTS = ["pact", "accord", "league-and-outsiders"]
BODY = "league"
MATTERS = ["own-persons", "penalty"]
LAWS = ["never", "seldom", "freely"]
ENDINGS: list[Any] = ["2017-08", "2019-12-31", 2021, "2022-05-31", "2022-12", 2022, "2023-06-29", 2023, 2027]


def random_case(seed: int) -> tuple[Data, Data, Data, Data]:
    """A rubric, two profiles and a question."""
    rng = random.Random(seed)  # noqa: S311 - test data, not secrets
    rubric = random_rubric(rng)
    mood = random_mood(rng, rubric)
    id_a, id_b = rng.sample(rng.choice([["alba", "borea", "corvia"], ["LVA", "TWN", "KEN"]]), 2)
    a = random_profile(rng, rubric, mood, {"own": id_a, "partner": id_b, "side": "a"})
    b = random_profile(rng, rubric, mood, {"own": id_b, "partner": id_a, "side": "b"})
    if chance(rng, 0.08):
        b = mirrored(a)
    question = random_question(rng, rubric)
    add_laws(random.Random(f"laws of {seed}"), rubric, [a, b], question)  # noqa: S311 - test data, not secrets
    if question["as_of"] is None and "as_of" not in a and "as_of" not in b:
        a["as_of"] = rng.choice(TODAYS)
    return rubric, a, b, question


def chance(rng: random.Random, probability: float) -> bool:
    """True with this probability."""
    return rng.random() < probability


def some(rng: random.Random, values: list[Any], least: int = 0, most: int | None = None) -> list[Any]:
    """A random part of the values, in their order."""
    most = len(values) if most is None else min(most, len(values))
    chosen = rng.sample(range(len(values)), rng.randint(min(least, most), most))
    return [values[place] for place in sorted(chosen)]


# === the rubric


def random_rubric(rng: random.Random) -> Data:
    """A whole rubric; only the parts that the judgement reads are random."""
    needs = rng.sample(NEEDS, rng.randint(2, 4))
    phases = rng.choice([["early", "late"], ["early", "middle", "late"], ["opening", "building", "mature"]])
    factors = rng.sample(FACTORS, rng.randint(2, 4))
    rubric: Data = {
        "rubric": "trial",
        "version": "1.0",
        "title": "A random rubric",
        "about": "Random, for comparison only.",
        "disclaimer": "This says nothing about anybody.",
        "editorial": ["all of it"],
        "scale": {level: f"level {level}" for level in range(5)},
        "needs": random_needs(rng, needs),
        "default-needs": some(rng, needs, 1, 2),
        "measures": {measure: random_measure(rng, measure, needs) for measure in MEASURES},
        "roles": {name: {} for name in rng.sample(ROLES, len(ROLES))},
        "phases": random_phases(rng, phases),
        "agreement-kinds": {kind: some(rng, needs, 1) for kind in KINDS},
        "agreement-statuses": list(STATUSES),
        "structure-kinds": {kind: some(rng, needs, 0) for kind in STRUCTURES},
        "weights": random_weights(rng, factors, phases),
        "default-weights": "staged" if chance(rng, 0.8) else rng.choice(["bottom-up", "variant"]),
        "verdict": random_verdict(rng),
        "evidence": random_evidence(rng),
        "obstacles": {key: {"name": key, "short": key, "seeds": ["S1.1"]} for key in OBSTACLES},
        "measure-classes": {"A1": "domestic", "B1": "networks"},
        "sources": {"own-records": {"name": "own records", "unit": "pair", "open": "no"}},
    }
    rubric["factors"] = random_factors(rng, rubric, factors, phases)
    rubric["crimes"] = random_crimes(rng, rubric)
    rubric["remedies"] = random_remedies(rng, rubric)
    rubric["standing"] = random_standing_list(rng, rubric)
    flagged = rng.choice(list(indicators_of(rubric)))
    rubric["balance"] = {
        "a-flag": {"says": "low", "seeds": ["S1.1"], "when": [{"indicator": flagged, "at-most": 1}]}
    }
    rubric["instrument-statuses"] = list(ADHERENCE)
    rubric["instruments"] = {name: random_instrument(rng, rubric, name) for name in INSTRUMENTS}
    return rubric


def random_instrument(rng: random.Random, rubric: Data, name: str) -> Data:
    """An instrument that may be a frame between two; the last binds outsiders with the members of a body."""
    return {
        "name": name,
        "serves": some(rng, list(rubric["needs"]), 1),
        "covers": rng.choice(["all", "all", some(rng, list(rubric["crimes"]), 1)]),
        "frame": chance(rng, 0.7),
        **({"across": BODY} if name == INSTRUMENTS[-1] else {}),
    }


def random_adherence(rng: random.Random) -> Data:
    """What a profile records of instruments and of the body."""
    entries: Data = {}
    for name in some(rng, INSTRUMENTS):
        entries[name] = {"status": rng.choice([ADHERENCE[0], *ADHERENCE])}
        if chance(rng, 0.4):
            entries[name]["since"] = rng.choice(BEGINNINGS)
        elif chance(rng, 0.2):
            entries[name]["until"] = rng.choice(ENDINGS)
    return {"instruments": entries, "memberships": {BODY: rng.choice(["member", "none"])}}


def add_laws(rng: random.Random, rubric: Data, profiles: list[Data], question: Data) -> None:
    """What the laws of the two say on two matters, read of some indicators with rows of some persons."""
    rubric["law-matters"] = {
        matter: {"about": matter, "statuses": {status: f"{{name}}: {status}" for status in LAWS}}
        for matter in MATTERS
    }
    barred = [key for key, item in indicators_of(rubric).items() if chance(rng, 0.25) and read_off(rng, item)]
    for profile in profiles:
        for key in barred:
            for section in (profile, *profile["partners"].values()):
                if chance(rng, 0.8):
                    section.get("ratings", {}).pop(key, None)
        profile["facts"]["law"] = {matter: random_law(rng) for matter in some(rng, MATTERS)}
    if barred and chance(rng, 0.3):
        tables = [item["table"] for item in indicators_of(rubric).values() if "table" in item]
        bars = list(dict.fromkeys(row for table in tables for row in table.get("of-some", [])))
        question["bars"] = some(rng, bars, 0, 2)


def read_off(rng: random.Random, indicator: Data) -> bool:
    """Make an indicator one that is read off laws, if it is of each side and has no rows but bars."""
    table = indicator.get("table")
    if indicator["unit"] != "each" or (table is not None and table["by"] != "bar"):
        return False
    rows = {bar: f"row {bar}" for bar in some(rng, BARS, 2)}
    table = indicator.setdefault("table", {"by": "bar", "rule": "lowest", "rows": rows})
    table["of-some"] = table.get("of-some") or some(rng, list(table["rows"]), 1, 1)
    indicator.pop("proxies", None)
    indicator["derived"] = []
    for matter in some(rng, MATTERS, 1):
        others = {"others": some(rng, LAWS, 1)} if chance(rng, 0.4) else {}
        lifted = {"unless-bound": some(rng, INSTRUMENTS, 1, 2)} if chance(rng, 0.4) else {}
        indicator["derived"].append(
            {
                "from": "law",
                "matter": matter,
                "statuses": some(rng, LAWS, 1, 2),
                **others,
                **lifted,
                "row": rng.choice(table["of-some"]),
                "level": rng.choice([1, 1.5, 2, 2, 3]),
                "width": rng.choice([0.5, 1]),
                "prior": True,
                "own": True,
            }
        )
    return True


def random_law(rng: random.Random) -> Data:
    """What a law says, now and then from or until a day."""
    dated = rng.choice([{}, {}, {"since": rng.choice(BEGINNINGS)}, {"until": rng.choice(ENDINGS)}])
    return {"status": rng.choice(LAWS), **dated}


def random_needs(rng: random.Random, needs: list[str]) -> Data:
    """The needs, some of which include another one."""
    found: Data = {need: {"lane": rng.choice(LANES), "about": f"help: {need}"} for need in needs}
    if chance(rng, 0.3):
        found[needs[0]]["includes"] = [needs[1]]
    return found


def random_measure(rng: random.Random, measure: str, needs: list[str]) -> Data:
    """A measure, some of them fitting some needs only."""
    fits = {"needs": some(rng, needs, 1)} if chance(rng, 0.5) else {}
    return {"about": f"measure: {measure}", **fits}


def random_phases(rng: random.Random, phases: list[str]) -> Data:
    """The phases in order; all but the first with rules."""
    found: Data = {}
    for place, phase in enumerate(phases):
        found[phase] = {"label": phase, "definition": f"the phase {phase}", "seeds": ["S1.1"]}
        if place > 0:
            found[phase]["infer"] = some(rng, random_rules(rng, last=place == len(phases) - 1), 1)
    return found


def random_rules(rng: random.Random, *, last: bool) -> list[Data]:
    """Rules that a phase may be inferred by."""
    long = {
        "completed-cases": rng.randint(2, 6),
        "over-years": rng.randint(1, 3),
        "within-years": rng.choice([1, 2, 5]),
        "of-the-kind": chance(rng, 0.5),
    }
    if last:
        kinds = {"kinds": some(rng, STRUCTURES, 1)} if chance(rng, 0.5) else {}
        return [{"structures": rng.randint(1, 2), **kinds}, long]
    frames = [{"frames": rng.randint(1, 2)}] if chance(rng, 0.5) else []
    return [{"agreements": some(rng, STATUSES[1:], 1)}, *frames, {"completed-cases": rng.randint(2, 6)}]


def random_weights(rng: random.Random, factors: list[str], phases: list[str]) -> Data:
    """A base set, one that extends it in one lane, one that extends it in some phases."""
    return {
        "staged": {
            "about": "base",
            "seeds": ["S1.1"],
            "orders": {phase: random_orders(rng, factors) for phase in phases},
        },
        "bottom-up": {
            "about": "in one lane",
            "seeds": [],
            "extends": "staged",
            "lane": rng.choice(["informal", "formal"]),
            "orders": {phase: random_orders(rng, factors) for phase in some(rng, phases, 1)},
        },
        "variant": {
            "about": "in some phases",
            "seeds": [],
            "extends": "staged",
            "orders": {phase: random_orders(rng, factors) for phase in some(rng, phases, 1)},
        },
    }


def random_orders(rng: random.Random, factors: list[str]) -> list[str]:
    """Orders that one ranking of the factors satisfies, hence without a cycle; sometimes none at all."""
    ranking = rng.sample(factors, len(factors))
    orders = []
    for _ in range(rng.choice([0, 1, 1, 1, 2])):
        cut = rng.randint(1, len(ranking) - 1)
        upper = rng.sample(ranking[:cut], rng.randint(1, cut))
        lower = rng.sample(ranking[cut:], rng.randint(1, len(ranking) - cut))
        orders.append(f"{', '.join(upper)} >= {', '.join(lower)}")
    return orders


def random_verdict(rng: random.Random) -> Data:
    """Floor and bars."""
    return {
        "floor": rng.choice([0.01, 0.05, 0.1]),
        "fragile-below": rng.choice([40, 55, 70]),
        "quality-level": 3,
        "limiting-share": 0.2,
        "workable-level": 2,
        "limiting-below": 2.5,
        "harm-level": 1,
        "near-gate": 0.5,
        "prior-blocks-from": rng.choice([0, 0.5, 1]),
    }


def random_evidence(rng: random.Random) -> Data:
    """Widths of the grades and of what stands in for them."""
    reliability: list[float] = rng.choice(
        [[0, 0, 0.5, 1, 1.5, 1.5], [0, 0.25, 0.5, 0.75, 1, 2], [0, 0.5, 0.5, 1, 2, 2]]
    )
    credibility: list[float] = rng.choice(
        [[0, 0, 0.5, 1, 1.5, 1.5], [0, 0.25, 0.25, 1, 1.5, 2], [0, 0, 1, 1, 1, 1]]
    )
    return {
        "reliability": dict(zip("ABCDEF", reliability, strict=True)),
        "credibility": dict(zip(range(1, 7), credibility, strict=True)),
        "ungraded": rng.choice([1, 1.5, 2]),
        "proxy": rng.choice([0.5, 1, 1.5]),
        "casework": {
            "level": rng.choice([1.5, 2, 2, 3]),
            "width": rng.choice([0.5, 1]),
            "within-years": rng.choice([1, 3, 5]),
            "record-from": rng.choice([1, 3, 6]),
            "bodies": rng.sample(STRUCTURES, rng.randint(0, 2)),
            **rng.choice([{}, {"ordinary-from": 8, "ordinary-level": 3}]),
        },
        "stale-after-years": rng.choice([2, 3, 5]),
        "stale-widens": rng.choice([0.25, 0.5, 1]),
    }


def random_factors(rng: random.Random, rubric: Data, factors: list[str], phases: list[str]) -> Data:
    """The factors with their indicators, and the links between these."""
    found: Data = {}
    strictness = rng.choice([0.05, 0.2, 0.5])
    for factor in factors:
        indicators = {}
        for place in range(rng.randint(2, 6)):
            indicators[f"{factor}-{'abcdef'[place]}"] = random_indicator(rng, rubric, phases, strictness)
        found[factor] = {
            "name": factor,
            "about": f"the factor {factor}",
            "seeds": ["S1.1"],
            "indicators": indicators,
        }
    everything = {key: item for factor in found.values() for key, item in factor["indicators"].items()}
    # Each rests only on indicators before it in one random ranking, so that there is no cycle.
    ranking = rng.sample(list(everything), len(everything))
    for place, key in enumerate(ranking):
        below = rng.sample(ranking[:place], min(place, rng.choice([0, 0, 1, 2, 3])))
        if below:
            everything[key]["rests-on"] = below
    # A few may be the cause of a suspension: in scope and necessary always.
    for key in rng.sample(ranking, min(len(ranking), rng.randint(1, 3))):
        everything[key]["lane"] = "both"
        everything[key].pop("when", None)
        everything[key].pop("necessary-by-need", None)
        everything[key]["necessary"] = random_gates(rng, phases, 1.0)
        everything[key]["core"] = True
    return found


def random_indicator(rng: random.Random, rubric: Data, phases: list[str], strictness: float) -> Data:
    """One indicator with all its keys."""
    rule = rng.choice(RULE_POOL)
    unit = RULES[rule]
    indicator: Data = {
        "name": "an indicator",
        "aspect": "an aspect",
        "question": "How is it?",
        "unit": unit,
        "lane": rng.choice(["both", "both", "informal", "formal"]),
        "combine": {"rule": rule, "why": "by lot"},
        "obstacles": rng.sample(OBSTACLES, rng.randint(1, 2)),
        "remedies": rng.sample(REMEDIES, rng.randint(1, 2)),
        "scale": {level: f"described as {level}" for level in range(5)},
        "sides": {side: f"side {side}" for side in SPOKEN[unit]},
        "not-here": ["anything else"],
        "evidence": ["records"],
        "sources": ["own-records"],
        "seeds": ["S1.1"],
    }
    if rule in ("requested", "requesting", "role"):
        indicator["direction"] = rule
    necessary = random_gates(rng, phases, strictness)
    if necessary:
        indicator["necessary"] = necessary
        if chance(rng, 0.2):
            indicator["necessary-by-need"] = {
                rng.choice(list(rubric["needs"])): random_gates(rng, phases, strictness)
            }
    if chance(rng, 0.3):
        indicator["when"] = random_when(rng, rubric)
    if chance(rng, 0.2) and unit != "channel":
        indicator["table"] = random_table(rng, rubric)
    if chance(rng, 0.35) and unit != "pair":
        indicator["proxies"] = [random_proxy(rng, index) for index in rng.sample(INDICES, rng.randint(1, 2))]
    if chance(rng, 0.35):
        causes = rng.sample(CAUSES, rng.randint(2, 3))
        raised = {cause: rng.choice(OBSTACLES) for cause in some(rng, causes, 0)}
        indicator["cause"] = {"values": causes, "obstacles": raised, "rule": "as told"}
    marks = (("shown-by", "casework", 0.4), ("do-no-harm", True, 0.15), ("silence", "not-applicable", 0.15))
    marked = indicator | {key: value for key, value, often in marks if chance(rng, often)}
    return marked | ({"shown-by": "measures"} if "shown-by" in marked and chance(rng, 0.2) else {})


def random_when(rng: random.Random, rubric: Data) -> Data:
    """Needs, measures or both."""
    needs = some(rng, list(rubric["needs"]), 1)
    measures = some(rng, MEASURES, 1)
    return rng.choice(
        [{"needs": needs}, {"needs": needs}, {"measures": measures}, {"needs": needs, "measures": measures}]
    )


def random_table(rng: random.Random, rubric: Data) -> Data:
    """One row per need, or one per bar."""
    if chance(rng, 0.5):
        return {"by": "need", "rule": "lowest", "rows": {need: f"row {need}" for need in rubric["needs"]}}
    rows = {bar: f"row {bar}" for bar in some(rng, BARS, 2)}
    return {"by": "bar", "rule": "lowest", "rows": rows, "of-some": some(rng, list(rows), 0, 1)}


def random_proxy(rng: random.Random, index: str) -> Data:
    """Cut-points of an index, mostly rising."""
    size = rng.randint(2, 4)
    values = sorted(rng.sample([-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2], size))
    levels = sorted(rng.sample([0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4], size), reverse=chance(rng, 0.2))
    return {"index": index, "points": [list(point) for point in zip(values, levels, strict=True)]}


def indicators_of(rubric: Data) -> Data:
    """All indicators of a rubric."""
    return {key: item for factor in rubric["factors"].values() for key, item in factor["indicators"].items()}


def random_crimes(rng: random.Random, rubric: Data) -> Data:
    """Overlays with emphasis, some with measures and needs."""
    found: Data = {}
    for crime in CRIMES[: rng.randint(2, 3)]:
        emphasised = some(rng, list(indicators_of(rubric)), 1, 5)
        found[crime] = {
            "name": crime,
            "seeds": ["S1.1"],
            "instruments": ["an instrument"],
            "channels": ["a channel"],
            "capabilities": ["a capability"],
            "partners": ["a partner"],
            "roles": some(rng, list(rubric["roles"]), 1),
            "emphasis": {key: rng.choice([1.5, 2.0, 3.0]) for key in emphasised},
        }
        if chance(rng, 0.5):
            found[crime]["measures"] = some(rng, MEASURES, 1)
        if chance(rng, 0.4):
            found[crime]["needs"] = some(rng, list(rubric["needs"]), 1, 2)
    return found


def random_gates(rng: random.Random, phases: list[str], strictness: float) -> Data:
    """Necessary levels of some phases, in no later one lower."""
    gates: Data = {}
    lowest = 0
    for phase in phases:
        if lowest or chance(rng, strictness):
            lowest = max(lowest, rng.choice([1, 1, 1, 2, 2, 3]))
            gates[phase] = lowest
    return gates


def random_remedies(rng: random.Random, rubric: Data) -> Data:
    """A few remedies."""
    found: Data = {}
    for key in REMEDIES:
        found[key] = {
            "do": f"do {key}",
            "class": rng.choice(["A1", "B1"]),
            "lead-months": [1, rng.randint(2, 12)],
            "cost": rng.randint(1, 4),
            "seeds": ["S1.1"],
        }
        if chance(rng, 0.4):
            indicator = rng.choice(list(indicators_of(rubric)))
            found[key]["prerequisites"] = [{"indicator": indicator, "min": rng.randint(1, 2)}]
    return found


def random_standing_list(rng: random.Random, rubric: Data) -> Data:
    """The four standings, least severe first; the causes are necessary in every phase, in any lane."""
    causes = []
    for key, item in indicators_of(rubric).items():
        tables = [item.get("necessary", {}), *item.get("necessary-by-need", {}).values()]
        always = all(len(levels) == len(rubric["phases"]) for levels in tables)
        if always and item["lane"] == "both" and "when" not in item:
            causes.append(key)
    return {
        "running": {"about": "ordinary"},
        "forming": {"about": "first contacts"},
        "strained": {"about": "slowed", "verdict-at-best": "fragile"},
        "suspended": {
            "about": "stopped",
            "causes": rng.sample(causes, len(causes)),
            "verdict-at-best": "fragile",
        },
    }


# === the profiles


def random_mood(rng: random.Random, rubric: Data) -> Data:
    """How full and how good the two profiles are, and who speaks of what belongs to the pair."""
    speakers = {}
    for key, item in indicators_of(rubric).items():
        if item["unit"] == "pair":
            speakers[key] = rng.choice(["a", "b", "ab", "ab", "ab"])
        if item["unit"] == "channel":
            speakers[key] = rng.choice(["", "", "a", "b", "ab"])
    return {
        "levels": LEVELS[rng.choice(["low", "middle", "even", "even", "high", "high", "flat"])],
        "missing": rng.choice([0.0, 0.0, 0.0, 0.0, 0.1, 0.3, 0.6]),
        "narrowed": rng.choice([0.0, 0.1, 0.3]),
        "not-applicable": rng.choice([0.0, 0.05, 0.15]),
        "graded": rng.choice([0.3, 0.7, 1.0]),
        "undated": rng.choice([0.2, 0.5, 0.8]),
        "standing": rng.choice([0.0, 0.2, 0.6]),
        "record": rng.choice([0.0, 0.3, 0.6, 0.9]),
        "speakers": speakers,
    }


def random_profile(rng: random.Random, rubric: Data, mood: Data, who: Data) -> Data:
    """One profile; `who` gives its id, its partner's and its side."""
    profile: Data = {"profile": who["own"], "name": {"en": who["own"].capitalize()}}
    if chance(rng, 0.5):
        profile["rubric"] = "trial"
    if chance(rng, 0.9):
        profile["as_of"] = rng.choice(TODAYS)
    profile["facts"] = {"languages": ["en"]}
    if chance(rng, 0.7):
        profile["facts"]["indices"] = random_indices(rng)
    if chance(rng, 0.5):
        profile["facts"] |= random_adherence(rng)
    profile["ratings"] = general_ratings(rng, rubric, mood)
    profile["partners"] = {who["partner"]: random_relation(rng, rubric, mood, who["side"])}
    if chance(rng, 0.2):  # what is said of a third party counts for nothing
        profile["partners"]["zzz-elsewhere"] = random_relation(rng, rubric, mood, who["side"])
    for code, relation in profile["partners"].items():
        name_sides(rng, relation, [who["own"], code])
    return profile


def name_sides(rng: random.Random, relation: Data, codes: list[str]) -> None:
    """Now and then say whose decision a standing was, and who asked in cases."""
    for entries, key, share in (("standing", "by", 0.5), ("cases", "requesting", 0.3)):
        for entry in relation.get(entries, []):
            if chance(rng, share):
                entry[key] = rng.choice(codes)


def mirrored(profile: Data) -> Data:
    """The same profile seen from the partner, so that both directions are alike."""
    other = copy.deepcopy(profile)
    partner = next(iter(profile["partners"]))
    other["profile"] = partner
    other["name"] = {"en": partner.capitalize()}
    other["partners"] = {profile["profile"]: other["partners"][partner]}
    return other


def random_indices(rng: random.Random) -> Data:
    """Values of public indices, of one year or of several."""
    found: Data = {}
    for index in some(rng, INDICES, 1):
        years = rng.sample([2014, 2017, 2019, 2020, 2021, 2022, 2023, 2025], rng.choice([1, 1, 2, 3]))
        entries = [random_index_value(rng, year) for year in years]
        found[index] = entries[0] if len(entries) == 1 else entries
    return found


def random_index_value(rng: random.Random, year: int) -> Data:
    """One value of an index, sometimes outside the cut-points."""
    value: Data = {"value": rng.choice([-2.4, -1.2, -0.5, 0.1, 0.5, 0.75, 1.3, 2.2]), "year": year}
    if chance(rng, 0.2):
        value["error"] = 0.15
    return value


def general_ratings(rng: random.Random, rubric: Data, mood: Data) -> Data:
    """What a profile says of itself towards anyone; what belongs to the pair is not said here."""
    found: Data = {}
    for key, item in indicators_of(rubric).items():
        if item["unit"] != "pair" and not chance(rng, mood["missing"]):
            found[key] = random_rating(rng, rubric, mood, item, interval=True)
    return found


def random_relation(rng: random.Random, rubric: Data, mood: Data, side: str) -> Data:
    """What a profile says towards one partner."""
    ratings: Data = {}
    for key, item in indicators_of(rubric).items():
        speakers = mood["speakers"].get(key)
        spoken = chance(rng, 0.25) if speakers is None else side in speakers
        if spoken and not chance(rng, mood["missing"]):
            ratings[key] = random_rating(rng, rubric, mood, item, interval=speakers != "ab")
    relation: Data = {"ratings": ratings}
    if chance(rng, mood["standing"]):
        begun = rng.sample(
            [*CHANGES, "unknown"], rng.randint(1, 3)
        )  # no two entries of one profile begin together
        relation["standing"] = [random_standing(rng, rubric, since) for since in begun]
    if chance(rng, mood["record"]):
        relation["agreements"] = [random_agreement(rng, rubric) for _ in range(rng.randint(1, 2))]
    if chance(rng, mood["record"]):
        relation["cases"] = [random_completed(rng, rubric) for _ in range(rng.randint(1, 3))]
    if chance(rng, 0.6 * mood["record"]):
        relation["structures"] = [random_structure(rng, rubric) for _ in range(rng.randint(1, 2))]
    return relation


def random_rating(rng: random.Random, rubric: Data, mood: Data, indicator: Data, *, interval: bool) -> Any:
    """A bare number, a mapping, or a list of mappings."""
    form = rng.choice(["number", "number", "one", "one", "one", "one", "dated", "loose"])
    if form == "number":
        return rng.choice(mood["levels"])
    if form == "one":
        rating = stated(rng, mood, indicator, row_dates=True, absence=True)
        dress(rng, rubric, mood, rating, indicator, interval=interval)
        return rating
    ratings = []
    # `dated`: each of another date, so that no tie arises. `loose`: ties are settled by width and level.
    dates = rng.sample(DISTINCT, rng.randint(2, 4))
    for day in dates:
        rating = stated(rng, mood, indicator, row_dates=form == "loose", absence=form == "dated")
        dress(rng, rubric, mood, rating, indicator, interval=interval and form == "dated")
        if form == "dated":
            rating["as_of"] = day
        ratings.append(rating)
    return ratings


def stated(rng: random.Random, mood: Data, indicator: Data, *, row_dates: bool, absence: bool) -> Data:
    """The statement itself: a level, rows of levels, or not applicable."""
    if absence and chance(rng, mood["not-applicable"]):
        return {"not-applicable": "looked, none found"}
    if "table" not in indicator or chance(rng, 0.25):
        return {"level": rng.choice(mood["levels"])}
    rows: Data = {}
    for row in some(rng, list(indicator["table"]["rows"]), 1):
        rows[row] = rng.choice(mood["levels"])
        if absence and chance(rng, 2 * mood["not-applicable"]):
            rows[row] = {"not-applicable": "not raised"}
        elif chance(rng, 0.4):
            rows[row] = {"level": rows[row]}
            if chance(rng, 0.6):
                rows[row]["grade"] = rng.choice(GRADES)
            if row_dates and chance(rng, 0.4):
                rows[row]["as_of"] = rng.choice(RATED)
    return {"rows": rows}


def dress(
    rng: random.Random, rubric: Data, mood: Data, rating: Data, indicator: Data, *, interval: bool
) -> None:
    """Grade, date, evidence, cause, narrowing and interval of a statement."""
    if "cause" in indicator and chance(rng, 0.7):
        rating["cause"] = rng.choice(indicator["cause"]["values"])
    if chance(rng, mood["graded"]):
        rating["grade"] = rng.choice(GRADES)
    if chance(rng, 0.4):
        rating["evidence"] = [random_item(rng) for _ in range(rng.randint(1, 3))]
    if not chance(rng, mood["undated"]):
        rating["as_of"] = rng.choice(RATED)
    if chance(rng, mood["narrowed"]):
        rating["needs"] = some(rng, list(rubric["needs"]), 1)
    if chance(rng, 0.6 * mood["narrowed"]):
        rating["crimes"] = some(rng, list(rubric["crimes"]), 1, 2)
    if interval and "level" in rating and chance(rng, 0.15):
        below, above = rng.choice([0, 0.5, 1, 2]), rng.choice([0, 0.5, 1, 2])
        rating["interval"] = [max(0, rating["level"] - below), min(4, rating["level"] + above)]
    if chance(rng, 0.1):
        rating["note"] = "a note"


def random_item(rng: random.Random) -> Data:
    """One item of evidence."""
    item: Data = {"says": "something was seen"}
    if chance(rng, 0.5):
        item["grade"] = rng.choice(GRADES)
    if chance(rng, 0.4):
        item["as_of"] = rng.choice(RATED)
    return item


def random_span(rng: random.Random, begin: str, end: str, often: float) -> Data:
    """A beginning and perhaps an end that is not before it."""
    span: Data = {begin: rng.choice(BEGINNINGS)}
    if chance(rng, often):
        span[end] = rng.choice(endings_after(span[begin]))
    return span


def endings_after(beginning: Any) -> list[Any]:
    """The ends in a later year than this beginning."""
    return [day for day in ENDINGS if beginning == "unknown" or int(str(day)[:4]) > int(str(beginning)[:4])]


def random_standing(rng: random.Random, rubric: Data, since: Any) -> Data:
    """One entry on the state of the relation; a suspension names its cause."""
    status = rng.choice(["running", "forming", "strained", "suspended", "suspended"])
    entry: Data = {"status": status, "since": since}
    if chance(rng, 0.3):
        entry["until"] = rng.choice(endings_after(since))
    if status == "suspended":
        entry["cause"] = rng.choice(rubric["standing"]["suspended"]["causes"])
    if chance(rng, 0.4):
        entry["needs"] = some(rng, list(rubric["needs"]), 1)
    return entry


def random_agreement(rng: random.Random, rubric: Data) -> Data:
    """One text between the two."""
    entry: Data = {"kind": rng.choice(KINDS), "status": rng.choice(STATUSES)}
    if chance(rng, 0.8):
        entry.update(random_span(rng, "since", "until", 0.3))
    if chance(rng, 0.3):
        entry["needs"] = some(rng, list(rubric["needs"]), 1)
    if rubric["crimes"] and chance(rng, 0.2):
        entry["crimes"] = some(rng, list(rubric["crimes"]), 1)
    return entry


def random_completed(rng: random.Random, rubric: Data) -> Data:
    """Completed casework."""
    entry = random_span(rng, "from", "to", 0.9)
    entry["completed"] = "many" if chance(rng, 0.1) else rng.randint(0, 8)
    if chance(rng, 0.6):
        entry["needs"] = some(rng, list(rubric["needs"]), 1)
    if chance(rng, 0.4):
        entry["measures"] = some(rng, MEASURES, 1)
    return entry


def random_structure(rng: random.Random, rubric: Data) -> Data:
    """A permanent post, unit or system."""
    entry: Data = {"kind": rng.choice(STRUCTURES)}
    if chance(rng, 0.8):
        entry.update(random_span(rng, "since", "until", 0.3))
        if chance(rng, 0.1):
            entry["since"] = "unknown"
    if chance(rng, 0.5):
        entry["needs"] = some(rng, list(rubric["needs"]), 1)
    return entry


# === the question


def random_question(rng: random.Random, rubric: Data) -> Data:
    """What is asked of the pair."""
    needs = rng.sample(list(rubric["needs"]), rng.randint(1, len(rubric["needs"])))
    roles: list[Any] = [None, None]
    if chance(rng, 0.6):
        roles = [rng.choice([None, *rubric["roles"], *rubric["roles"]]) for _ in range(2)]
    elif chance(rng, 0.2):
        roles = [rng.choice(list(rubric["roles"]))] * 2
    tables = [
        item["table"]
        for factor in rubric["factors"].values()
        for item in factor["indicators"].values()
        if item.get("table")
    ]
    bars = list(dict.fromkeys(row for table in tables for row in table.get("of-some", [])))
    return {
        "bars": some(rng, bars, 0, 2) if chance(rng, 0.5) else [],
        "phase": rng.choice(list(rubric["phases"])) if chance(rng, 0.4) else None,
        "lane": rng.choice(LANES) if chance(rng, 0.3) else None,
        "needs": needs if chance(rng, 0.6) else [],
        "measures": some(rng, [*MEASURES, "none"], 0, 2) if chance(rng, 0.5) else [],
        "crimes": some(rng, list(rubric["crimes"]), 1, 2) if chance(rng, 0.5) else [],
        "roles": roles,
        "requesting": rng.choice(["a", "b"]) if chance(rng, 0.4) else None,
        "weights": rng.choice(list(rubric["weights"])) if chance(rng, 0.4) else None,
        "as_of": rng.choice([*TODAYS, "2021-06-30", "2023-12-31", "2023-12-31"])
        if chance(rng, 0.4)
        else None,
    }


def as_question(asked: Data) -> Question:
    """A random question as the engine takes it."""
    return Question(
        phase=asked["phase"],
        lane=asked["lane"],
        needs=tuple(asked["needs"]),
        measures=tuple(asked["measures"]),
        bars=tuple(asked["bars"]),
        crimes=tuple(asked["crimes"]),
        roles=(asked["roles"][0], asked["roles"][1]),
        requesting=asked["requesting"],
        weights=asked["weights"],
        as_of=None if asked["as_of"] is None else str(asked["as_of"]),
    )
