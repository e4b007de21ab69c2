"""Where the rubrics, profiles and languages lie that ship with the program."""

from __future__ import annotations

from pathlib import Path


def bundled(kind: str) -> Path:
    """The folder of shipped rubrics, profiles or languages: inside the wheel, or at the top of a checkout."""
    package = Path(__file__).resolve().parents[2]
    inside = package / "bundled" / kind
    return inside if inside.is_dir() else package.parent.parent / kind
