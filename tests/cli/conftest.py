"""A folder with profiles to work in, and rubrics that are read once."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from cli.command_line import ALPHA, BETA, NO_TREATY, UNWILLING, write
from readiness.cli.io import loading
from readiness.documents.reading import read_rubric

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session", autouse=True)
def _rubrics_read_once() -> Iterator[None]:
    """Reading a rubric is tested elsewhere; here the same texts are read once."""
    with pytest.MonkeyPatch.context() as patch:
        cached = lru_cache(maxsize=8)(read_rubric)
        patch.setattr(loading, "read_rubric", lambda texts: cached(tuple(texts)))
        yield


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a pair that is ready, to work in."""
    write(tmp_path, {"alpha.yaml": ALPHA, "beta.yaml": BETA, "unwilling.yaml": UNWILLING})
    write(tmp_path, {"no-treaty.yaml": NO_TREATY})
    monkeypatch.chdir(tmp_path)
    return tmp_path
