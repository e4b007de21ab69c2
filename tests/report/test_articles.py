"""English names with their article in running sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readiness.jurisdictions.tables import named_with_article
from readiness.words import Texts

NAMES = Path("src/readiness/jurisdictions/names.json")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("United Kingdom", "Whether the United Kingdom can; seen: United Kingdom."),
        ("Philippines", "Whether the Philippines can; seen: Philippines."),
        ("France", "Whether France can; seen: France."),
        (
            "Ministry of the United States",
            "Whether Ministry of the United States can; seen: Ministry of the United States.",
        ),
    ],
)
def test_a_name_gets_its_article_where_a_sentence_asks_for_it(name: str, told: str) -> None:
    say = Texts({"line": "Whether {who:the} can; seen: {who}."})

    assert say("line", who=name) == told


def test_the_names_with_an_article_are_names_of_jurisdictions() -> None:
    known = {item["name"]["en"] for item in json.loads(NAMES.read_text("utf-8"))["jurisdictions"].values()}

    assert named_with_article() <= known
