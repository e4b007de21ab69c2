"""What makes a text unreadable as YAML, in the words of people who write it and not of parsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.documents.place import BREAK, Location
from readiness.errors import Problem

if TYPE_CHECKING:
    import yaml

    from readiness.documents.place import Text

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class _Cause(Struct, frozen=True):
    """A cause, known by a part of the parser's message, and whether it is shown where the parser began or stopped.

    Texts may name the character at that place, the one that closes it, the line where reading began and the spot
    where it stopped.
    """

    sign: str
    message: str
    fix: str
    at_beginning: bool = False


_CAUSES = (
    _Cause(
        "expected ',' or",
        'the "{char}" that opens here is not closed',
        'add "{closing}", or the missing comma, before {stop}',
        at_beginning=True,
    ),
    _Cause("unexpected end of stream", "the quote that opens here is not closed", "close the quote", True),
    _Cause("document separator", "the quote that opens here is not closed", "close the quote", True),
    _Cause("find expected ':'", 'this line has no ": " behind its key', "write `key: value`", True),
    _Cause("cannot start any token", 'a text cannot begin with "{char}"', "put the text in double quotes"),
    _Cause("sequence entries are not", '"-" is not expected here', "begin the list on a line of its own"),
    _Cause("node content", '"{char}" is not expected here', "a value belongs here"),
    _Cause(
        "unknown escape",
        '"\\{char}" is no escape that YAML knows',
        "write \\\\ for a backslash, or put the text in single quotes",
    ),
)


def forbidden(text: Text) -> Problem:
    """A character that no text file may hold, such as NUL."""
    match = _FORBIDDEN.search(text.content)
    before = BREAK.split(text.content[: match.start()]) if match else [""]
    what = f"the character U+{ord(match[0]):04X}" if match else "a character"
    location = Location(text, len(before), len(before[-1]) + 1)
    return location.problem(
        f"{what} is not allowed in a text file",
        fix="remove it; not every editor shows it",
    )


def unreadable(text: Text, error: yaml.MarkedYAMLError) -> Problem:
    """What the parser could not read, and the usual way to mend it."""
    stopped, began = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    if stopped is None or began is None:
        return Problem(f"not valid YAML: {error.problem}", text.name)
    stop, begin = (Location(text, mark.line + 1, mark.column + 1) for mark in (stopped, began))
    location, message, fix = _explained(error, text, begin, stop)
    return location.problem(f"not valid YAML: {message}", fix=fix)


def _explained(
    error: yaml.MarkedYAMLError, text: Text, begin: Location, stop: Location
) -> tuple[Location, str, str]:
    """Where to look, what is wrong, and how to mend it."""
    line, what = text.line(stop.line), error.problem or ""
    before = line[: stop.column - 1]
    if "\t" in line[: len(line) - len(line.lstrip())] or line[len(before) :].startswith("\t"):
        location = Location(text, stop.line, line.index("\t") + 1)
        return location, "a tab stands here", "indent with spaces, not tabs"
    if "mapping values are not allowed" in what:
        fix = f"check the indentation: line {stop.line - 1} has its value already"
        quote = 'put a text that contains ": " in double quotes'
        return stop, 'a ":" is not expected here', quote if ": " in before or stop.line == 1 else fix
    if "expected key" in what or "expected <block end>" in what:
        if before.strip():
            return stop, "nothing more is expected behind this value", "put the whole text in double quotes"
        message = f"this does not continue the block that begins in line {begin.line}"
        return stop, message, "check the indentation: entries of one block begin in one column"
    if "node content" in what and not line:
        return stop, "the file ends inside brackets", "close the brackets"
    plain = " ".join(part for part in (error.context, error.problem) if part)
    return _known_cause(what, text, begin, stop) or (stop, plain, "")


def _known_cause(what: str, text: Text, begin: Location, stop: Location) -> tuple[Location, str, str] | None:
    for cause in _CAUSES:
        if cause.sign in what:
            location = begin if cause.at_beginning else stop
            char = text.line(location.line)[location.column - 1 :].lstrip("\\")[:1]
            words = {
                "char": char,
                "closing": "}" if char == "{" else "]",
                "stop": f"line {stop.line}" if stop.line > begin.line else f"column {stop.column}",
            }
            return location, cause.message.format_map(words), cause.fix.format_map(words)
    return None
