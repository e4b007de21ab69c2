"""Start-up as ratios in one run: each command against importing the libraries it stands on.

Run from an installed (not editable) environment: `python benchmarks/startup.py`. Aims: assess 1.6
(decision 0020 says what stands in the way), --version 0.7.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

ROUNDS = 15
READINESS = str(Path(sysconfig.get_path("scripts")) / "readiness")
BASE = [sys.executable, "-c", "import typer, yaml; from pydantic import BaseModel"]
COMMANDS = {
    "assess TWN LVA --format json": ([READINESS, "assess", "TWN", "LVA", "--format", "json"], 1.6),
    "assess TWN LVA": ([READINESS, "assess", "TWN", "LVA"], None),
    "--version": ([READINESS, "--version"], 0.7),
    "--help": ([READINESS, "--help"], None),
}


def seconds(command: list[str]) -> float:
    begin = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begin


def main() -> None:
    timings: dict[str, list[float]] = {name: [] for name in ("base", *COMMANDS)}
    for _ in range(ROUNDS):  # interleaved, so that a busy machine slows all alike
        timings["base"].append(seconds(BASE))
        for name, (command, _budget) in COMMANDS.items():
            timings[name].append(seconds(command))
    base = statistics.median(timings["base"])
    print(f"{'import typer, yaml, pydantic':<34} 1.00")
    for name, (_command, budget) in COMMANDS.items():
        ratio = statistics.median(timings[name]) / base
        print(f"{'readiness ' + name:<34} {ratio:.2f}" + (f"  aim {budget}" if budget else ""))


if __name__ == "__main__":
    main()
