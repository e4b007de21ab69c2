"""Folders and files that a user may not write to, enter or replace; a superuser may do all this and is made an ordinary one.

Outputs appear all or none, keep owner, group and permissions, and never take the place of what was read.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.command_line import ALPHA, BETA, SMALL_RUBRIC, contents, run, write
from cli.test_every_command_redacts import SHOWING, options
from cli.test_every_command_refuses import READING
from cli.test_troubled_writers import WRITING, here, typed
from readiness.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["here"]  # the folder in which every command that writes finds its files

NOBODY = 65534
SUPERUSER = os.geteuid() == 0
only_superuser = pytest.mark.skipif(not SUPERUSER, reason="only a superuser owns files of others")
PROGRAM = "import sys; sys.argv[0] = 'readiness'; from readiness.cli.main import main; main()"
SMALL = ("--rubric", str(SMALL_RUBRIC))
OLD = "old\n"


@cache
def interpreter() -> str | None:
    """A Python that an ordinary user may run: this one, or that of the system if it is of the same version."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (sys.executable, shutil.which(version, path="/usr/local/bin:/usr/bin")):
        if python is not None and started(python, ["--version"], Path("/")).returncode == 0:
            return python
    return None


def started(
    python: str, words: Sequence[str], folder: Path, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    """A run of the program by an ordinary user."""
    try:
        return subprocess.run(
            [python, "-c", PROGRAM, *words],
            cwd=folder,
            input=typed,
            user=NOBODY if SUPERUSER else None,
            group=NOBODY if SUPERUSER else None,
            extra_groups=[] if SUPERUSER else None,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    except OSError:
        return subprocess.CompletedProcess([], errno.EACCES)


def by_somebody(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """A run of the program by an ordinary user, who must be able to run Python here."""
    python = interpreter()
    if python is None:
        pytest.skip("no Python here that an ordinary user may run")
    done = started(python, words, folder, typed)
    assert "Traceback" not in done.stderr
    assert "defect" not in done.stderr
    return done


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may write to, in one that everybody may enter."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(0o777)
    shutil.rmtree(folder)


def copied(source: Path, folder: Path, rights: int) -> Path:
    """A copy of a folder in which all folders have some rights, and which everybody may read."""
    target = folder / "copy"
    shutil.copytree(source, target)
    for path in target.rglob("*"):
        path.chmod(rights if path.is_dir() else 0o644)
    target.chmod(rights)
    return target


@pytest.mark.parametrize("command", WRITING)
def test_nothing_is_written_to_a_folder_that_may_only_be_read(
    command: str, here: Path, open_folder: Path
) -> None:
    folder = copied(here, open_folder, 0o555)
    before = contents(folder)
    done = by_somebody(folder, command, *WRITING[command], typed=typed(command))
    assert (done.returncode, contents(folder)) == (2, before), done
    assert "cannot write" in done.stderr or "its folder is not writable" in done.stderr
    assert done.stdout == "" or command == "interview"


@pytest.mark.parametrize("command", [command for command in READING if command != "matrix"])
def test_what_lies_in_a_folder_that_may_not_be_entered_is_told_so(command: str, open_folder: Path) -> None:
    barred = open_folder / "barred"
    barred.mkdir()
    name = {"import": "barred/x_2026-07.csv", "questionnaire": "barred/x.csv"}.get(command, "barred/x.yaml")
    words = [word.replace("{}", name) for word in READING[command]]
    write(open_folder, {"TWN.yaml": "profile: TWN\nas_of: 2023\n"})
    write(barred, {"x.yaml": ALPHA, "x_2026-07.csv": "iso2,fiu,suspended\nTW,x,0\n", "x.csv": ""})
    barred.chmod(0o600 if not SUPERUSER else 0o666)
    done = by_somebody(open_folder, command, *words)
    assert done.returncode in (2, 3), done
    assert "Permission denied" in done.stderr or "may not be entered" in done.stderr
    assert "barred/x" in done.stderr


@pytest.mark.parametrize("command", ["matrix", "batch", "validate", "test", "partners"])
def test_a_folder_that_may_not_be_entered_is_told_so(command: str, open_folder: Path) -> None:
    barred = open_folder / "barred"
    barred.mkdir()
    write(barred, {"x.yaml": ALPHA, "y.yaml": BETA})
    barred.chmod(0o600 if not SUPERUSER else 0o666)
    before = {"batch": ("--all",), "partners": ("TWN",)}.get(command, ())
    done = by_somebody(open_folder, command, *before, "barred")
    assert done.returncode in (2, 3), done
    assert "barred/x.yaml: cannot be read: Permission denied" in done.stderr


def test_a_file_that_may_not_be_written_to_is_not_replaced(open_folder: Path) -> None:
    write(open_folder, {"r.json": OLD})
    (open_folder / "r.json").chmod(0o444)
    done = by_somebody(open_folder, "assess", "TWN", "LVA", "-o", "r.json")
    assert (done.returncode, contents(open_folder)) == (2, {"r.json": OLD.encode()})
    assert done.stderr == "cannot write r.json: the file may not be written to\n"


@only_superuser
def test_where_only_owners_replace_files_none_of_several_is_written(open_folder: Path) -> None:
    (open_folder / "sticky").mkdir()
    (open_folder / "sticky").chmod(0o1777)
    write(open_folder, {"a.json": OLD, "sticky/b.json": OLD})
    for name in ("a.json", "sticky/b.json"):
        (open_folder / name).chmod(0o666)
    before = contents(open_folder)
    done = by_somebody(
        open_folder, "assess", "TWN", "LVA", "-o", "a.json", "-o", "new.md", "-o", "sticky/b.json"
    )
    assert (done.returncode, contents(open_folder)) == (2, before)
    assert "sticky/b.json: the file belongs to somebody else" in done.stderr


@only_superuser
def test_owner_and_group_stay(open_folder: Path) -> None:
    target = open_folder / "r.json"
    target.write_text(OLD, "utf-8")
    os.chown(target, NOBODY, 100)
    target.chmod(0o640)
    assert run("assess", "TWN", "LVA", "-o", target).code == 0
    state = target.stat()
    assert (state.st_uid, state.st_gid, stat.S_IMODE(state.st_mode)) == (NOBODY, 100, 0o640)


@only_superuser
def test_a_group_that_cannot_be_kept_hands_its_rights_to_no_other(open_folder: Path) -> None:
    target = open_folder / "r.json"
    target.write_text(OLD, "utf-8")
    os.chown(target, NOBODY, 100)  # a group to which the user does not belong
    target.chmod(0o664)
    assert by_somebody(open_folder, "assess", "TWN", "LVA", "-o", "r.json").returncode == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o644


@pytest.mark.parametrize("linkable", [True, False])
@pytest.mark.parametrize("failing", range(3))
def test_files_that_cannot_all_be_put_in_place_are_as_before(
    failing: int, linkable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["old.json", "new.md", "older.txt"]
    write(tmp_path, {"old.json": OLD, "older.txt": OLD})
    before = contents(tmp_path)
    replace = Path.replace

    def failing_replace(self: Path, target: Path) -> Path:
        if target.name == names[failing] and not self.name.endswith(".before"):
            raise OSError(errno.EIO, "Input/output error")
        return replace(self, target)

    def no_link(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", failing_replace)
    if not linkable:
        monkeypatch.setattr(os, "link", no_link)
    done = run("assess", "TWN", "LVA", *(word for name in names for word in ("-o", name)))
    assert (done.code, done.out, contents(tmp_path)) == (2, "", before)
    assert done.err.endswith("Input/output error\n")


@pytest.mark.parametrize("letter", ["a", "é", "臺", "😀"])
def test_the_longest_name_is_written(letter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = letter * (250 // len(letter.encode())) + ".json"
    assert run("assess", "TWN", "LVA", "-o", name).code == 0
    assert list(contents(tmp_path)) == [name]


READERS = {
    command: words
    for command, words in {**SHOWING, "questionnaire": ("ALPHA.yaml",)}.items()
    if command != "merge"  # which writes a profile, and has a test of its own
}


def test_every_command_with_reports_stands_among_them() -> None:
    assert {command for command in COMMANDS if "--output" in options(command)} == {*READERS, "merge", "init"}


@pytest.mark.parametrize("command", READERS)
def test_no_report_takes_the_place_of_what_is_read(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by its name nor through a link; JSON is YAML, and so a profile may be called like a report."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case").mkdir()
    case = {
        "case": "x",
        "profiles": {"a": "../ALPHA.yaml", "b": "../BETA.yaml"},
        "expect": {"verdict": "ready"},
    }
    texts = {"ALPHA": ALPHA.replace("rubric: small\n", ""), "BETA": BETA}
    write(tmp_path, {f"{code}.yaml": text for code, text in texts.items()})
    write(tmp_path / "case", {"case.yaml": json.dumps(case)})
    (tmp_path / "link.md").symlink_to("ALPHA.yaml")
    (tmp_path / "link.json").symlink_to("ALPHA.yaml")
    before = contents(tmp_path)
    for name in ("link.md", "link.json"):
        layout = () if command != "questionnaire" else ("-f", "md")
        rubric = SMALL if command != "route" else ()  # the shipped profile on it is rated by another one
        done = run(command, *READERS[command], *rubric, *layout, "-o", name)
        if "no format is written" in done.err or "is the name of a" in done.err:
            continue
        assert (done.code, done.out) == (2, ""), done
        assert f"{name} is read for this, and would be overwritten; name another file" in done.err
        assert contents(tmp_path) == before


@pytest.mark.usefixtures("tmp_path")
def test_lists_and_profiles_under_other_names_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"pairs.csv": "a,b\nTWN,LVA\n", "own.json": ALPHA.replace("rubric: small\n", "")})
    before = contents(tmp_path)
    for words in (
        ("batch", "pairs.csv", "-o", "pairs.csv"),
        ("profile", "own.json", *SMALL, "-o", "own.json"),
    ):
        done = run(*words)
        assert (done.code, contents(tmp_path)) == (2, before)
        assert "would be overwritten" in done.err


def test_an_earlier_report_may_be_renewed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"pairs.csv": "a,b\nTWN,LVA\n"})
    for name, words in (
        ("rows.json", ("batch", "pairs.csv", "-o", "rows.json")),
        ("rows.json", ("batch", "pairs.csv", "--need", "data", "--changed-since", "rows.json", "-o", "rows.json")),
        ("known.json", ("assess", "TWN", "LVA", "--fail-on", "blocked", "--write-baseline", "known.json", "-o", "r.json")),
        ("known.json", ("assess", "TWN", "LVA", "--fail-on", "blocked", "--baseline", "known.json", "--write-baseline", "known.json", "-o", "r.json")),
    ):  # fmt: skip
        assert run(*words).code == 0, words
        assert (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1"])
def test_standard_output_by_a_path_is_told_as_a_pipe(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "assess", "TWN", "LVA", "-o", name, "-f", "text"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{name} is a device or a pipe; expected a file, or - for standard output\n"
