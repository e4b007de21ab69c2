"""The reports of the shipped pair and of the scam-compound example, byte for byte, and the width of every text report.

After a change of wording run `python tests/golden/test_golden_reports.py` to write the golden reports anew, and read
the difference.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from importlib import resources
from itertools import permutations
from pathlib import Path
from unittest.mock import patch

import pytest
from rich.cells import cell_len

from readiness.cli.main import main

READINESS = Path(sys.executable).parent / "readiness"
HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples"
PAIR = ("TWN", "LVA")
COMPOUND = [str(EXAMPLES / "scam-compound" / name) for name in ("KHM.yaml", "TWN.yaml", "case.yaml")]
GOLDEN = {
    "TWN-LVA.txt": PAIR,
    "TWN-LVA-full.txt": (*PAIR, "--full"),
    "TWN-LVA.md": PAIR,
    "TWN-LVA.json": PAIR,
    "TWN-LVA.html": PAIR,
    "scam-compound.txt": (*COMPOUND[:2], "--case", COMPOUND[2]),
    "scam-compound-full.txt": (*COMPOUND[:2], "--case", COMPOUND[2], "--full"),
}
WIDTH = 80


def example_pairs() -> list[tuple[str, str]]:
    """Every pair of profiles in one folder of the examples, in both orders."""
    pairs: list[tuple[str, str]] = []
    for folder in sorted(entry for entry in EXAMPLES.iterdir() if entry.is_dir()):
        files = sorted(folder.glob("*.yaml"))
        profiles = [str(file) for file in files if "\nprofile: " in f"\n{file.read_text('utf-8')}"]
        pairs += permutations(profiles, 2)
    return pairs


def report(*arguments: str) -> str:
    """What the program writes on standard output."""
    raw = io.BytesIO()
    out = io.TextIOWrapper(raw, encoding="utf-8", newline="")
    with patch.multiple(sys, argv=["readiness", *arguments], stdout=out), pytest.raises(SystemExit) as end:
        main()
    out.flush()
    assert end.value.code == 0
    return raw.getvalue().decode()


def write_reports(folder: Path) -> None:
    """Every golden report, written into a folder; a mark stands for the style sheet of HTML."""
    for asked in dict.fromkeys(GOLDEN.values()):
        names = [name for name in GOLDEN if GOLDEN[name] == asked]
        outputs = [word for name in names for word in ("--output", str(folder / name))]
        assert report("assess", *asked, *outputs) == ""
        for file in (folder / name for name in names if name.endswith(".html")):
            whole = file.read_text("utf-8")
            file.write_text(re.sub(r"(?s)<style>.*?</style>", "<style>…</style>", whole), "utf-8")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every report as it is now."""
    folder = tmp_path_factory.mktemp("reports")
    write_reports(folder)
    return folder


@pytest.mark.parametrize("name", GOLDEN)
def test_golden_report(name: str, written: Path) -> None:
    assert (written / name).read_text("utf-8") == (HERE / name).read_text("utf-8")


def test_html_carries_its_style_sheet_whole() -> None:
    sheet = (resources.files("readiness.report") / "assets" / "report.css").read_text("utf-8")
    assert report("assess", *PAIR, "--format", "html").count(f"<style>\n{sheet}</style>") == 1


@pytest.mark.parametrize(
    "arguments", [("TWN", "LVA"), ("TWN", "LVA", "--need", "surrender", "--phase", "late")]
)
def test_the_same_input_gives_the_same_bytes(arguments: tuple[str, ...]) -> None:
    assert report("assess", *arguments) == report("assess", *arguments)


def test_the_order_of_sets_is_in_no_report(tmp_path: Path) -> None:
    """Python orders sets of texts by a seed of the process: reports with different seeds are the same bytes."""
    folders = [tmp_path / seed for seed in ("0", "1")]
    names = ("report.txt", "report.md", "report.html", "report.json", "report.sarif")
    for folder in folders:
        folder.mkdir()
        outputs = [word for name in names for word in ("--output", str(folder / name))]
        subprocess.run(
            [READINESS, "assess", *COMPOUND[:2], "--case", COMPOUND[2], *outputs],
            env={**os.environ, "PYTHONHASHSEED": folder.name},
            check=True,
            timeout=60,
        )
    for name in names:
        first, second = ((folder / name).read_bytes() for folder in folders)
        assert first == second, name


def test_examples_are_collected() -> None:
    assert len(example_pairs()) >= 6


@pytest.mark.parametrize(
    "pair", [PAIR, *example_pairs()], ids=lambda pair: "-".join(Path(file).stem for file in pair)
)
@pytest.mark.parametrize(
    "options",
    [(), ("--full",), ("--full", "--phase", "late", "--need", "surrender", "--crime", "terrorism")],
)
def test_text_is_never_wider_than_80_columns(pair: tuple[str, str], options: tuple[str, ...]) -> None:
    text = report("assess", *pair, *options)
    assert max(cell_len(line) for line in text.splitlines()) <= WIDTH
    assert text.endswith("\n")
    assert not any(line != line.rstrip() for line in text.splitlines())


if __name__ == "__main__":
    write_reports(HERE)
