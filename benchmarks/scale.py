"""How the time and memory of a batch grow with its pairs, in a simulation: agencies whose every number is drawn by lot.

`python benchmarks/scale.py [AGENCIES …]` prints a table in Markdown. Each size runs in a process of its own, which writes
the rows of its first pairs, at most MOST, to a file: what follows repeats the same work on the same profiles. Times are of
the processor, memory is the most that the process ever held.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import world

from readiness.cli.io.loading import load_rubric
from readiness.cli.io.many import Profiles
from readiness.many.judging import Batch
from readiness.many.request import EveryPair
from readiness.many.table import pieces
from readiness.model.question import Question
from readiness.report.data.batch_rows import jsonl

SIZES = (142, 448, 1415, 4473)
"""Agencies with about 10 thousand, 100 thousand, a million and 10 million pairs."""

MOST = 100_000
SPOKEN = 0.25
"""Share of the indicators that an agency's own profile rates."""

PARTNERS = 1
"""Partners of which an agency says something particular."""


def main() -> None:
    if sys.argv[1:2] == ["--within"]:
        measure(Path(sys.argv[2]))
        return
    rubric = load_rubric("law-enforcement")
    print(
        "| agencies | pairs | loading, s | judged a second | in the best part | s per million pairs, written |"
        " pairs measured | most memory, MB |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|--:|")
    for agencies in map(int, sys.argv[1:] or SIZES):
        with TemporaryDirectory() as folder:
            world.write(rubric, Path(folder), agencies, spoken=SPOKEN, partners=PARTNERS)
            command = [sys.executable, __file__, "--within", folder]
            print(
                subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="", flush=True
            )


def measure(folder: Path) -> None:
    """Print the row of the agencies in a folder."""
    gc.disable()  # as the program does
    begin = time.process_time()
    rubric = load_rubric("law-enforcement")
    documents = Profiles(rubric).folder(str(folder), lambda _: None)
    batch = Batch(rubric, EveryPair(documents, Question()))
    batch.table(0, 1)  # what profiles say is read once
    loading = time.process_time() - begin
    begin, done, judging, best = time.process_time(), 0, 0.0, 0.0
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as file:
        for part in batch.parts():
            before = time.process_time()
            table = batch.table(*part)
            seconds = time.process_time() - before
            judging, best = judging + seconds, max(best, len(table) / seconds)
            for piece in pieces(table):
                file.write(jsonl(piece))
            done = part[1]
            if done >= MOST:
                break
    pace = 1e6 * (time.process_time() - begin) / done
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    cells = (len(documents), len(batch), f"{loading:.1f}", done / judging, best, pace, done, most)
    print("|", " | ".join(cell if isinstance(cell, str) else f"{cell:,.0f}" for cell in cells), "|")


if __name__ == "__main__":
    main()
