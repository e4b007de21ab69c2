"""What no real profile reaches is refused with its place, so that no profile is read for longer than a moment."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cli.command_line import run

if TYPE_CHECKING:
    from pathlib import Path


def of_partner(**more: Any) -> dict[str, Any]:
    return {"partners": {"LVA": more}}


RECORDS: dict[str, Any] = {
    "channels": lambda many: {"facts": {"channels": [{"id": f"c{i}"} for i in range(many)]}},
    "memberships": lambda many: {"facts": {"memberships": {f"m{i}": "member" for i in range(many)}}},
    "evidence": lambda many: {
        "ratings": {"present-will": {"level": 2, "evidence": [{"says": f"{i}"} for i in range(many)]}}
    },
    "relations": lambda many: of_partner(facts={"relations": [{"kind": "relations-cut", "note": f"{i}"} for i in range(many)]}),
    "structures": lambda many: of_partner(structures=[{"kind": "liaison-post", "note": f"{i}"} for i in range(many)]),
    "partners": lambda many: {"partners": {f"agency-{i}": {} for i in range(many)}},
}  # fmt: skip


def validated(folder: Path, data: dict[str, Any]) -> tuple[int, str]:
    (folder / "AAA.yaml").write_text(
        json.dumps({"profile": "AAA", "as_of": "2023", **data}, indent=0), "utf-8"
    )
    done = run("validate", folder / "AAA.yaml")
    return done.code, done.err.split("\n")[0]


@pytest.mark.parametrize("name", RECORDS)
def test_records_of_a_kind(name: str, tmp_path: Path) -> None:
    code, message = validated(tmp_path, RECORDS[name](1001))
    assert code == 2
    assert message.endswith("; expected at most 1000 entries")
    assert validated(tmp_path, RECORDS[name](1000)) == (0, "")


def test_ratings_of_a_table(tmp_path: Path) -> None:
    dates = [f"{year}-{month:02}" for year in range(1900, 2000) for month in range(1, 13)]
    rated = {"mutual-trust": [{"level": 2, "as_of": day} for day in dates[:1000]]}
    full = rated | {"present-will": [{"level": 2, "as_of": day} for day in dates[:1000]]}
    more = rated | {"present-will": [{"level": 2, "as_of": day} for day in dates[:1001]]}
    assert validated(tmp_path, of_partner(ratings=full)) == (0, "")
    code, message = validated(tmp_path, of_partner(ratings=more))
    assert code == 2
    assert message.endswith(": 2,001 ratings stand here; expected at most 2,000")
