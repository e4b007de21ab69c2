"""What a command imports: the quick ones nothing heavy, none of them NumPy."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

PROBE = """
import contextlib, io, json, sys
import readiness.cli.main
sys.argv = ["readiness", *sys.argv[1:]]
with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), encoding="utf-8")):
    try:
        readiness.cli.main.main()
    except SystemExit as end:
        code = end.code
print(json.dumps([code, sorted(sys.modules)]))
"""
HEAVY = {"yaml", "numpy", "rich"}
MODELS = "readiness.documents."


def imported_by(*arguments: str) -> set[str]:
    """All modules that a successful run leaves behind."""
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    code, modules = json.loads(done.stdout)
    assert code == 0
    return set(modules)


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_version_and_help_load_no_yaml_numpy_or_models(option: str) -> None:
    modules = imported_by(option)
    assert not modules & {*HEAVY, "pydantic"}
    assert not [name for name in modules if name.startswith(MODELS)]


def test_help_of_a_command_loads_no_yaml_numpy_or_models() -> None:
    modules = imported_by("assess", "--help")
    assert not modules & HEAVY
    assert not [name for name in modules if name.startswith(MODELS)]


@pytest.mark.parametrize("format_", ["text", "markdown", "json"])
def test_one_pair_needs_no_numpy(format_: str) -> None:
    modules = imported_by("assess", "TWN", "LVA", "--format", format_)
    assert "readiness.model.profile" in modules
    assert "numpy" not in modules


def test_json_needs_no_rich() -> None:
    assert "rich" not in imported_by("assess", "TWN", "LVA", "--format", "json")
