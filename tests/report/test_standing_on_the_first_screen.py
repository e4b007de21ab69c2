"""How the relation stands is told at the top: in the first sentence where it troubles, beside what is asked elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cli.command_line import run

if TYPE_CHECKING:
    from pathlib import Path

NOTHING_STOPS = "nothing on record stops it"


def told(folder: Path, standing: str, *, climate: int = 3) -> str:
    """The first screen of two of which the climate alone is rated, as one line."""
    (folder / "a.yaml").write_text(
        "profile: AAA\nas_of: 2024-01-01\npartners:\n  BBB:\n"
        f"    standing: [{standing}]\n"
        f"    ratings: {{bilateral-climate: {{level: {climate}, grade: B2}}}}\n",
        "utf-8",
    )
    (folder / "b.yaml").write_text("profile: BBB\nas_of: 2024-01-01\n", "utf-8")
    result = run("assess", folder / "a.yaml", folder / "b.yaml", "--need", "surrender")
    assert result.code == 0
    return " ".join(result.out.split())


def test_a_strained_relation_is_never_one_that_nothing_stops(tmp_path: Path) -> None:
    text = told(tmp_path, "{status: strained, since: 2023-06, cause: bilateral-climate}", climate=2)
    first = text.partition("UNDETERMINED ")[2].partition(". ")[0]
    assert first.endswith("strained since 2023-06, over bilateral climate")
    assert "the relation is strained, and 15 things that it needs are unknown" in text
    assert NOTHING_STOPS not in text
    assert "leans to fragile" in text  # at best


def test_a_suspended_relation_is_blocked_by_its_cause(tmp_path: Path) -> None:
    text = told(tmp_path, "{status: suspended, since: 2023-06, cause: present-will}")
    assert "BLOCKED in the early phase, suspended since 2023-06, over present will." in text
    assert NOTHING_STOPS not in text


@pytest.mark.parametrize("status", ["running", "forming"])
def test_what_troubles_nothing_stands_beside_what_is_asked(tmp_path: Path, status: str) -> None:
    text = told(tmp_path, f"{{status: {status}, since: 2019}}")
    head, _, rest = text.partition("UNDETERMINED")
    assert f"need surrender · standing {status} since 2019" in head
    assert status not in rest.partition("WHAT")[0]
    assert NOTHING_STOPS in rest


def test_what_leans_to_blocked_has_something_against_it() -> None:
    text = " ".join(run("assess", "POL", "RUS", "--need", "surrender").out.split())
    assert "leans to blocked" in text
    assert NOTHING_STOPS not in text
    assert "what is on record speaks against it and does not settle it, and" in text
