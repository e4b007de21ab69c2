"""`readiness schema`: the JSON Schemas with which an editor checks what people write."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from readiness.cli.completion import words


def schema(
    kind: Annotated[
        str,
        typer.Argument(
            autocompletion=words(
                "profile", "rubric", "case", "waivers", "assessment", "what-if", "plan", "bottleneck"
            ),
            help="profile, rubric, case, waivers, assessment, what-if, plan or bottleneck.",
        ),
    ],
    rubric: Annotated[
        str, typer.Option(help="Rubric whose ids the profile schema offers.")
    ] = "law-enforcement",
) -> None:
    """Print a JSON Schema (draft 7) that editors understand."""
    from readiness.cli.io.loading import load_rubric
    from readiness.report.data.document_schemas import schema as schema_of
    from readiness.report.data.json_text import write

    sys.stdout.write(write(schema_of(kind, load_rubric(rubric))))
