"""Every message for people is marked for translation where it is written: no English literal is raised or told as it stands."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "readiness"
SPOKEN = {"_", "ngettext", "pgettext", "marked", "say", "texts", "label"}
"""What tells its argument in the language spoken, or marks it for that."""
TELLING = {"UsageError", "InputError", "ReadinessError", "ValueError", "Problem", "problem", "tell", "echo"}
"""What is raised for people to read, a mistake in a file, and what writes to the console."""
OF_PROGRAMMERS = {
    "documents/editing.py",
    "report/layouts/html.py",
    "report/layouts/lines.py",
    "report/layouts/markdown.py",
    "report/layouts/text.py",
    "report/pages/room.py",
    "weights/polytope.py",
}
"""Files whose errors only a defect of the program can raise."""
ENGLISH = re.compile(r"[a-z]{3,}[,:;]? [a-z(]|[a-z]{3,}:? $")
WORD = re.compile(r"[A-Za-z]{3,}")


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


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_message_is_left_in_english(path: Path) -> None:
    if str(path.relative_to(SOURCE).as_posix()) not in OF_PROGRAMMERS:
        assert told(path.read_text("utf-8")) == []


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
    ['raise UsageError(_("no such thing"))', 'tell(f"{name}: {error}")', 'raise KeyError("no such thing")'],
)
def test_what_is_spoken_or_for_programs_is_let_be(code: str) -> None:
    assert told(code) == []
