"""`readiness config`: the default of every option in this folder, and where it comes from."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from readiness.cli.completion import words

BUILT_IN = "built-in"


def config(
    case: Annotated[str | None, typer.Option(help="Case file whose values are to be seen too.")] = None,
    format_: Annotated[
        str, typer.Option("--format", "-f", autocompletion=words("text", "json"), help="text or json.")
    ] = "text",
) -> None:
    """Show the defaults of options in this folder, and whether a case file, readiness.toml or pyproject.toml set them."""
    from pathlib import Path

    from readiness.cli.configuration import options, settings
    from readiness.cli.formats import plan
    from readiness.cli.io.terminal import show
    from readiness.report.data.json_text import write

    plan([format_], [], ("text", "json"), "text")
    origins: dict[str, dict[str, Any]] = {}
    read = settings.read(Path.cwd())
    name_of_case = case or (read["case"].value if "case" in read else None)
    stated = _of_case(name_of_case) if name_of_case else {}
    built_in = _built_in()
    for name in options.OPTIONS:
        if name in stated:
            value, origin = stated[name], str(name_of_case)
        elif name == "case" and case is not None:
            value, origin = case, "--case"
        elif name in read:
            value, origin = read[name].value, f"{read[name].file}:{read[name].line}"
        else:
            value, origin = built_in.get(name), BUILT_IN
        origins[name] = {"value": value, "from": origin}
    if format_ == "json":
        sys.stdout.write(write(origins))
        return
    rows = [(name, _shown(entry["value"]), entry["from"]) for name, entry in origins.items()]
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for name, value, origin in rows:
        show(f"{name:<{widths[0]}}  {value:<{widths[1]}}  {origin}")


def _of_case(name: str) -> dict[str, Any]:
    """What a case file states, by the names of the options."""
    from readiness.cli.question_options import load_case

    stated = load_case(name).model_dump(exclude_defaults=True)
    singular = {
        "needs": "need",
        "measures": "measure",
        "crimes": "crime",
        "bars": "bar",
        "limbs": "limb",
        "as_of": "as-of",
    }
    values = {singular.get(key, key): value for key, value in stated.items() if key != "note"}
    if "roles" in values:
        values["role"] = [f"{code}={role}" for code, role in values.pop("roles").items()]
    return values


def _built_in() -> dict[str, Any]:
    """The defaults that the program itself has."""
    from readiness.cli.app import Commands
    from readiness.cli.configuration.options import OPTIONS
    from readiness.cli.configuration.settings import parameter

    command = Commands(name="readiness").get_command(None, "assess")
    defaults = {option.name: option.default for option in command.params}
    return {name: defaults.get(parameter(name)) for name in OPTIONS}


def _shown(value: Any) -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else str(value)
