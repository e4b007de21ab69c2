"""Every link, measured with all others at once, is what the judgement of its pair alone gives."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shipped_world import shipped_profile

from building import document_of, shipped_rubric
from readiness.assessment.indicators import limiting_side
from readiness.assessment.judgement import judge
from readiness.documents.reading import read_profile
from readiness.documents.yaml_text import decode
from readiness.model.question import Question, in_scope, resolve
from readiness.routes.links import Link, LinkLevel, measure_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from readiness.documents.reading import ProfileDocument
    from readiness.engine.arithmetic import Quantity

PROFILES = Path(__file__).parents[2] / "profiles"
RULES = shipped_rubric()
QUESTIONS = [
    Question(as_of="2024-12-31"),
    Question(needs=("intelligence",), as_of="2020-06"),
    Question(phase="late", needs=("surrender",), as_of="2024"),
    Question(crimes=("terrorism",), requesting="b", as_of="2024"),
]


def alone(a: ProfileDocument, b: ProfileDocument, question: Question) -> Link:
    """The link of one pair, a before b in the alphabet, read off its own judgement."""
    rules = RULES.routes
    assert rules is not None
    judged = judge(RULES, a, b, question, resolve(question, RULES, a.profile, b.profile))
    standing = judged.standing
    stops = standing is not None and RULES.standing[standing.status].causes
    stopped = [standing.cause] if standing is not None and standing.cause is not None and stops else []
    quantities = {
        key: quantity
        for key, quantity in zip(RULES.indicators, judged.score.levels, strict=True)
        if quantity.applicable and in_scope(RULES.indicators[key], judged.scope)
    }
    levels = []
    for key in dict.fromkeys([*rules.link, *stopped]):
        if key not in quantities:
            continue
        quantity = quantities[key]
        held_by = {"a": (a.id,), "b": (b.id,), "both": (a.id, b.id)}.get(limiting_side(judged, key, None), ())
        if is_known(quantity):
            levels.append(LinkLevel(key, float(quantity.level), float(quantity.level), held_by))
        else:
            levels.append(
                LinkLevel(key, None, 4.0 if quantity.prior else min(quantity.level, quantity.high), held_by)
            )
    at_most = min((level.most for level in levels), default=4.0)
    settled = at_most == 0 or all(level.level is not None for level in levels)
    contact = quantities.get(rules.hours_from)
    hours = rules.hours[int(contact.level)] if contact is not None and is_known(contact) else None
    return Link(a.id, b.id, at_most if levels and settled else None, at_most, tuple(levels), hours)


def is_known(quantity: Quantity) -> bool:
    return bool(quantity.known and not quantity.prior)


def compare(documents: Iterable[ProfileDocument], question: Question) -> dict[tuple[str, str], Link]:
    """Assert that every link is that of its pair alone."""
    pairs = combinations(sorted(documents, key=lambda document: document.id), 2)
    links = measure_all(RULES, documents, question)
    assert links == {(a.id, b.id): alone(a, b, question) for a, b in pairs}
    return links


@pytest.mark.parametrize("seed", range(6))
def test_random_profiles(seed: int) -> None:
    """Also with suspensions that stand, and phases that differ from pair to pair."""
    rng = random.Random(seed)  # noqa: S311 - test data, not secrets
    codes = [f"Q{number:02d}" for number in range(8)]
    documents = [
        document_of(shipped_profile(rng, RULES, code, [other for other in codes if other != code]), RULES)
        for code in codes
    ]
    for question in QUESTIONS:
        links = compare(documents, question)
        assert any(link.levels for link in links.values())


def test_shipped_profiles() -> None:
    files = random.Random(7).sample(sorted(PROFILES.glob("*.yaml")), 12)  # noqa: S311 - test data, not secrets
    compare([read_profile(decode(path.name, path.read_bytes()), RULES) for path in files], QUESTIONS[0])
