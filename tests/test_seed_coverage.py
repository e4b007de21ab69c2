"""docs/seed-coverage.md says where each claim of the sources is honoured: nothing left out, and every place exists."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "seed-coverage.md"
RUBRICS = sorted((ROOT / "rubrics").rglob("*.yaml"))

NUMBERS = (
    ("S1", [2, 5, 6, 8, 9, 11, 12, *range(14, 22), 26, 28, 32, 33, 35, 39]),
    ("S1", [40, 43, 44, 48, 52, 53, 60, 63, 71, 72, 78, 80, 87]),
    ("S2", [2, *range(5, 13)]),
)
ASKING = [f"{source}.{number}" for source, numbers in NUMBERS for number in numbers]
"""The claims that ask something of the model, in the order of the sources."""

LAST_CLAIM = {"S1": 87, "S2": 15}
CLAIM = re.compile(r"(S[12])\.([1-9]\d*)\Z")
PLACE = re.compile(r"`(?P<file>[^`:]+): (?P<name>[^`]+)`\Z")
GAP = re.compile(r"not (?:yet|modelled): \S.*\Z")


def tables() -> list[list[list[str]]]:
    """The tables of the page, each a list of rows of cells, without their heads."""
    found: list[list[list[str]]] = []
    inside = False
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("|"):
            if not inside:
                found.append([])
            found[-1].append([cell.strip() for cell in line.strip("|").split("|")])
        inside = line.startswith("|")
    return [rows[2:] for rows in found]


def entries() -> list[tuple[str, str]]:
    """Claim and place, for every place that either table names."""
    return [
        (row[0], entry)
        for rows in tables()
        for row in rows
        for entry in row[2 if len(row) > 2 else 1].split("; ")
    ]


@cache
def content(file: str) -> Any:
    return yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))


@cache
def names(file: str) -> frozenset[str]:
    """What a Python file defines at its top."""
    found: set[str] = set()
    for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found.update(target.id for target in node.targets if isinstance(target, ast.Name))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found.add(node.target.id)
    return frozenset(found)


def reached(data: Any, path: str) -> bool:
    """Whether a dotted key path leads somewhere; a number is the key of a scale."""
    for step in path.split("."):
        key: str | int = int(step) if step.isdigit() else step
        if not isinstance(data, dict) or key not in data:
            return False
        data = data[key]
    return True


def cited(data: Any) -> Iterator[str]:
    """Every claim in a `seeds` key, however deep."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "seeds":
                yield from value
            else:
                yield from cited(value)
    elif isinstance(data, list):
        for item in data:
            yield from cited(item)


def known(claim: str) -> bool:
    match = CLAIM.match(claim)
    return match is not None and int(match[2]) <= LAST_CLAIM[match[1]]


def all_cited() -> set[str]:
    return {claim for file in RUBRICS for claim in cited(yaml.safe_load(file.read_text(encoding="utf-8")))}


def test_first_table_has_every_asking_claim_once_and_in_order() -> None:
    assert [row[0] for row in tables()[0]] == ASKING


def test_rows_are_complete() -> None:
    first, second = tables()
    assert all(len(row) == 4 and all(row) for row in first)
    assert all(len(row) == 2 and all(row) for row in second)


def test_second_table_has_the_other_claims_that_the_rubric_cites() -> None:
    assert {row[0] for row in tables()[1]} == all_cited() - set(ASKING)


@pytest.mark.parametrize(("claim", "entry"), entries())
def test_every_place_exists(claim: str, entry: str) -> None:
    if GAP.match(entry):
        return
    match = PLACE.match(entry)
    assert match is not None, f"{claim}: expected `file: name` or a gap, found {entry}"
    file, name = match["file"], match["name"]
    assert (ROOT / file).is_file(), f"{claim}: there is no file {file}"
    if file.endswith(".py"):
        assert name in names(file), f"{claim}: {file} defines no {name}"
    else:
        assert reached(content(file), name), f"{claim}: {file} has no {name}"


@pytest.mark.parametrize("file", RUBRICS, ids=lambda file: str(file.relative_to(ROOT)))
def test_rubrics_cite_known_claims_only(file: Path) -> None:
    seeds = list(cited(yaml.safe_load(file.read_text(encoding="utf-8"))))
    assert [claim for claim in seeds if not known(claim)] == []


def test_claims_named_in_texts_are_known() -> None:
    texts = [PAGE, *RUBRICS]
    found = {
        claim for file in texts for claim in re.findall(r"\bS[12]\.\d+", file.read_text(encoding="utf-8"))
    }
    assert found >= set(ASKING)
    assert sorted(claim for claim in found if not known(claim)) == []


def test_no_rubric_credits_the_rome_statute() -> None:
    """S1.53: membership of the ICC says nothing about the 18 types."""
    for file in RUBRICS:
        assert re.search(r"Rome Statute|\bICC\b", file.read_text(encoding="utf-8")) is None, file
