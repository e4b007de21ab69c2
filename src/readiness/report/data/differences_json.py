"""Differences between two reports as JSON, `readiness/diff/1`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.report.data.json_text import write

if TYPE_CHECKING:
    from readiness.many.differences import Change, Comparison

SCHEMA = "readiness/diff/1"


def render(comparison: Comparison) -> str:
    """The comparison as JSON. `about`, `origin` and values that are absent are null."""
    data = {
        "schema": SCHEMA,
        "changed": [
            {
                "pair": difference.name.split(" – "),
                "changes": [_change(change) for change in difference.changes],
                "because": [_change(change) for change in difference.because],
            }
            for difference in comparison.changed
        ],
        "gone": [name.split(" – ") for name in comparison.gone],
        "new": [name.split(" – ") for name in comparison.new],
        "same": comparison.same,
    }
    return write(data)


def _change(change: Change) -> dict[str, Any]:
    told = {"what": change.what, "about": change.about, "old": change.old, "new": change.new}
    return told | {"origin": change.origin}
