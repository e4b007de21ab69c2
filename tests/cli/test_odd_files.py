"""Files that are none, endless or in another form; signals; outputs that fit nowhere."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from cli.command_line import EXAMPLES, READINESS, run, write

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_pipes_devices_and_loops_are_told(here: Path) -> None:
    os.mkfifo(here / "pipe.yaml")
    (here / "loop.yaml").symlink_to("loop.yaml")
    for name, message in (
        ("pipe.yaml", "a pipe that nobody writes to"),
        ("loop.yaml", "cannot be read: Too many levels of symbolic links"),
        ("/dev/zero", "this is a device"),
        (".", "this is a folder"),
    ):
        for command in (("assess", "TWN", name), ("diff", name, name), ("import", "egmont", name)):
            done = run(*command)
            assert (done.code, done.out) == (2, "")
            assert f"{name}: " in done.err
            assert message in done.err


def test_a_report_on_a_full_disk_leaves_no_other_report(here: Path) -> None:
    done = subprocess.run(
        ["/bin/sh", "-c", '"$0" assess TWN LVA -f json -o x.json -f text > /dev/full', READINESS],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (2, "cannot write to standard output: No space left on device\n")
    assert os.listdir(here) == []  # noqa: PTH208


def heeding_interrupts() -> None:
    """What runs in the background of a shell ignores SIGINT, and so would all that it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_the_old_report_and_nothing_else(number: int, code: int, here: Path) -> None:
    (here / "rows.jsonl").write_text("old\n", "utf-8")
    process = subprocess.Popen(
        [READINESS, "assess", "TWN", "-", "-o", "rows.jsonl", "-f", "json"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heeding_interrupts,  # noqa: PLW1509  (no threads here)
    )
    assert process.stdin is not None
    process.stdin.write(b"#" * 200_000)  # more than a pipe holds: this returns once the profile is being read
    process.stdin.flush()
    process.send_signal(number)
    _, messages = process.communicate(timeout=60)
    assert (process.returncode, messages) == (code, b"")
    assert (here / "rows.jsonl").read_text("utf-8") == "old\n"
    assert [file.name for file in here.iterdir()] == ["rows.jsonl"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "bom"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_an_import_keeps_line_ends_and_byte_order_mark(mark: bytes, end: bytes, here: Path) -> None:
    lines = [b"profile: TWN", b"as_of: 2030", b"ratings:", b"  present-will: 3", b""]
    write(here, {"TWN.yaml": mark + end.join(lines), "egmont_2026-07.csv": "iso2,fiu,suspended\nTW,x,0\n"})
    assert run("import", "egmont", "egmont_2026-07.csv", "--into", ".").code == 0
    raw = (here / "TWN.yaml").read_bytes()
    assert b"egmont" in raw
    assert raw.startswith(mark + lines[0] + end)
    assert raw.count(b"\n") == raw.count(end)
    assert raw.count(b"\xef\xbb\xbf") == (1 if mark else 0)


def test_thousands_of_mistakes_are_counted_quickly(here: Path) -> None:
    ratings = "".join(f"  nope-{number}: 3\n" for number in range(2000))  # as many as may stand there
    write(here, {"a.yaml": f"profile: A\nratings:\n{ratings}"})
    began = time.process_time()
    done = run("validate", "a.yaml")
    assert done.code == 2
    assert done.err.count("unknown indicator") == 20
    assert "a.yaml: and 1,980 more mistakes" in done.err
    assert time.process_time() - began < 5


@pytest.mark.parametrize("name", [" " * 200_000, "(" * 200_000, "a (" * 60_000])
def test_endless_names_are_no_jurisdictions(name: str, here: Path) -> None:
    write(here, {"egmont_2026-07.csv": f'iso2,fiu,suspended\nTW,x,0\n"b{name}",x,0\n'})
    began = time.process_time()
    done = run("import", "egmont", "egmont_2026-07.csv", "--into", "into")
    assert done.code == 0
    assert "row 3" in done.err
    assert len(done.err) < 1000
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("egmont_2023-02-31.csv", "iso2,fiu,suspended\nTW,x,0\n", "no day 31"),
        ("egmont_0000-01.csv", "iso2,fiu,suspended\nTW,x,0\n", "no year 0"),
        ("egmont_2026-07.csv", "<html><body>x</body></html>\n<p>\n", "a web page"),
        ("egmont_2026-07.csv", "iso2,fiu,suspended\nQQ,x,0\n", "nothing in this file"),
        ("egmont_2026-07.csv", "iso2,fiu,suspended\nT\0W,x,0\n", "U+0000 in line 2"),
    ],
)
def test_what_is_not_the_publishers_file_is_refused(
    file: str, content: str, message: str, here: Path
) -> None:
    write(here, {file: content})
    done = run("import", "egmont", file, "--into", "into")
    assert (done.code, done.out) == (2, "")
    assert f"{file}: " in done.err
    assert message in done.err
    assert not (here / "into").exists()


