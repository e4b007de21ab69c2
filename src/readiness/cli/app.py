"""The commands by name.

Only the command that is asked for is loaded: reading the options of all of them takes longer than an assessment.
"""

from __future__ import annotations

import sys
from copy import copy
from functools import cache, wraps
from importlib import import_module
from inspect import Parameter, signature
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from readiness import __version__
from readiness.cli import options
from readiness.cli.command_help import MANUALS, first_steps
from readiness.cli.configuration.settings import defaults
from readiness.cli.io.discretion import for_the_writer
from readiness.cli.io.inputs import forget
from readiness.cli.option_groups import ungrouped
from readiness.cli.typer_words import OPTION, SpokenContext
from readiness.errors import UsageError
from readiness.language import _, spoken
from readiness.wrapping import is_wide, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable

# Name: module and function, in the order of the help.
COMMANDS = {
    "assess": ("assess", "assess"),
    "batch": ("batch", "batch"),
    "history": ("history", "history"),
    "brief": ("brief", "brief"),
    "checklist": ("checklist", "checklist"),
    "partners": ("partners", "partners"),
    "diff": ("diff", "diff"),
    "what-if": ("what_if", "what_if"),
    "plan": ("plan", "plan"),
    "bottleneck": ("bottleneck", "bottleneck"),
    "route": ("route", "route"),
    "matrix": ("matrix", "matrix"),
    "explain": ("explain", "explain"),
    "list": ("list_", "list_"),
    "validate": ("validate", "validate"),
    "schema": ("schema", "schema"),
    "test": ("test", "run"),
    "agreement": ("agreement", "agreement"),
    "merge": ("merge", "merge"),
    "import": ("import_", "import_"),
    "config": ("config", "config"),
    "profile": ("profile", "profile"),
    "init": ("init", "init"),
    "interview": ("interview", "interview"),
    "questionnaire": ("questionnaire", "questionnaire"),
}

CommandLineError: Any = typer.BadParameter.__mro__[1]
"""What is raised for a wrong option or argument, wherever typer keeps it."""

SETTINGS: dict[str, Any] = {
    "pretty_exceptions_enable": False,
    "rich_markup_mode": None,
    "context_settings": {"help_option_names": ["-h", "--help"]},
}


KEPT = "\b\n"
"""What tells click not to wrap a paragraph of help anew."""

TEXT = 74
"""Columns of the help of a command."""


def told(command: Any) -> Any:
    """The command with its help, and that of its options, in the language spoken."""
    command = copy(command)
    command.params = [copy(option) for option in command.params]
    for item, width in ((command, TEXT), *((item, OPTION) for item in command.params)):
        if getattr(item, "help", None):
            item.help = laid_out(spoken().pgettext("help", item.help), width)
    if command.epilog:
        command.epilog = laid_out(spoken().pgettext("help", command.epilog), TEXT)
    return command


def laid_out(text: str, width: int) -> str:
    """A help text whose lines end where its script allows it, which click does not know of Chinese."""
    if not is_wide(text) or text.startswith(KEPT):
        return text
    return "\n\n".join(KEPT + "\n".join(wrapped(part, width)) for part in text.split("\n\n"))


class SpokenCommand(TyperCommand):
    """A command whose help is told in the language spoken."""

    context_class = SpokenContext

    def get_help(self, ctx: Any) -> str:
        """The help text."""
        return super(SpokenCommand, told(self)).get_help(ctx)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Examples, each a line that can be copied whole, and the exit codes."""
        with formatter.section(_("Examples")):
            for example in MANUALS[self.name or ""].examples:
                formatter.write(f"{'':{formatter.current_indent}}{example}\n")
        super().format_epilog(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The help text in one line, or in a few of Chinese."""
        help_ = self.help
        self.help = spoken().pgettext("help", help_) if help_ else None
        short = super().get_short_help_str(limit)
        self.help = help_
        return laid_out(short, limit)


class Commands(TyperGroup):
    """A group that knows its commands by name and loads each when it is wanted."""

    context_class = SpokenContext

    def get_help(self, ctx: Any) -> str:
        """The help text, with a line about each command."""
        return super(Commands, told(self)).get_help(ctx)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name, or None."""
        return _command(cmd_name) if cmd_name in COMMANDS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments begin with. Raises UsageError with the nearest name for an unknown one."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from readiness.cli.meant import command_for  # most runs have no mistake

            hint = command_for(args[0], args[1:], COMMANDS)
            raise UsageError(_('there is no command "{command}"; {hint}').format(command=args[0], hint=hint))
        return super().resolve_command(ctx, args)


@cache
def _command(name: str) -> Any:
    """The command of that name, loaded and made once, however often the program runs in one process."""
    module, function = COMMANDS[name]
    alone = typer.Typer(add_completion=False, **SETTINGS)
    run = getattr(import_module(f"readiness.cli.commands.{module}"), function)
    alone.command(name, cls=SpokenCommand, epilog=MANUALS[name].exits)(_in_any_language(ungrouped(run)))
    return typer.main.get_command(alone)


def _in_any_language(function: Callable[..., None]) -> Callable[..., None]:
    """The function of a command with the option --lang, which every command has; it has spoken before the function runs."""
    stated = signature(function, eval_str=True)
    language = Parameter("lang", Parameter.KEYWORD_ONLY, default=None, annotation=options.Language)

    @wraps(function)
    def command(*, lang: str | None = None, **given: Any) -> None:  # noqa: ARG001
        function(**given)

    parameters = [*stated.parameters.values(), language]
    vars(command)["__signature__"] = stated.replace(parameters=parameters)
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return command


app = typer.Typer(
    name="readiness",
    cls=Commands,
    help="Can these two jurisdictions work together against transnational crime, what blocks them now, and what should be done first?",
    epilog="Exit codes: 0 done, 1 a gate you asked for failed, 2 bad usage or input, 3 nothing assessed.",
    invoke_without_command=True,
    **SETTINGS,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"readiness {__version__}")
        raise typer.Exit


@app.callback()
def readiness(
    context: typer.Context,
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    _lang: options.Language = None,
) -> None:
    """Take the defaults of options from the configuration file, if there is one."""
    for_the_writer()
    forget()
    command = context.invoked_subcommand
    if command is None:
        typer.echo(first_steps())
    elif command != "config" and not {"-h", "--help"} & set(sys.argv):
        own = defaults(command)
        if _lang:
            own.pop("lang", None)  # what is asked for wins, wherever it stands
        context.default_map = {command: own}
