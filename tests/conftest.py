"""Fixtures shared by all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from building import shipped_rubric

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric

settings.register_profile("any-machine", deadline=None)
settings.load_profile(
    "any-machine"
)  # how long an example takes says something of the machine, not of the program


@pytest.fixture(scope="session")
def law_enforcement() -> Rubric:
    """The shipped rubric."""
    return shipped_rubric()
