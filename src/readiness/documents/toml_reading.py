"""TOML read safely; what it cannot read is told with its place."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from readiness.errors import InputError, Problem
from readiness.language import _

if TYPE_CHECKING:
    from readiness.documents.place import Text

_POSITION = re.compile(r"\(at line (\d+), column (\d+)\)")
_LONG_NUMBER = re.compile(r"[0-9][0-9_]{400,}")


def parse_toml(text: Text) -> dict[str, Any]:
    """The data of a TOML text. Raises InputError."""
    try:
        return tomllib.loads(text.content)
    except tomllib.TOMLDecodeError as error:
        raise InputError([_broken(text, str(error))]) from None
    except ValueError:  # a whole number with more digits than Python converts
        match = _LONG_NUMBER.search(text.content)
        line = text.content.count("\n", 0, match.start() if match else 0) + 1
        message = _("a number has too many digits")
        raise InputError([Problem(message, text.name, line, 1, text.line(line))]) from None
    except RecursionError:
        raise InputError([Problem(_("brackets are nested too deeply to be read"), text.name, 1, 1)]) from None


def _broken(text: Text, message: str) -> Problem:
    match = _POSITION.search(message)
    line, column = (int(match[1]), int(match[2])) if match is not None else (text.content.count("\n") + 1, 1)
    plain = _POSITION.sub("", message).replace("(at end of document)", _("at the end of the file")).strip()
    return Problem(
        _("this is not TOML: {plain}").format(plain=plain), text.name, line, column, text.line(line)
    )
