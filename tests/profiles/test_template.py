"""A starting profile: every question is in it, and it is valid as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from readiness.documents.place import Text
from readiness.documents.reading import read_profile
from readiness.model.profile import Profile
from readiness.profiles.template import known_data, placeholder, starting_profile
from readiness.report.texts import texts

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric


@pytest.mark.parametrize("code", ["TWN", "NO", "123", "1e5", "eu-eppo", "true"])
@pytest.mark.parametrize("partner", [None, "LVA", "NO", "null", "007"])
def test_it_is_valid_as_it_stands_and_knows_nothing(
    law_enforcement: Rubric, code: str, partner: str | None
) -> None:
    if code == partner:
        return
    text = starting_profile({"profile": code}, law_enforcement, partner, texts())
    profile = read_profile(Text("a.yaml", text), law_enforcement).profile
    assert (profile.profile, profile.ratings, profile.sources) == (code, {}, {})
    assert list(profile.partners) == ([partner] if partner else [])


@pytest.mark.parametrize("partner", [None, "LVA"])
def test_every_question_stands_in_it_with_its_scale(law_enforcement: Rubric, partner: str | None) -> None:
    text = starting_profile({"profile": "TWN"}, law_enforcement, partner, texts())
    flat = " ".join(re.sub(r"^[ #]+", "", line) for line in text.split("\n"))
    flat = " ".join(flat.split())
    for key, item in law_enforcement.indicators.items():
        assert text.count(f"{placeholder(key, item)}\n") == 1
        assert " ".join(item.question.split()) in flat
        for anchor in item.scale.values():
            assert " ".join(anchor.split()) in flat


@pytest.mark.parametrize("key", ["integrity", "mutual-trust", "incentive-alignment"])
def test_a_question_is_answered_by_taking_the_sign_away(law_enforcement: Rubric, key: str) -> None:
    text = starting_profile({"profile": "TWN"}, law_enforcement, "LVA", texts())
    line = placeholder(key, law_enforcement.indicators[key])
    text = text.replace("ratings: {}", "ratings:").replace(line, line[2:].replace("level: ,", "level: 3,"))
    text = text.replace("ratings:\n\n  # POLITICAL", "ratings:\n  state-stability: 3\n\n  # POLITICAL")
    text = text.replace("    ratings:\n\n      # POL", "    ratings:\n      present-will: 3\n\n      # POL")
    profile = read_profile(Text("a.yaml", text), law_enforcement).profile
    ratings = profile.ratings | profile.partners["LVA"].ratings
    assert ratings[key][0].level == 3


def test_facts_come_along_with_the_sources_they_cite_and_nothing_else(law_enforcement: Rubric) -> None:
    shipped = Profile.model_validate(
        {
            "profile": "TWN",
            "name": {"en": "Taiwan"},
            "as_of": "2023",
            "facts": {
                "languages": ["zh-Hant"],
                "memberships": {"interpol": {"status": "none", "source": "mofa"}},
                "cited": {"languages": "cldr"},
            },
            "ratings": {"integrity": {"level": 3, "evidence": [{"says": "x", "source": "audit"}]}},
            "partners": {
                "LVA": {
                    "agreements": [{"kind": "liaison", "status": "none", "source": "ceias"}],
                    "standing": [{"status": "forming", "since": "2017"}],
                    "ratings": {"mutual-trust": 3},
                },
                "USA": {"agreements": [{"kind": "liaison", "status": "none", "source": "ait"}]},
            },
            "sources": {key: {"title": key} for key in ("mofa", "cldr", "audit", "ceias", "ait")},
        }
    )
    data = known_data(shipped, "twn", "LVA")
    assert set(data) == {"profile", "name", "as_of", "facts", "partners", "sources"}
    assert set(data["sources"]) == {"mofa", "cldr", "ceias"}
    assert set(data["partners"]["LVA"]) == {"agreements"}
    text = starting_profile(data, law_enforcement, "LVA", texts())
    profile = read_profile(Text("a.yaml", text), law_enforcement).profile
    assert profile.facts == shipped.facts
    assert profile.partners["LVA"].agreements == shipped.partners["LVA"].agreements
    assert "partners" not in known_data(shipped, "TWN", None)
    assert known_data(None, "ZZZ", "LVA") == {"profile": "ZZZ"}
