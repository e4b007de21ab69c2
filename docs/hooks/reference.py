"""Pages of reference that are made from the program itself whenever the site is built, so that no text stands twice."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from mkdocs.structure.files import File

import readiness
from readiness.cli.app import COMMANDS, app
from readiness.cli.command_help import MANUALS
from readiness.cli.completion import EXPLAINED
from readiness.cli.io.loading import load_rubric
from readiness.glossary.entries import explain, names
from readiness.report.layouts import markdown
from readiness.report.pages.glossary import page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

    from readiness.model.rubric import Rubric

RUBRIC = "law-enforcement"
CALLED_BY_ID = ("obstacles", "remedies")
"""Kinds whose ids people read in reports."""


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add the pages made here to those of the folder."""
    rubric = load_rubric(RUBRIC)
    pages = {
        "commands": commands(),
        "schemas": schemas(Path(config.docs_dir) / "schemas"),
        "api": api(),
        **{kind: words(rubric, kind) for kind in EXPLAINED},
    }
    for name, text in pages.items():
        files.append(File.generated(config, f"reference/{name}.md", content=text))
    return files


def words(rubric: Rubric, kind: str) -> str:
    """What `readiness explain` says of every word of a kind, each under its id; ids are links."""
    places = {name: other for other in reversed(EXPLAINED) for name in names(rubric, other)}
    ids = names(rubric, kind)
    lines = [
        f"# {kind.capitalize()}",
        "",
        f"{len(ids)} of the shipped rubric; also `readiness list {kind}` and `readiness explain ID`.",
        "",
    ]
    for name in ids:
        for entry in explain(rubric, name):
            if entry.id == name and _is(entry.kind, kind):
                head, *rest = markdown.render(page([entry])).split("\n")
                called = head.removeprefix("## ")
                shown = f"{name} · {called}" if kind in CALLED_BY_ID else called
                lines += [f"## {shown} {{#{name}}}", *(_linked(line, places) for line in rest)]
    return "\n".join(lines)


def _is(one: str, many: str) -> bool:
    return many in (one, f"{one}s", f"{one.removesuffix('y')}ies")


def _linked(line: str, places: dict[str, str]) -> str:
    """A line whose first word, or word after an arrow, is an id, with a link from there to what it means."""

    def link(match: re.Match[str]) -> str:
        name = match["id"]
        return f"{match['before']}[{name}]({places[name]}.md#{name})" if name in places else match[0]

    return re.sub(r"(?P<before>^- |→ )(?P<id>[\w-]+)(?=$|:? )", link, line)


def commands() -> str:
    """Every command with its arguments, options, examples and exit codes, as its help tells them."""
    group: Any = typer.main.get_command(app)
    lines = ["# Commands", "", group.help, "", group.epilog, ""]
    return "\n".join([*lines, *(line for name in COMMANDS for line in _command(group, name))])


def _command(group: Any, name: str) -> Iterator[str]:
    command = group.get_command(None, name)
    with command.make_context(f"readiness {name}", [], resilient_parsing=True) as context:
        usage = " ".join(context.get_usage().removeprefix("Usage: ").split())
        yield from (f"## {name}", "", command.help, "", "```text", usage, "```", "")
        records = [parameter.get_help_record(context) for parameter in command.get_params(context)]
    yield from ("| argument or option | |", "|---|---|")
    yield from (f"| `{_cell(record[0])}` | {_cell(record[1])} |" for record in records if record)
    yield from ("", "```sh", *MANUALS[name].examples, "```", "", command.epilog, "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def schemas(folder: Path) -> str:
    """Every JSON Schema: the document that it is of, its keys at the top, and the file."""
    lines = [
        "# JSON Schemas",
        "",
        "Draft 7, for editors and programs; `readiness schema KIND` prints them.",
        "",
    ]
    for file in sorted(folder.glob("*.json")):
        data = json.loads(file.read_text("utf-8"))
        top = _top(data)
        about = top.get("description", "").split("\n\n")[0]
        lines += [
            f"## {file.stem}",
            "",
            about,
            "",
            f"Whole schema: [{file.name}](../schemas/{file.name})",
            "",
        ]
        lines += ["| key | |", "|---|---|"]
        for key, value in top["properties"].items():
            needed = " (required)" if key in top.get("required", ()) else ""
            lines.append(f"| `{key}`{needed} | {_cell(_about(value, data))} |")
        lines.append("")
    return "\n".join(lines)


def _top(data: Any) -> Any:
    """The schema of a document, or of each item of a document that is a list."""
    schema = data.get("items", data)
    return data["definitions"][schema["$ref"].split("/")[-1]] if "$ref" in schema else schema


def _about(value: Any, data: Any) -> str:  # noqa: PLR0911  (one per kind of schema)
    """What a schema says of a key: its own words, those of what it refers to, or the kind of value."""
    if "description" in value:
        return str(value["description"]).split("\n\n")[0].replace("\n", " ")
    if "$ref" in value:
        return _about(data["definitions"][value["$ref"].split("/")[-1]], data)
    if "anyOf" in value:
        return " or ".join(_about(choice, data) for choice in value["anyOf"])
    if "enum" in value:
        return ", ".join(str(choice) for choice in value["enum"])
    if isinstance(value.get("items"), dict):
        return f"list: {_about(value['items'], data)}"
    if isinstance(value.get("additionalProperties"), dict):
        return f"by name: {_about(value['additionalProperties'], data)}"
    return str(value.get("const", value.get("type", "")))


def api() -> str:
    """The public names, each from its docstring."""
    lines = [
        "# Python API",
        "",
        "What `from readiness import …` gives; how to use it stands in [Call it from Python](../library.md).",
        "",
    ]
    for name in readiness.__all__:
        value = getattr(readiness, name)
        if module := getattr(value, "__module__", None):
            lines += [f"::: {module}.{name}", ""]
    return "\n".join(lines)
