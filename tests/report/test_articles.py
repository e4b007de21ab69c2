"""English names with their article in running sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from readiness.words import Texts

NAMES = Path("src/readiness/jurisdictions/names.json")
TEXTS = Path("src/readiness/report/texts/en.yaml")


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
    say = Texts(
        {
            "line": "Whether {who:the} can; seen: {who}.",
            "named-with-the": ["United Kingdom", "Philippines", "United States"],
        }
    )

    assert say("line", who=name) == told


def test_the_names_with_an_article_are_names_of_jurisdictions() -> None:
    known = {item["name"]["en"] for item in json.loads(NAMES.read_text("utf-8"))["jurisdictions"].values()}

    assert set(yaml.safe_load(TEXTS.read_text("utf-8"))["named-with-the"]) <= known
