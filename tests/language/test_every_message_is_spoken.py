"""Every message for people is marked for translation where it is written: no English literal is left as it stands.

Two tests look for them. One takes whatever is raised or told directly, however short it is. The other takes every literal in
the sources that reads as English, whatever becomes of it later: a constant, a part of a sentence, what an importer notes.
"""

from __future__ import annotations

import ast
import re
import runpy
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from readiness.cli.app import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "readiness"
SPOKEN = {"_", "ngettext", "pgettext", "marked", "say", "texts", "label"}
"""What tells its argument in the language spoken, or marks it for that."""
TELLING = {"UsageError", "InputError", "ReadinessError", "ValueError", "Problem", "problem", "tell", "echo"}
"""What is raised for people to read, a mistake in a file, and what writes to the console."""
OF_PROGRAMMERS = {
    "report/layouts/html.py",
    "report/layouts/prose.py",
    "report/layouts/markdown.py",
    "report/layouts/text.py",
    "report/pages/first_screen_room.py",
    "weights/polytope.py",
}
"""Files whose errors only a defect of the program can raise."""
ENGLISH = re.compile(r"[a-z]{3,}[,:;]? [a-z(]|[a-z]{3,}:? $")
WORD = re.compile(r"[A-Za-z]{3,}")

BLANK = "\0"
"""What stands for a value in the text of an f-string."""
PROSE = re.compile(
    rf"[A-Za-z]{{2,}}[,;:.]? +[a-z({BLANK}]|{BLANK}[,;:)]* +[a-z]{{3,}}|[a-z]{{3,}}:? $|^ [a-z]{{3,}}"
)
NO_PROSE = re.compile(
    rf"^(readiness ({'|'.join(COMMANDS)}|{BLANK})|[#\s]*[a-z{BLANK}-]+: [\[{{]|# |<|--[a-z-]+: )"
)
"""Command lines, keys and comments of YAML, markup, and an option in front of what is told elsewhere."""
OF_SOURCES = {"title", "publisher", "licence"}
"""What an importer writes into profiles about its source, which stays as its publisher has it."""
KEPT = {
    "__init__.py": {f"module {BLANK} has no attribute {BLANK}"},
    "cli/main.py": {"readiness cannot run from a zipped wheel; install the wheel, or unpack it\n"},
    "cli/usage.py": {"unexpected extra argument", "before.json after.json"},
    "many/run.py": {"the executor has broken down"},
    "report/layouts/html.py": {"header and footer stand outside the main part"},
    "report/layouts/html_frame.py": {"width=device-width, initial-scale=1"},
    "report/layouts/prose.py": {f"{BLANK} is neither a Line nor an Outline"},
    "report/layouts/text.py": {"bold "},
    "report/pages/first_screen_room.py": {f"{BLANK} is not a part of a first screen"},
    "weights/polytope.py": {"no weights satisfy the constraints"},
    # words of files that others made, or of ours that programs read
    "datasets/fatf.py": {"Ratings only", "not applicable"},
    "datasets/wgi.py": {" (method of 2025)", "the method of 2025"},
    "datasets/own_records.py": {
        f"requests: {BLANK}",
        f"requests: {BLANK}; median {BLANK} days ({BLANK} to {BLANK})",
    },
    "datasets/relations.py": {f"by {BLANK}"},
    "jurisdictions/tables.py": {" and "},
    "model/fields.py": {
        "YYYY, YYYY-MM or YYYY-MM-DD",
        "YYYY, YYYY-MM or YYYY-MM-DD, or unknown: it had begun, nobody tells when",
    },
    "profiles/recording.py": {f"crime {BLANK}"},
    "profiles/template.py": {'says: "", source: ', "legal-family: "},
    "profiles/relation.py": {"looked, none found", f"{BLANK} on {BLANK}"},
    "profiles/questionnaire/sheet.py": {f"| level ({BLANK}) | |"},
    "profiles/sourced_facts.py": {f"channel {BLANK}", f"{BLANK} cases"},
    "raters/merged_records.py": {f"{BLANK}.agreements {BLANK}"},
    "raters/statements.py": {
        f"rater {BLANK}: {BLANK}",
        f"rater {BLANK}: not applicable ({BLANK})",
        f"rater {BLANK} notes: {BLANK}",
    },
    "report/data/junit_suites.py": {f"{BLANK} asks"},
    # told as a label
    "glossary/question_words.py": {f"covers for {BLANK}"},
}
"""English that is not for people to read in their language, by file."""
WITHOUT = {
    "cli/typer_words.py",  # what Typer says, beside how it is told
    "documents/toml_reading.py",  # what the readers of TOML and YAML say, to be recognised
    "documents/yaml_errors.py",
}
CLASSES = "report/layouts/"
"""Where a text of two words is the classes of an element."""


def name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def unmarked(node: ast.AST) -> list[ast.AST]:
    """The English literals inside an expression that nothing translates."""
    if isinstance(node, ast.Call) and name_of(node.func) in SPOKEN:
        return []
    if isinstance(node, ast.Constant):
        return [node] if isinstance(node.value, str) and ENGLISH.search(node.value) else []
    if isinstance(node, ast.JoinedStr):
        literals = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        if WORD.search(re.sub(r"--?[a-z-]+|^readiness |^record\.", "", literals)):
            return [node]
        values = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        return [literal for value in values for literal in unmarked(value)]
    return [literal for child in ast.iter_child_nodes(node) for literal in unmarked(child)]


