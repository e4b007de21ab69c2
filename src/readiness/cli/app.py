"""The commands by name."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness import __version__
from readiness.cli import assess, explain, validate

app = typer.Typer(
    name="readiness",
    help="Can these two jurisdictions work together against transnational crime, what blocks them now, and what should be done first?",
    epilog="Exit codes: 0 done, 1 a gate you asked for failed, 2 bad usage or input, 3 nothing assessed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"readiness {__version__}")
        raise typer.Exit


@app.callback()
def readiness(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Hold what belongs to no command."""


app.command("assess")(assess.assess)
app.command("explain")(explain.explain)
app.command("list")(explain.list_)
app.command("validate")(validate.validate)
app.command("schema")(validate.schema)
