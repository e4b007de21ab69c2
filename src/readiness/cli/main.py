"""The program's entry: commands, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import NoReturn

from readiness import __version__

BAD_INPUT, INTERRUPTED = 2, 130


def main() -> NoReturn:
    """Run the program. Exit codes: 0 done, 1 a gate the user asked for failed, 2 bad input or usage, 3 nothing assessed."""
    if sys.argv[1:] == ["--version"]:  # before anything slow is imported
        sys.stdout.write(f"readiness {__version__}\n")
        sys.exit(0)
    # Nobody plugs into pydantic here, and looking for plug-ins costs a tenth of a run.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # a run is short, and looking for garbage would take longer than the memory is worth
    if (
        sys.stdout is None
    ):  # closed by whoever started the program: what is written there is refused like a full disk
        sys.stdout = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    from readiness.errors import ReadinessError

    try:
        code = _run()
        sys.stdout.flush()
    except ReadinessError as error:
        code = _refuse(str(error))
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:  # whoever read has read enough
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
        code = 0
    except OSError as error:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
        code = _refuse(f"cannot write: {error.strerror or error}")
    sys.exit(code)


def _run() -> int:
    from readiness.cli.app import CommandLineError, app

    try:
        code = app(standalone_mode=False)
    except CommandLineError as error:
        error.show()
        return BAD_INPUT
    except SystemExit as stop:  # a closed pipe; every other code comes back as a value
        raise BrokenPipeError from stop
    return code if isinstance(code, int) else 0


def _refuse(message: str) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"{message}\n")
    return BAD_INPUT
