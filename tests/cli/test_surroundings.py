"""The same input gives the same bytes wherever it runs, and what is written keeps the rights that its folder and file have."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path

import pytest

from cli.command_line import READINESS, run
from cli.test_every_command_redacts import SHOWING, SILENT, here, options

__all__ = ["here"]  # a folder with what every command reads

TOLD = {
    "json": ("assess", "TWN", "LVA", "-f", "json"),
    "html": ("assess", "TWN", "LVA", "-f", "html"),
    "plan-json": ("plan", "TWN", "LVA", "-f", "json"),
    "error": ("assess", "TWN", "XXX"),
    **{
        command: (command, *words, *(("--all-tlp",) if "--all-tlp" in options(command) else ()))
        for command, words in {**SHOWING, **SILENT, "diff": ("shared.json", "ALPHA.json")}.items()
    },
    "init": (
        "init",
        "GAMMA",
        "--partner",
        "BETA",
        "--as-of",
        "2026-11-27",
    ),  # by default it is the day where one is
}
"""Every command, some in more than one format."""
SURROUNDINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C", "COLUMNS": "40"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "COLUMNS": "300"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0", "COLUMNS": "80"},
    {"PYTHONHASHSEED": "3", "TZ": "nowhere", "LANG": "xx", "PYTHONIOENCODING": "latin-1", "COLUMNS": "x"},
)  # fmt: skip


@pytest.mark.parametrize("command", TOLD)
def test_hash_seed_time_zone_locale_and_width_change_no_byte(command: str) -> None:
    told = []
    if command == "diff":
        for name, more in (("shared.json", ("--share",)), ("ALPHA.json", ("--phase", "late"))):
            Path(name).write_text(run("assess", "ALPHA.yaml", "BETA.yaml", "-f", "json", *more).out, "utf-8")
    for variables in SURROUNDINGS if command in ("assess", "json", "error") else SURROUNDINGS[::2]:
        done = subprocess.run(
            [READINESS, *TOLD[command]],
            input=b"?\ns\nq\n",
            capture_output=True,
            check=False,
            timeout=120,
            env={"PATH": os.environ["PATH"], **variables},
        )
        told.append((done.returncode, done.stdout, done.stderr))
    assert told == [told[0]] * len(told)


@pytest.mark.parametrize(("umask", "rights"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_a_new_file_has_the_rights_that_the_umask_leaves(umask: int, rights: int, tmp_path: Path) -> None:
    outputs = ("r.txt", "r.json")
    done = subprocess.run(
        [READINESS, "assess", "TWN", "LVA", *(word for name in outputs for word in ("-o", name))],
        cwd=tmp_path,
        umask=umask,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0
    assert {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in outputs} == {rights}


@pytest.mark.parametrize("rights", [0o600, 0o640, 0o755])
def test_a_file_keeps_its_rights_and_its_link(
    rights: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kept").mkdir()
    target = tmp_path / "kept" / "real.json"
    target.write_text("old", "utf-8")
    target.chmod(rights)
    Path("r.json").symlink_to("kept/real.json")
    assert run("assess", "TWN", "LVA", "-o", "r.json").code == 0
    assert Path("r.json").is_symlink()
    assert target.read_text("utf-8").startswith("{")
    assert stat.S_IMODE(target.stat().st_mode) == rights
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["real.json"]
