"""A baseline: what demands found when a team began to make them, so that a gate fails only on what is new."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from readiness.cli.io.files import read_written
from readiness.cli.io.writing import write
from readiness.documents.json_reading import parse_json
from readiness.engine.arithmetic import FLOATS
from readiness.errors import InputError, Problem
from readiness.language import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from readiness.cli.exit_conditions import PairOutcome

SCHEMA = "readiness/baseline/1"
KEYS: dict[str, type | tuple[type, ...]] = {
    "a": str,
    "b": str,
    "asked": dict,
    "verdict": str,
    "readiness": (int, float, type(None)),
    "obstacles": list,
    "expired": list,
}

Known = dict[str, Any]


class Baseline:
    """What was known of each pair under each question; the date of the assessment makes no other question."""

    def __init__(self, known: Sequence[Known] = ()) -> None:
        self._known: dict[str, list[Known]] = {}
        for entry in known:
            self._known.setdefault(_key(entry["a"], entry["b"], entry["asked"]), []).append(entry)

    def covers(self, outcome: PairOutcome, demand: str | None) -> bool:
        """Whether a pair missed a demand before and is no worse now. The demand is a verdict or obstacle, None for the bar."""
        known = self._known.get(_key(outcome.a, outcome.b, outcome.asked), [])
        return any(_covers(entry, outcome, demand) for entry in known)

    def knows_expired(self, outcome: PairOutcome, obstacle: str) -> bool:
        """Whether the waiver of an obstacle had run out before."""
        known = self._known.get(_key(outcome.a, outcome.b, outcome.asked), [])
        return any(obstacle in entry["expired"] for entry in known)


def read(name: str) -> Baseline:
    """The baseline of a file. Raises InputError for anything else."""
    text = read_written(name)
    data = parse_json(text)
    pairs = data.get("pairs") if isinstance(data, dict) and data.get("schema") == SCHEMA else None
    if not isinstance(pairs, list) or not all(map(_is_entry, pairs)):
        fix = _("make one with --write-baseline FILE")
        raise InputError([Problem(_("this is no baseline"), text.name, fix=fix)])
    return Baseline(pairs)


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or not all(isinstance(entry.get(key), kind) for key, kind in KEYS.items()):
        return False
    return all(isinstance(name, str) for key in ("obstacles", "expired") for name in entry[key])


def save(name: str, missing: Sequence[PairOutcome]) -> None:
    """Write the baseline of pairs that miss a demand."""
    pairs = sorted(
        (_known(outcome) for outcome in missing), key=lambda entry: json.dumps(entry, sort_keys=True)
    )
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in pairs)
    write(name, f'{{"schema": "{SCHEMA}", "pairs": [\n{lines}\n]}}\n')


def _key(a: str, b: str, asked: Mapping[str, Any]) -> str:
    return json.dumps(
        [a, b, {name: value for name, value in asked.items() if name != "as_of"}], sort_keys=True
    )


def _known(outcome: PairOutcome) -> Known:
    value = outcome.readiness
    return {
        "a": outcome.a,
        "b": outcome.b,
        "asked": {name: given for name, given in outcome.asked.items() if name != "as_of"},
        "verdict": outcome.verdict,
        "readiness": None if value is None else FLOATS.printed(value),
        "obstacles": sorted(outcome.present),
        "expired": sorted(obstacle for obstacle, _ in outcome.expired),
    }


def _covers(entry: Known, outcome: PairOutcome, demand: str | None) -> bool:
    if demand is None:
        before, now = entry["readiness"], outcome.readiness
        return before is None if now is None else before is not None and FLOATS.printed(now) >= before
    if demand == outcome.verdict:
        return bool(
            entry["verdict"] == demand and outcome.present - outcome.waived <= set(entry["obstacles"])
        )
    return demand in entry["obstacles"]
