"""The program's entry: the one place where errors become messages and exit codes."""

from __future__ import annotations

import gc
import io
import os
import sys
from pathlib import Path
from typing import NoReturn, TextIO, cast

from readiness import __version__
from readiness.cli.io.interruption import TerminatedError, deaf, exit_code, heed, leave_nothing
from readiness.language import _, speaking, spoken

BAD_INPUT = 2


def main() -> NoReturn:
    """Run the program. Exit codes: 0 done, 1 a gate the user asked for failed, 2 bad input or usage, 3 nothing assessed."""
    if sys.argv[1:] == ["--version"]:  # before anything slow is imported
        sys.stdout.write(f"readiness {__version__}\n")
        sys.exit(0)
    if not Path(__file__).is_file():
        sys.stderr.write("readiness cannot run from a zipped wheel; install the wheel, or unpack it\n")
        sys.exit(BAD_INPUT)
    try:
        _settle()
        with speaking(spoken()):
            code = _told()
        deaf()
    except (KeyboardInterrupt, TerminatedError):
        code = exit_code()
    leave_nothing()
    sys.exit(code)


def _told() -> int:
    """Run a command; an error becomes a message."""
    try:
        code = _run()
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has read enough
        sys.stdout = _nowhere("w")
        return 0
    except Exception as error:
        if os.environ.get("READINESS_DEBUG"):
            raise
        return _refuse(error)
    return code


def _settle() -> None:
    """Make ready what every run needs."""
    # Nobody plugs into pydantic here, and looking for plug-ins costs a tenth of a run.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    heed()
    gc.disable()  # a run is short, and looking for garbage would take longer than the memory is worth
    if (
        sys.stdout is None
    ):  # closed by whoever started the program: what is written there is refused like a full disk
        sys.stdout = _nowhere("r")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if isinstance(sys.stdin, io.TextIOWrapper):  # an interview asks again for what is no text
        sys.stdin.reconfigure(errors="surrogateescape")


def _run() -> int:
    from readiness.cli.app import CommandLineError, app
    from readiness.cli.io.languages import choose, in_arguments, of_locale
    from readiness.cli.io.terminal import tell
    from readiness.cli.typer_words import spoken_of_typer

    choose(of_locale())
    choose(in_arguments(sys.argv[1:]) or spoken().tag)
    try:
        code = app(standalone_mode=False)
    except CommandLineError as error:
        from readiness.cli.usage import told

        if words := told(error):
            error.message = words
            error.format_message = lambda: words
        with io.StringIO() as shown:
            error.show(shown)
            tell(spoken_of_typer(shown.getvalue().rstrip("\n")))
        return BAD_INPUT
    except SystemExit as stop:
        if "_READINESS_COMPLETE" in os.environ:  # fish asks by the code whether there is anything to complete
            raise
        raise BrokenPipeError from stop  # every other code comes back as a value
    return code if isinstance(code, int) else 0


def _refuse(error: Exception) -> int:
    """Say what is wrong, without a traceback."""
    from readiness.cli.configuration.settings import origins_of
    from readiness.cli.io.system_words import reason
    from readiness.cli.io.terminal import tell
    from readiness.errors import ReadinessError

    if isinstance(error, ReadinessError):
        message = "\n".join(
            [str(error), *(f"        {origin}" for origin in origins_of(str(error), Path.cwd()))]
        )
    elif isinstance(error, OSError):
        sys.stdout = _nowhere("w")
        told = reason(error)
        message = (
            f"{error.filename}: {told}" if error.filename else _("cannot write: {told}").format(told=told)
        )
    else:
        what = f"{type(error).__name__}: {error}"
        message = _("a defect of this program ({what}); please report it with the command you gave").format(
            what=what
        )
    tell(message)
    return BAD_INPUT


def _nowhere(mode: str) -> TextIO:
    return cast("TextIO", Path(os.devnull).open(mode, encoding="utf-8"))
