"""Running the program on two invented jurisdictions: inside the test process, or in a process of its own."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from readiness.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

READINESS = Path(sys.executable).parent / "readiness"
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
FORMATS = ("text", "markdown", "json")
SMALL_RUBRIC = Path(__file__).parent.parent / "bad" / "rubric.yaml"

ALPHA = """\
profile: ALPHA
rubric: small
name: {en: Alphaland}
as_of: 2023-11-28
ratings:
  present-will: {level: 3, grade: B2, as_of: 2023-06}
  secure-channel: {level: 3, grade: B2}
partners:
  BETA:
    agreements: [{kind: police-cooperation, status: signed, since: 2019, title: Police memorandum}]
    ratings:
      mutual-trust: {level: 3, grade: B2}
      treaty-basis: {rows: {intelligence: 3, evidence: 3}, grade: B2}
      framework-fit: {level: 3, grade: B2}
"""
BETA = """\
profile: BETA
name: {en: Betaland}
as_of: 2023-10
ratings:
  present-will: {level: 3, grade: B2}
  secure-channel: {level: 3, grade: B2}
partners:
  ALPHA:
    ratings:
      mutual-trust: {level: 3, grade: B2}
"""
UNWILLING = BETA.replace("present-will: {level: 3", "present-will: {level: 1")
WEAK = {
    "alpha.yaml": ALPHA.replace("intelligence: 3", "intelligence: 1").replace(
        "framework-fit: {level: 3", "framework-fit: {cause: vague, level: 1"
    ),
    "beta.yaml": BETA.replace("mutual-trust: {level: 3", "mutual-trust: {level: 1"),
}
NO_TREATY = re.sub(r"      treaty-basis: .*\n", "", ALPHA)

DELICATE_A = """\
profile: ALPHA
as_of: 2023-11-28
ratings:
  present-will: {level: 1, grade: B2, note: Secret-note, evidence: [{says: Secret-says, source: secret-source}]}
partners:
  BETA:
    standing: [{status: suspended, since: 2023-02, cause: present-will, note: Secret-standing,
                evidence: [{says: Secret-says, source: secret-source}]}]
    agreements: [{kind: police-cooperation, status: signed, since: 2019, title: Secret-title, source: secret-source}]
    ratings:
      mutual-trust: {level: 4, grade: B2, note: Secret-note, evidence: [{says: Secret-says, source: secret-source}]}
      framework-fit: {level: 1, cause: vague, note: Secret-note, evidence: [{says: Secret-says}]}
      treaty-basis: {rows: {intelligence: {level: 1, evidence: [{says: Secret-says}], note: Secret-note}}}
sources:
  secret-source: {title: Secret-title, url: "https://secret.example"}
"""
DELICATE_B = """\
profile: BETA
as_of: 2023-11-28
ratings: {present-will: {level: 2, grade: B2}}
partners:
  ALPHA:
    ratings:
      mutual-trust: {level: 0, grade: B2, evidence: [{says: Secret-says, source: secret-source}]}
      framework-fit: {level: 2, cause: absent, evidence: [{says: Secret-says}]}
sources:
  secret-source: {title: Secret-title}
"""


@dataclass(frozen=True, slots=True)
class Run:
    """How a run ended."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, stdin: bytes = b"") -> Run:
    """The program with these arguments, as in a pipe."""
    out, err = io.BytesIO(), io.BytesIO()
    streams = {
        "stdin": io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"),
        "stdout": io.TextIOWrapper(out, encoding="utf-8", newline=""),
        "stderr": io.TextIOWrapper(err, encoding="utf-8", newline=""),
    }
    words = ["readiness", *(str(argument) for argument in arguments)]
    code: object = None
    with ExitStack() as stack:
        stack.enter_context(_signals_as_before())
        stack.enter_context(patch.object(sys, "argv", words))
        for name, stream in streams.items():
            stack.enter_context(patch.object(sys, name, stream))
        try:
            main()
        except SystemExit as end:
            code = end.code
        streams["stdout"].flush()
        streams["stderr"].flush()
    assert isinstance(code, int)
    return Run(code, out.getvalue().decode(), err.getvalue().decode())


@contextmanager
def _signals_as_before() -> Iterator[None]:
    """What the program does about signals ends with its run."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    with patch.object(sys, "unraisablehook", sys.unraisablehook):
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Files in a folder."""
    for name, text in files.items():
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def assess(*arguments: str | Path, stdin: bytes = b"") -> Run:
    """A run of `readiness assess` with the small rubric."""
    return run("assess", "--rubric", SMALL_RUBRIC, *arguments, stdin=stdin)


def report(*arguments: str | Path) -> dict[str, Any]:
    """The JSON report of a run that succeeds."""
    done = assess(*arguments, "--format", "json")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with what it holds."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def outside(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A run in a process of its own, with pipes for streams."""
    variables = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "GITHUB_ACTIONS")}
    return subprocess.run(
        [READINESS, *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**variables, **environment},
    )
