"""`readiness merge`: several raters' profiles of one jurisdiction as one."""

from __future__ import annotations

from typing import Annotated

import typer

from readiness.cli import options
from readiness.language import _


def merge(
    raters: Annotated[
        list[str],
        typer.Argument(metavar="R1 R2 …", help="One profile a rater, all of the same jurisdiction."),
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="File for the consensus; by default standard output.")
    ] = "-",
    rubric: options.RubricName = "law-enforcement",
    strict: Annotated[
        bool, typer.Option(help="Refuse raters who contradict each other or are too far apart.")
    ] = False,
    all_tlp: options.AllTlp = False,
) -> None:
    """Merge several raters' profiles: the median level, the whole spread, all evidence, dissent in the notes."""
    from readiness.cli.formats import refuse_other_than_yaml
    from readiness.cli.io.loading import load_profiles, load_rubric
    from readiness.cli.io.raters import at_least_two, refuse_overwriting
    from readiness.cli.io.terminal import tell
    from readiness.cli.io.writing import write
    from readiness.cli.redaction import refuse_marked
    from readiness.documents.reading import read_profile
    from readiness.documents.writing import profile_yaml
    from readiness.documents.yaml_text import decode
    from readiness.errors import UsageError
    from readiness.raters.consensus import consensus
    from readiness.words import Count

    refuse_other_than_yaml(output)
    at_least_two(raters)
    refuse_overwriting(raters, output)
    loaded = load_rubric(rubric)
    documents = load_profiles(raters, loaded)
    refuse_marked(documents, all_tlp=all_tlp)
    common = consensus([document.profile for document in documents], loaded)
    for conflict in common.conflicts:
        tell(_("to settle: {conflict}").format(conflict=conflict))
    if strict and common.conflicts:
        raise UsageError(
            _("raters contradict each other in {count:place|places}; nothing was written").format(
                count=Count(len(common.conflicts))
            )
        )
    text = profile_yaml(common.data)
    read_profile(
        decode("<consensus>", text.encode()), loaded
    )  # what is written can be read: checked before it is
    write(output, text)
