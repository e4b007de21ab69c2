"""Runs commands on mutated inputs and says what they must never do."""

from __future__ import annotations

import argparse
import gc
import json
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.command_line import Run, run
from fuzz.mutation import VALUES
from fuzz.seeds import ANY, Seed, seeds
from readiness.safe_text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CODES = (0, 1, 2, 3)
SECONDS, MEGABYTES = 2.0, 500
ENDLESS, WAITING = 30, 600
"""Seconds of the processor after which a run is stopped, and seconds on the clock, for one that waits: others may be at work too."""
AN_ANSWER = 0.2
"""Seconds that an interview may take for each line typed."""
KEEPS_THE_GOOD = ("batch", "matrix", "test", "validate", "partners", "interview")
"""Commands that report what is good although some of their files are not."""
OPTIONAL = ("--rubric", "--case", "--waivers", "--into")


class TooLongError(BaseException):
    """A run that does not end."""


@dataclass(frozen=True, slots=True)
class Miss:
    """One input, the command line, and what it did that it must not."""

    what: str
    command: tuple[str, ...]
    name: str
    raw: bytes
    done: Run | None


def fuzz(
    seed: int, inputs: int, work: Path, progress: Callable[[int], object] = lambda _: None
) -> Iterator[Miss]:
    """Every miss among so many inputs, in the order in which they are made; `progress` hears how many ran."""
    rng = random.Random(seed)  # noqa: S311 - test data, not secrets
    start = work / "start"
    start.mkdir()
    known = seeds(start)
    by_kind: dict[str, list[Seed]] = {}
    for item in known:
        by_kind.setdefault(item.kind, []).append(item)
    here = work / "here"
    for number in range(inputs):
        if number % 50 == 0:
            progress(number)
            gc.collect()  # the program itself never collects: each of its runs is short
        item = rng.choice(by_kind[rng.choice(list(by_kind))])
        command = tuple(_word(rng, part, item) for part in rng.choice(item.commands))
        raw = item.mutate(rng, item.raw)
        shutil.rmtree(here, ignore_errors=True)
        shutil.copytree(start, here)
        if not item.typed:
            (here / item.name).write_bytes(raw)
        with chdir(here):
            what, done = _judged(command, item, raw)
        if what:
            yield Miss(what, command, item.name, raw, done)


def _word(rng: random.Random, part: str, item: Seed) -> str:
    """A word of the command line; `{any}` in it stands for any text that a shell can hand over."""
    if ANY not in part:
        return item.name if part == "{}" else part
    text = str(rng.choice(VALUES)).replace("\0", "").replace("\ud800", "\udcff")
    return part.replace(ANY, text)


def _judged(command: tuple[str, ...], item: Seed, raw: bytes) -> tuple[str, Run | None]:
    def stop(*_: object) -> None:
        raise TooLongError

    for number in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(number, stop)
    signal.setitimer(signal.ITIMER_PROF, ENDLESS)
    signal.setitimer(signal.ITIMER_REAL, WAITING)
    began, peak = time.process_time(), megabytes()
    try:
        done = run(*command, stdin=raw if item.typed else b"")
    except TooLongError:
        return "did not end", None
    except Exception as error:  # noqa: BLE001 - that is what is looked for
        return f"raised {type(error).__name__}: {error}", None
    finally:
        for timer in (signal.ITIMER_PROF, signal.ITIMER_REAL):
            signal.setitimer(timer, 0)
    took = time.process_time() - began
    if took > SECONDS + (raw.count(b"\n") * AN_ANSWER if item.typed else 0) and len(raw) < 1_000_000:
        return f"took {took:.1f} s", done
    if peak <= MEGABYTES < megabytes():
        return f"took {megabytes():.0f} MB", done
    return next(_misses(command, item, done), ""), done


def _misses(command: tuple[str, ...], item: Seed, done: Run) -> Iterator[str]:
    if "a defect of this program" in done.err or "Traceback" in done.err:
        yield "a defect"
    if done.code not in CODES:
        yield f"exit code {done.code}"
    if done.code == 2:
        if done.out and command[0] not in KEEPS_THE_GOOD:
            yield "output beside an error"
        if not done.err:
            yield "no message"
        elif (
            not item.typed
            and not done.err.startswith(("--", "/dev/zero: "))
            and item.name not in done.err
            and Path(item.name).stem not in done.err
            and not any(
                f'"{word}"' in done.err
                or done.err.startswith(f"{printable(word)}:")
                or (not word.strip() and " is empty" in done.err)  # which has no name to be told by
                for word in command
            )
            and not done.err.startswith("these are profiles of different jurisdictions: ")
        ):
            yield "no place"
    if len(done.err) > 20_000:
        yield f"{len(done.err)} characters of messages"
    for name, text in (("output", done.out), ("messages", done.err)):
        yield from _unseen(name, text, command)
    if done.out and "json" in command and command[0] != "batch":
        yield from _no_json(done.out)


def _unseen(name: str, text: str, command: tuple[str, ...]) -> Iterator[str]:
    allowed = "\n\t\r\u200b\u200c\u200d" + ("\ufeff" if command[0] == "questionnaire" else "")
    if not text.isascii() or "\x1b" in text or "\x7f" in text:
        unseen = {
            f"U+{ord(char):04X}"
            for char in text
            if char not in allowed and unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs")
        }
        if unseen:
            yield f"{name} with {', '.join(sorted(unseen))}"
    if "##[" in text:
        yield f"{name} with a command to a log"
    if "github" not in command and any(line.lstrip().startswith("::") for line in text.split("\n")):
        yield f"{name} with a command to a log"


def _no_json(text: str) -> Iterator[str]:
    def refuse(word: str) -> Any:
        raise ValueError(word)

    try:
        json.loads(text, parse_constant=refuse)
    except ValueError as error:
        yield f"no JSON: {error}"


def megabytes() -> float:
    """The most memory that this process ever had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """The long run: `python -m tests.fuzz --inputs 20000`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the inputs that missed")
    options = parser.parse_args()
    counts: Counter[str] = Counter()

    def progress(number: int) -> None:
        if number % 1000 == 0:
            sys.stderr.write(f"{number}\n")

    with tempfile.TemporaryDirectory() as folder:
        for number, miss in enumerate(fuzz(options.seed, options.inputs, Path(folder), progress)):
            counts[miss.what] += 1
            last = miss.done.err.strip().split("\n")[0][:200] if miss.done else ""
            sys.stdout.write(f"{miss.what}: readiness {' '.join(miss.command)}: {last!a}\n")
            sys.stdout.flush()
            if options.keep:
                target = options.keep / str(number)
                target.mkdir(parents=True, exist_ok=True)
                (target / miss.name).write_bytes(miss.raw)
                (target / "cmd").write_text(f"readiness {' '.join(miss.command)}\n", "utf-8")
    sys.stdout.write(f"{options.inputs} inputs, {counts.total()} misses, at most {megabytes():.0f} MB\n")
    return 1 if counts else 0
