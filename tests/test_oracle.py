"""The engine against a second, deliberately plain implementation (`oracle`), over random rubrics and profiles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from building import Data, document_of, rubric_of
from oracle import by_need, judge
from random_documents import as_question, random_case
from readiness.assessment.assemble import assess
from readiness.plain_data import plain

if TYPE_CHECKING:
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric

CHUNKS, CHUNK = 20, 120
TOLERANCE = 1e-5  # the report rounds to six decimals


def documents(seed: int) -> tuple[Rubric, ProfileDocument, ProfileDocument, Data, Data]:
    """A random rubric, two profiles and a question, and what the oracle says of them."""
    rubric, a, b, asked = random_case(seed)
    expected = judge(rubric, a, b, asked)
    loaded = rubric_of(rubric)
    return loaded, document_of(a, loaded), document_of(b, loaded), asked, expected


def differences(seed: int) -> list[str]:
    """Every place where the engine and the oracle disagree."""
    rubric, a, b, asked, expected = documents(seed)
    found = plain(assess(a, b, rubric, as_question(asked)))
    pairs: list[tuple[str, Any, Any]] = [
        ("as_of", found["as_of"], expected["as_of"]),
        ("lane", found["lane"], expected["lane"]),
        ("needs", found["needs"], list(expected["needs"])),
        ("measures", found["measures"], expected["measures"]),
        ("phase", found["phase"]["assessed"], expected["phase"]["assessed"]),
        ("phase basis", found["phase"]["basis"], expected["phase"]["basis"]),
        ("standing", found["standing"] and found["standing"]["status"], expected["standing"]),
        ("requesting", found["direction"]["requesting"], expected["requesting"]),
        ("verdict", found["verdict"], expected["verdict"]),
    ]
    for phase in found["phases"]:
        wanted = expected["phases"][phase["id"]]
        pairs.append((f"{phase['id']} verdict", phase["verdict"], wanted["verdict"]))
        pairs += [
            (f"{phase['id']} {k}", phase["readiness"][k], wanted[k])
            for k in ("value", "low", "high", "index", "ceiling")
        ]
        pairs += [(f"{phase['id']} weight {f}", w, wanted["weights"][f]) for f, w in phase["weights"].items()]
    for factor in found["factors"]:
        wanted = expected["factors"][factor["id"]]
        pairs += [
            (f"{factor['id']} {k}", factor[k], wanted[k]) for k in ("score", "low", "high", "loss_share")
        ]
    shown = {item["id"]: item for item in found["indicators"]}
    for key, wanted in expected["indicators"].items():
        if not wanted["in_scope"]:
            pairs.append((f"{key} in scope", shown.get(key, wanted)["in_scope"], False))
            continue
        pairs += [(f"{key} {k}", shown[key][k], wanted[k]) for k in ("in_scope", "weight", "gate", "sure")]
        if wanted["low"] is not None:  # applicable
            pairs += [(f"{key} {k}", shown[key][k], wanted[k]) for k in ("level", "low", "high")]
    assessed = next(phase for phase in found["phases"] if phase["id"] == found["phase"]["assessed"])
    pairs.append(("order", assessed["unmet"], expected["order"]))
    pairs.append(("leaning", found["leaning"], expected["leaning"]))
    fell = found["standing"]["fell"] if found["standing"] else []
    pairs.append(
        ("what fell", [fall["indicator"] for fall in fell], [x["indicator"] for x in expected["fell"]])
    )
    for mine, theirs in zip(fell, expected["fell"], strict=False):
        pairs += [(f"{mine['indicator']} fell {end}", mine[end], theirs[end]) for end in ("from", "to")]
    keys = ("id", "status", "side", "indicators")
    listed = [{key: item[key] for key in keys} for item in found["obstacles"]]
    pairs.append(("obstacles", listed, expected["obstacles"]))
    first = found["first"] and [found["first"][key] for key in ("obstacle", "status", "side", "indicator")]
    wanted_first = [[x["id"], x["status"], x["side"], x["indicators"][0]] for x in expected["obstacles"][:1]]
    pairs.append(("first", first, wanted_first[0] if wanted_first else None))
    return [
        f"seed {seed}: {name}: engine {mine!r}, oracle {theirs!r}"
        for name, mine, theirs in pairs
        if not same(mine, theirs)
    ]


def same(mine: Any, theirs: Any) -> bool:
    if isinstance(mine, float) and isinstance(theirs, int | float):
        return abs(mine - theirs) <= TOLERANCE
    return bool(mine == theirs)


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_the_engine_and_the_oracle_agree(chunk: int) -> None:
    wrong = [line for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK) for line in differences(seed)]
    assert not wrong, "\n".join(wrong[:20])


@pytest.mark.parametrize("chunk", range(5))
def test_each_need_alone_is_judged_as_the_oracle_does(chunk: int) -> None:
    for seed in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        rubric, a, b, asked = random_case(seed)
        loaded = rubric_of(rubric)
        found = assess(document_of(a, loaded), document_of(b, loaded), loaded, as_question(asked))
        expected = by_need(rubric, a, b, asked)
        assert [item.need for item in found.by_need] == list(expected)
        for item in found.by_need:
            wanted = expected[item.need]
            first = wanted["obstacles"][0] if wanted["obstacles"] else {"id": None}
            assert (item.verdict, item.phase) == (wanted["verdict"], wanted["phase"]["assessed"]), seed
            assert item.first_obstacle == first["id"], (seed, item.need)
            assert plain(item.leaning) == wanted["leaning"], (seed, item.need)


def test_all_that_is_compared_occurs_in_the_random_cases() -> None:
    answers = [judge(*random_case(seed)) for seed in range(300)]
    listed = [entry for answer in answers for entry in answer["obstacles"]]
    assert {entry["status"] for entry in listed} == {"blocking", "fallen", "emerging", "limiting", "unknown"}
    leanings = [answer["leaning"] for answer in answers if answer["leaning"] is not None]
    assert {leaning["verdict"] for leaning in leanings} == {"blocked", "fragile", "ready"}
    assert {leaning["basis"] for leaning in leanings} == {"rating", "casework", "prior"}
    assert any(len(answer["fell"]) > 1 for answer in answers)


def seen_from_the_other_side(value: Any) -> Any:
    """The same with the sides named the other way round."""
    if isinstance(value, list):
        return [seen_from_the_other_side(item) for item in value]
    if isinstance(value, dict):
        seen = {key: seen_from_the_other_side(item) for key, item in value.items()}
        return seen | (
            {"side": {"a": "b", "b": "a"}.get(seen["side"], seen["side"])} if "side" in seen else {}
        )
    return value


def test_swapping_the_sides_changes_nothing_in_a_mutual_assessment() -> None:
    for seed in range(400):
        rubric, a, b, asked, _ = documents(seed)
        if asked["requesting"] is not None:
            continue
        question = as_question(asked)
        swapped = as_question({**asked, "roles": asked["roles"][::-1]})
        one, other = plain(assess(a, b, rubric, question)), plain(assess(b, a, rubric, swapped))
        for key in (
            "verdict",
            "readiness",
            "phases",
            "by_need",
            "factors",
            "coverage",
            "balance",
            "first",
            "leaning",
        ):
            assert json.dumps(one[key]) == json.dumps(seen_from_the_other_side(other[key])), (seed, key)
        ids = [
            [(o["id"], o["indicators"], o["status"]) for o in report["obstacles"]] for report in (one, other)
        ]
        assert ids[0] == ids[1], seed