def told(code: str) -> list[str]:
    """The English that a module tells as it stands."""
    calls = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call)]
    telling = [call for call in calls if name_of(call.func) in TELLING]
    found = {
        literal for call in telling for part in (*call.args, *call.keywords) for literal in unmarked(part)
    }
    return sorted(ast.unparse(literal) for literal in found)


def text_of(node: ast.AST) -> str | None:
    """The text of a literal, with BLANK for each value in it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else BLANK for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def is_for_programs(node: ast.AST) -> bool:
    """Whether texts in a part of the sources are no messages: docstrings, patterns, types, and what is marked already."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if not isinstance(node, ast.Call):
        return False
    of_patterns = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re"
    return of_patterns or name_of(node.func) in {*SPOKEN, "cast", "Ref"}


def parts(node: ast.AST) -> Iterator[ast.AST]:
    """What stands in a node, without annotations, except the help of options, and without what is told of a source."""
    if isinstance(node, ast.Dict):
        keys = (key.value if isinstance(key, ast.Constant) else None for key in node.keys)
        yield from (value for key, value in zip(keys, node.values, strict=True) if key not in OF_SOURCES)
    elif isinstance(node, ast.AnnAssign):
        yield from [node.value] if node.value is not None else []
    elif isinstance(node, ast.arg):
        annotation = node.annotation
        if isinstance(annotation, ast.Subscript) and name_of(annotation.value) == "Annotated":
            yield annotation
    elif isinstance(node, ast.FunctionDef):
        yield from (*node.decorator_list, node.args, *node.body)
    else:
        yield from ast.iter_child_nodes(node)


def english(node: ast.AST) -> Iterator[str]:
    """Every text in a part of the sources that reads as English and is not marked for translation."""
    if is_for_programs(node):
        return
    text = text_of(node)
    if text is not None and PROSE.search(text) and not NO_PROSE.search(text):
        yield text
    values = node.values if isinstance(node, ast.JoinedStr) else parts(node)
    for part in values:
        if not (isinstance(node, ast.JoinedStr) and isinstance(part, ast.Constant)):
            yield from english(part)


@pytest.fixture(scope="module")
def collected() -> set[str]:
    """What is told of commands and labels, which the catalogues collect from the program itself."""
    messages = runpy.run_path(str(ROOT / "languages" / "update.py"))["templates"]()["program"]
    return {str(message.id) for message in messages if message.context in ("help", "label")}


FILES = sorted(SOURCE.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_message_is_left_in_english(path: Path) -> None:
    if named(path) not in OF_PROGRAMMERS:
        assert told(path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_text_is_left_in_english(path: Path, collected: set[str]) -> None:
    found = set(english(ast.parse(path.read_text("utf-8")))) - collected - KEPT.get(named(path), set())
    if named(path).startswith(CLASSES):
        found -= {text for text in found if re.fullmatch(rf"[a-z-]+ ([a-z-]+|{BLANK})", text)}
    assert named(path) in WITHOUT or found == set()


@pytest.mark.parametrize("name", sorted({*KEPT, *WITHOUT}))
def test_nothing_is_let_be_that_is_not_there(name: str) -> None:
    texts = set(english(ast.parse((SOURCE / name).read_text("utf-8"))))
    assert KEPT.get(name, set()) <= texts
    assert texts


@pytest.mark.parametrize(
    "code",
    [
        'raise UsageError("no such thing")',
        'raise InputError([place.problem(message, fix="write it in quotes")])',
        'tell(f"wrote {name}")',
        'raise ValueError(_("one of {n}").format(n="a thing") if a else "nothing at all")',
    ],
)
def test_an_english_message_is_found(code: str) -> None:
    assert len(told(code)) == 1


@pytest.mark.parametrize(
    "code",
    [
        'message = f"row {number}: unknown status {text}"\nraise UsageError(message)',
        'WHY = {Importer.OWN: "each import replaces what an earlier one wrote"}',
        'OWN = "write an id with a dash"',
        'reading.notes.append(f"read as the log of {owner}")',
        'raise refused(file, "a CSV file", actual)',
        'return f"{count} completed"',
        'return f"rater {rater}"',
        'parts = [f"until {day}" if day else ""]',
        'shown = _("one of {names}").format(names="this and that")',
        'if near.startswith("did you mean"): pass',
        'fix = "download the file itself" if page else ""',
        'def ask(a: Annotated[str, Option(help="What to ask.")]) -> None: pass',
    ],
)
def test_an_english_text_is_found(code: str) -> None:
    assert len(list(english(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code",
    ['raise UsageError(_("no such thing"))', 'tell(f"{name}: {error}")', 'raise KeyError("no such thing")'],
)
def test_what_is_spoken_or_for_programs_is_let_be(code: str) -> None:
    assert told(code) == []


@pytest.mark.parametrize(
    "code",
    [
        '"""What a module is for."""',
        'names: "Mapping[str, int] | None" = None',
        'PATTERN = re.compile("is not a valid (?:integer|int)")',
        'told = say(f"headline.{verdict}")',
        'source = {"title": "Members by region"}',
        'EXAMPLE = "readiness assess TWN LVA"',
        'FIX = marked("write it in quotes")',
    ],
)
def test_what_is_no_message_is_let_be(code: str) -> None:
    assert list(english(ast.parse(code))) == []
