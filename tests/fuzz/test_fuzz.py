"""The short run of the fuzzer. The long one is `python -m tests.fuzz --inputs 20000`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fuzz.harness import fuzz

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_mutated_inputs_neither_break_nor_hang_the_program(seed: int, tmp_path: Path) -> None:
    assert [(miss.what, miss.command, miss.raw[:300]) for miss in fuzz(seed, 40, tmp_path)] == []
