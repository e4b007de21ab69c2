"""The program's entry: commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from readiness import __version__

FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130


def main() -> NoReturn:
    """Run the program. Exit codes: 0 done, 1 a gate the user asked for failed, 2 bad input or usage, 3 nothing assessed."""
    if sys.argv[1:] == ["--version"]:  # before anything slow is imported
        sys.stdout.write(f"readiness {__version__}\n")
        sys.exit(0)
    # Nobody plugs into pydantic here, and looking for plug-ins costs a tenth of a run.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from readiness.errors import ReadinessError  # noqa: PLC0415

    try:
        _run()
    except ReadinessError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _run() -> NoReturn:
    from readiness.cli.app import app  # noqa: PLC0415

    app()
    sys.exit(0)
