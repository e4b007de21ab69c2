"""The commands by name.

Only the command that is asked for is loaded: reading the options of all of them takes longer than an assessment.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from readiness import __version__
from readiness.cli.configuration.settings import defaults
from readiness.cli.grouped import ungrouped
from readiness.errors import UsageError

# Name: module and function, in the order of the help.
COMMANDS = {
    "assess": ("assess", "assess"),
    "batch": ("batch", "batch"),
    "history": ("history", "history"),
    "brief": ("brief", "brief"),
    "checklist": ("brief", "checklist"),
    "partners": ("partners", "partners"),
    "diff": ("diff", "diff"),
    "what-if": ("what_if", "what_if"),
    "plan": ("plan", "plan"),
    "bottleneck": ("bottleneck", "bottleneck"),
    "route": ("route", "route"),
    "matrix": ("matrix", "matrix"),
    "explain": ("explain", "explain"),
    "list": ("explain", "list_"),
    "validate": ("validate", "validate"),
    "schema": ("validate", "schema"),
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


class Commands(TyperGroup):
    """A group that knows its commands by name and loads each when it is wanted."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """The names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in self.commands:
            module, function = COMMANDS[cmd_name]
            alone = typer.Typer(add_completion=False, **SETTINGS)
            command = getattr(import_module(f"readiness.cli.commands.{module}"), function)
            alone.command(cmd_name)(ungrouped(command))
            self.commands[cmd_name] = typer.main.get_command(alone)
        return self.commands[cmd_name]

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments begin with. Raises UsageError with the nearest name for an unknown one."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            from readiness.cli.meant import command_for  # most runs have no mistake

            hint = command_for(args[0], args[1:], COMMANDS)
            raise UsageError(f'there is no command "{args[0]}"; {hint}')
        return super().resolve_command(ctx, args)


app = typer.Typer(
    name="readiness",
    cls=Commands,
    help="Can these two jurisdictions work together against transnational crime, what blocks them now, and what should be done first?",
    epilog="Exit codes: 0 done, 1 a gate you asked for failed, 2 bad usage or input, 3 nothing assessed.",
    no_args_is_help=True,
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
) -> None:
    """Take the defaults of options from the configuration file, if there is one."""
    command = context.invoked_subcommand
    if command not in (None, "config") and not {"-h", "--help"} & set(sys.argv):
        context.default_map = {command: defaults(command)}
