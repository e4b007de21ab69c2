"""The memory of a batch does not grow with its pairs, whatever is asked of them: four times the pairs, the same peak."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cli.command_line import ALPHA, SMALL_RUBRIC, UNWILLING

STATUS = Path("/proc/self/status")
pytestmark = pytest.mark.skipif(not STATUS.is_file(), reason="the peak of a process is read from /proc")

FEW, MANY = 90, 180
"""Jurisdictions with 4,005 and 16,110 pairs."""

MOST_MORE = 3_500
"""KB by which the peak may grow: 90 more profiles take some 1,500. Half a KB per pair would take 6,000."""

WITHIN = f"""
import sys
from pathlib import Path
from readiness.cli.batch import job, matrix
from readiness.cli.main import main
job.CHUNK = matrix.CHUNK = 512
try:
    main()
finally:
    line = next(line for line in Path("{STATUS}").read_text().splitlines() if line.startswith("VmHWM"))
    print(line.split()[1], file=sys.stderr)
"""


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("worlds")
    for count in (FEW, MANY):
        (folder / str(count)).mkdir()
        for number in range(count):
            profile, code = (ALPHA, "ALPHA") if number % 2 else (UNWILLING, "BETA")
            file = folder / str(count) / f"q{number:03}.yaml"
            file.write_text(profile.replace(f"profile: {code}", f"profile: Q{number:03}"), "utf-8")
    return folder


def peak(folder: Path, count: int, command: str, *arguments: str) -> int:
    """The most memory, in KB, that a command over so many jurisdictions held."""
    within = str(folder / str(count))
    words = ["--all", within] if command == "batch" else [within]
    call = [sys.executable, "-c", WITHIN, command, "--rubric", str(SMALL_RUBRIC), *words, *arguments]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return int(done.stderr.split()[-1])


ASKED = [
    "batch -o rows.jsonl -o rows.csv",
    "batch --fail-on blocked --fail-under 99 -o rows.json",
    "matrix --fail-on blocked -f csv -o matrix.csv -f json -o matrix.json",
]


@pytest.mark.parametrize("arguments", ASKED)
def test_four_times_the_pairs_take_the_same_memory(worlds: Path, arguments: str) -> None:
    few, many = (peak(worlds, count, *arguments.split()) for count in (FEW, MANY))
    assert many - few < MOST_MORE


def test_so_does_an_earlier_report(worlds: Path) -> None:
    peaks = []
    for count in (FEW, MANY):
        report = f"{count}.jsonl"
        peak(worlds, count, "batch", "-o", report)
        peaks.append(peak(worlds, count, "batch", "--changed-since", report, "-o", "rows.jsonl"))
    assert peaks[1] - peaks[0] < MOST_MORE
