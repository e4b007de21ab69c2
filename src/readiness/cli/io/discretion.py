"""What messages quote of profiles: the log that they reach may have more readers than a profile.

Where a command is told who reads, or would refuse marked profiles, a mistake in a profile that not all of them may see is
told with its place alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from readiness.errors import InputError, Problem
from readiness.language import _
from readiness.tlp import MARKINGS, above, strictest

if TYPE_CHECKING:
    from readiness.documents.place import Text
    from readiness.documents.reading import ProfileDocument
    from readiness.model.rubric import Rubric
    from readiness.tlp import Tlp

_MARKED = re.compile(r"\btlp[\"']?\s*:\s*[\"']?([^\s\"',}#]+)", re.IGNORECASE)
"""What may mark a profile, which need not be one that can be read."""


class _Readers:
    """Who reads: those whom nothing is quoted, those up to a level, or, of a command that refuses marked profiles, anybody."""

    share = False
    limit: Tlp | None = None
    anybody = False


def for_the_writer() -> None:
    """From now on messages quote whatever helps, as for those who write profiles."""
    _Readers.share, _Readers.limit, _Readers.anybody = False, None, False


def keep_to(*, share: bool = False, limit: str | None = None, anybody: bool = False) -> None:
    """From now on messages quote no more than these readers may see."""
    _Readers.share |= share
    _Readers.anybody |= anybody
    _Readers.limit = next((marking for marking in MARKINGS if marking == limit), _Readers.limit)


def read_discreetly(text: Text, rubric: Rubric) -> ProfileDocument:
    """The profile of a text. Raises InputError, with no more of it than readers may see."""
    from readiness.documents.reading import read_profile  # a run without a profile need not load it

    try:
        return read_profile(text, rubric)
    except InputError as error:
        markings = (name.casefold() for name in _MARKED.findall(text.content))
        marking = strictest(next((known for known in MARKINGS if known == name), "red") for name in markings)
        raise InputError([discreet(problem, marking) for problem in error.problems]) from None


def discreet(problem: Problem, marking: Tlp | None) -> Problem:
    """A problem of a profile with that marking, as readers may see it."""
    limit = _Readers.limit or ("clear" if _Readers.anybody else None)
    hidden = _Readers.share or (limit is not None and above(marking, limit))
    if not hidden or problem.more:
        return problem
    return replace(
        problem,
        message=_("a mistake, of which nothing is told here: not all who read this may see the profile"),
        text="",
        fix=_("to see it: readiness validate {file}").format(file=problem.file),
    )
