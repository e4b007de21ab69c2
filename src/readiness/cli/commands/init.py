"""`readiness init`: a profile to start from."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.cli.completion import complete_profiles
from readiness.language import _


def init(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            autocompletion=complete_profiles,
            help="Code or name of the jurisdiction, or any slug.",
        ),
    ],
    name: Annotated[str | None, typer.Option(help="What it is called in English.")] = None,
    partner: Annotated[
        str | None,
        typer.Option(
            autocompletion=complete_profiles,
            help="Partner, by code or name, to set out the questions towards.",
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="The day on which the file is true; by default today.")
    ] = None,
    rubric: options.RubricName = "law-enforcement",
    output: Annotated[
        str, typer.Option("--output", "-o", help="File to write; - for standard output.")
    ] = "-",
    force: Annotated[bool, typer.Option(help="Overwrite the file if it is there.")] = False,
) -> None:
    """Write a starting profile: the facts that ship, and every question with its scale as a comment."""
    from readiness.cli.argument_checks import coded
    from readiness.cli.formats import refuse_other_than_yaml
    from readiness.cli.io.files import STDIN
    from readiness.cli.io.loading import load_rubric
    from readiness.cli.io.terminal import tell
    from readiness.cli.io.writing import write
    from readiness.cli.starting_profile import known, refuse_to_overwrite
    from readiness.documents.place import Text
    from readiness.documents.reading import read_profile
    from readiness.profiles.template import starting_profile
    from readiness.report.texts import texts

    refuse_other_than_yaml(output)
    if output != STDIN and not force:
        refuse_to_overwrite(output)
    loaded = load_rubric(rubric)
    code = coded(code, "CODE")
    partner = coded(partner, "--partner") if partner is not None else None
    data = known(code, partner, loaded, name=name, as_of=as_of)
    text = starting_profile(data, loaded, partner, texts())
    read_profile(Text(output if output != STDIN else f"{code}.yaml", text), loaded)
    write(output, text)
    if output == STDIN:
        return
    facts = _("with the facts that ship") if data.get("facts") else _("no facts ship for this code")
    tell(
        _("wrote {output}: {code}, {facts}; next: readiness interview {output}").format(
            output=output, code=data["profile"], facts=facts
        )
    )
