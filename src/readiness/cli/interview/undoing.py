"""What an interview has saved and skipped, so that it can be taken back, the last first."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from readiness.cli.io.files import read_text
from readiness.cli.io.writing import save

if TYPE_CHECKING:
    from readiness.documents.place import Text


@dataclass(frozen=True, slots=True)
class Saved:
    """A file before and after an answer."""

    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Skipped:
    """A question, and those that are not asked again."""

    left_out: set[Any]
    question: object


@dataclass(slots=True)
class Steps:
    """The steps of an interview about one file."""

    file: str
    taken: list[Saved | Skipped] = field(default_factory=list)

    @property
    def saved(self) -> int:
        """How many answers stand in the file."""
        return sum(isinstance(step, Saved) for step in self.taken)

    def save(self, after: Text) -> None:
        """Save the file as an answer makes it."""
        step = Saved(read_text(self.file), after)
        save(after)
        self.taken.append(step)

    def skip(self, left_out: set[Any], question: object) -> None:
        """Do not ask a question again."""
        left_out.add(question)
        self.taken.append(Skipped(left_out, question))

    def take_back(self) -> str:
        """Undo the last step. Returns the key of what is to be said of it."""
        if not self.taken:
            return "nothing-to-undo"
        step = self.taken[-1]
        if isinstance(step, Skipped):
            step.left_out.discard(step.question)
        elif read_text(self.file).content != step.after.content:
            return "edited"
        else:
            save(step.before)
        self.taken.pop()
        return "undone"
