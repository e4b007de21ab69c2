"""What makes a text unreadable as YAML, in the words of people who write it and not of parsers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from readiness.documents.place import BREAK, Location
from readiness.errors import Problem
from readiness.language import _, marked

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
        marked('the "{char}" that opens here is not closed'),
        marked('add "{closing}", or the missing comma, before {stop}'),
        at_beginning=True,
    ),
    _Cause(
        "unexpected end of stream",
        marked("the quote that opens here is not closed"),
        marked("close the quote"),
        True,
    ),
    _Cause(
        "document separator",
        marked("the quote that opens here is not closed"),
        marked("close the quote"),
        True,
    ),
    _Cause(
        "find expected ':'",
        marked('this line has no ": " behind its key'),
        marked("write `key: value`"),
        True,
    ),
    _Cause(
        "cannot start any token",
        marked('a text cannot begin with "{char}"'),
        marked("put the text in double quotes"),
    ),
    _Cause(
        "sequence entries are not",
        marked('"-" is not expected here'),
        marked("begin the list on a line of its own"),
    ),
    _Cause("node content", marked('"{char}" is not expected here'), marked("a value belongs here")),
    _Cause(
        "unknown escape",
        marked('"\\{char}" is no escape that YAML knows'),
        marked("write \\\\ for a backslash, or put the text in single quotes"),
    ),
)


def forbidden(text: Text) -> Problem:
    """A character that no text file may hold, such as NUL."""
    match = _FORBIDDEN.search(text.content)
    before = BREAK.split(text.content[: match.start()]) if match else [""]
    what = _("the character U+{ord:04X}").format(ord=ord(match[0])) if match else _("a character")
    location = Location(text, len(before), len(before[-1]) + 1)
    return location.problem(
        _("{what} is not allowed in a text file").format(what=what),
        fix=_("remove it; not every editor shows it"),
    )


def unreadable(text: Text, error: yaml.MarkedYAMLError) -> Problem:
    """What the parser could not read, and the usual way to mend it."""
    stopped, began = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
    if stopped is None or began is None:
        return Problem(_("not valid YAML: {problem}").format(problem=error.problem), text.name)
    stop, begin = (Location(text, mark.line + 1, mark.column + 1) for mark in (stopped, began))
    location, message, fix = _explained(error, text, begin, stop)
    return location.problem(_("not valid YAML: {message}").format(message=message), fix=fix)


def _explained(
    error: yaml.MarkedYAMLError, text: Text, begin: Location, stop: Location
) -> tuple[Location, str, str]:
    """Where to look, what is wrong, and how to mend it."""
    line, what = text.line(stop.line), error.problem or ""
    before = line[: stop.column - 1]
    if "\t" in line[: len(line) - len(line.lstrip())] or line[len(before) :].startswith("\t"):
        location = Location(text, stop.line, line.index("\t") + 1)
        return location, _("a tab stands here"), _("indent with spaces, not tabs")
    if "mapping values are not allowed" in what:
        fix = _("check the indentation: line {count} has its value already").format(count=stop.line - 1)
        quote = _('put a text that contains ": " in double quotes')
        return stop, _('a ":" is not expected here'), quote if ": " in before or stop.line == 1 else fix
    if "expected key" in what or "expected <block end>" in what:
        if before.strip():
            return (
                stop,
                _("nothing more is expected behind this value"),
                _("put the whole text in double quotes"),
            )
        message = _("this does not continue the block that begins in line {line}").format(line=begin.line)
        return stop, message, _("check the indentation: entries of one block begin in one column")
    if "node content" in what and not line:
        return stop, _("the file ends inside brackets"), _("close the brackets")
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
                "stop": _("line {line}").format(line=stop.line)
                if stop.line > begin.line
                else _("column {column}").format(column=stop.column),
            }
            return location, _(cause.message).format_map(words), _(cause.fix).format_map(words)
    return None
