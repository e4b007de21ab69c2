"""The folder with two invented jurisdictions."""

from __future__ import annotations

from cli.conftest import _rubrics_read_once, folder

__all__ = ["_rubrics_read_once", "folder"]