def test_cells_may_be_separated_by_semicolons(here: Path) -> None:
    write(here, {"egmont_2026-07.csv": "iso2;fiu;suspended\nTW;a,b;0\n"})
    assert run("import", "egmont", "egmont_2026-07.csv", "--into", "into").code == 0
    assert "member" in (here / "into" / "TWN.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("assess", "TWN", "LVA", *(word for number in range(3000) for word in ("-o", f"x{number}.json"))),
        ("explain", *["present-will"] * 3000),
        ("explain", *(f"q{number}" for number in range(3000))),
        ("explain", "q" * 100_000),
        ("q" * 100_000,),
        ("partners", "TWN", *["LVA"] * 5000),
        ("what-if", "TWN", "LVA", *["--set", "LVA.mutual-trust=3"] * 2000),
    ],
    ids=lambda words: f"{words[0][:9]} {len(words)}",
)
def test_endless_arguments_end_soon(words: tuple[str, ...], here: Path) -> None:
    began = time.process_time()
    done = run(*words)
    assert done.code in (0, 2)
    assert len(done.err) < 5000
    assert len(list(here.iterdir())) in (0, 3000)
    assert time.process_time() - began < 30  # what is quadratic takes minutes


LONG = "9" * 5000


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        f'{{"schema": "readiness/batch/1", "a": {LONG}}}',
        '{"schema": "readiness/batch/1", "readiness": NaN}',
        '{"schema": "readiness/batch/1", "readiness": 1e999}',
        '{"schema": "readiness/batch/1", "digests": 5}',
        '"text"',
        '{"rows": 5}',
        '{"schema": ["readiness/batch/1"]}',
    ],
    ids=["deep", "long", "nan", "infinite", "kind", "text", "rows", "schema"],
)
def test_broken_reports_are_told_with_their_place(content: str, here: Path) -> None:
    write(here, {"r.json": content})
    for command in (("diff", "r.json", "r.json"), ("batch", "--all", ".", "--changed-since", "r.json")):
        done = run(*command)
        assert (done.code, done.out) == (2, "")
        assert "r.json:1:" in done.err
        assert "defect" not in done.err


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (f"fail-under = {LONG}\n", "readiness.toml:1:1: a number has too many digits"),
        (f"need = {'[' * 5000}\n", "readiness.toml:1:1: brackets are nested too deeply"),
        ("fail-under = inf\n", 'readiness.toml:1:1: "fail-under" is a number'),
        ('output = "a\\u0000b"\n', 'readiness.toml:1:1: "output" holds a NUL character'),
        ('\n\nphase = "nope"\n', "phase is set in readiness.toml:3"),
    ],
)
def test_broken_settings_are_told_with_their_place(content: str, message: str, here: Path) -> None:
    write(here, {"readiness.toml": content})
    done = run("assess", "TWN", "LVA")
    assert (done.code, done.out) == (2, "")
    assert message in done.err


def test_a_project_without_settings_is_passed_over(here: Path) -> None:
    for content in ("[[tool.readiness]]\n", "[tool]\nreadiness = 5\n"):
        write(here, {"pyproject.toml": content})
        assert "expected options with values" in run("list", "needs").err
    write(here, {"pyproject.toml": 'x = """\n[tool.readiness]\n"""\n'})
    assert run("list", "needs").code == 0


def test_an_earlier_report_with_half_a_character_is_read(here: Path) -> None:
    """JSON can write half of a pair of UTF-16, which is no text that can be encoded."""
    rows = run("batch", "--all", str(EXAMPLES / "nor-swe")).out
    write(here, {"rows.jsonl": rows.replace('"NOR"', '"\\ud800"')})
    done = run("batch", "--all", str(EXAMPLES / "nor-swe"), "--changed-since", "rows.jsonl")
    assert (done.code, done.out) == (0, rows)


def test_a_waiver_of_no_obstacle_is_told(here: Path) -> None:
    waiver = "- {pair: [TWN, LVA], obstacle: '', reason: x, approver: y, expires: 2024}\n"
    write(here, {"waivers.yaml": waiver})
    done = run("assess", "TWN", "LVA", "--waivers", "waivers.yaml", "-f", "junit")
    assert (done.code, done.out) == (2, "")
    assert 'waivers.yaml:1:32: unknown obstacle ""' in done.err


def test_a_list_that_names_a_folder_is_told_with_its_line(here: Path) -> None:
    (here / "folder").mkdir()
    write(here, {"pairs.yaml": "pairs:\n- {a: NOR, b: folder}\n- {a: NOR, b: SWE}\n"})
    done = run("batch", "pairs.yaml")
    assert (done.code, done.out.count("\n")) == (2, 1)
    assert done.err.startswith("pairs.yaml:2:3: folder: this is a folder; expected a file\n")


@pytest.mark.parametrize("output", [".", "folder", "pipe"])
def test_a_list_whose_report_can_be_no_file_is_told_with_its_line(output: str, here: Path) -> None:
    (here / "folder").mkdir()
    os.mkfifo(here / "pipe")
    write(here, {"pairs.yaml": f"pairs:\n- {{a: NOR, b: SWE, output: {output}}}\n"})
    done = run("batch", "pairs.yaml")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("pairs.yaml:2:")
    assert "expected a file" in done.err
