"""Fixtures shared by all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from building import shipped_rubric

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric


@pytest.fixture(scope="session")
def law_enforcement() -> Rubric:
    """The shipped rubric."""
    return shipped_rubric()
