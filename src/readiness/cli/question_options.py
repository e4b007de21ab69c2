"""Builds the question about two profiles from the command line's options and a case file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from readiness.cli.argument_checks import apart
from readiness.cli.configuration import settings
from readiness.cli.io.clock import today
from readiness.cli.io.files import read_text
from readiness.documents import references
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, UsageError
from readiness.jurisdictions.lookup import side_of
from readiness.language import _
from readiness.model.aliases import ids_called
from readiness.model.assessment_options import Case

if TYPE_CHECKING:
    from collections.abc import Collection

    from readiness.cli.options import AskedOfPairs
    from readiness.model.question import Parts, Question
    from readiness.model.rubric import Rubric

TODAY = ("today", "now")
"""What people write for the date of the day."""


def load_case(name: str, rubric: Rubric | None = None, codes: tuple[str, str] | None = None) -> Case:
    """A case file. Raises InputError, also for names that the rubric, if given, or the pair, if given, does not have."""
    data, position = parse(read_text(name))
    case = validate(Case, data, position)
    if rubric is not None:
        case = _understood(case, rubric)
        named = [text for text in _sides(case) if codes is None or side_of(text, codes) in codes]
        problems = list(references.problems(case, rubric, position, codes=[*(codes or ()), *named]))
        if problems:
            raise InputError(problems)
    return case


def case_of(asked: AskedOfPairs, rubric: Rubric, codes: tuple[str, str] | None = None) -> Case:
    """The case file that the options name, an empty case without one. Raises InputError."""
    return load_case(asked.case, rubric, codes) if asked.case else Case()


class AskedOfMany(NamedTuple):
    """The question asked about every pair of many jurisdictions, and what each of them does."""

    question: Question
    parts: Parts

    def of(self, a: str, b: str) -> Question:
        """The question about two of them."""
        return self.parts.asked_of(self.question, a, b)


def of_many(
    context: Any, asked: AskedOfPairs, case: Case, codes: Collection[str], rubric: Rubric
) -> AskedOfMany:
    """The question that the options and the case file ask about these jurisdictions. Raises UsageError for parts of others."""
    stated = _options(context, case, asked, rubric).over(case)
    return AskedOfMany(stated.of_any(), stated.parts(codes))


def of_listed(
    context: Any, listed: Case, case: Case, codes: tuple[str, str], asked: AskedOfPairs, rubric: Rubric
) -> Question:
    """The question about one of many pairs: what its entry in the list states goes before the case file.

    Roles and who asks hold for the pairs of those jurisdictions. Raises UsageError for an entry that names others.
    """
    stated = _understood(_spaced(listed, rubric), rubric).over(case.within(codes))
    return _options(context, stated, asked, rubric).within(codes).over(stated).question(codes)


def question(
    context: Any, case: Case, codes: tuple[str, str], asked: AskedOfPairs, rubric: Rubric
) -> Question:
    """The question that the options ask; each option takes precedence over the case file. Raises UsageError.

    The case file takes precedence over options whose values come from a configuration file.
    """
    return _options(context, case, asked, rubric).over(case).question(codes)


def _options(context: Any, case: Case, asked: AskedOfPairs, rubric: Rubric) -> Case:
    """What the options state, except what a configuration file says and the case states otherwise."""
    configured = settings.configured(context)
    given = {
        field: value
        for field, (option, value) in _stated(asked).items()
        if value and not (option in configured and getattr(case, field))
    }
    return _understood(Case.model_construct(**given), rubric)


def _understood(case: Case, rubric: Rubric) -> Case:
    """The case with the rubric's ids in place of what people call them otherwise."""
    return references.understood(case, rubric, codes=_sides(case))


def _spaced(case: Case, rubric: Rubric) -> Case:
    """The case of a cell of a table, where spaces may stand within a name as well as between two."""

    def names(kind: str, text: str) -> list[str]:
        parts = text.split()
        several = not ids_called(rubric, kind, text) and all(ids_called(rubric, kind, part) for part in parts)
        return parts if several else [text]

    kinds = {kind: getattr(case, kind) for kind in ("needs", "measures", "crimes")}
    apart = {
        kind: [name for text in texts for name in names(kind, text)]
        for kind, texts in kinds.items()
        if any(" " in text for text in texts)
    }
    return case.model_copy(update=apart) if apart else case


def _sides(case: Case) -> list[str]:
    """The jurisdictions that a case names."""
    return [*case.roles, *([case.requesting] if case.requesting else [])]


def _stated(asked: AskedOfPairs) -> dict[str, tuple[str, Any]]:
    """By the field of a case: the option that states it, and its value."""
    return {
        "phase": ("phase", asked.phase),
        "lane": ("lane", asked.lane and asked.lane.casefold()),
        "needs": ("need", apart(asked.need)),
        "measures": ("measure", apart(asked.measure)),
        "crimes": ("crime", apart(asked.crime)),
        "bars": ("bar", apart(asked.bar)),
        "limbs": ("limb", apart(asked.limb)),
        "weights": ("weights", asked.weights),
        "as_of": ("as_of", today() if asked.as_of in TODAY else asked.as_of),
        "roles": ("role", dict(_role(role) for role in asked.role or ())),
        "requesting": ("requesting", asked.requesting),
    }


def _role(text: str) -> tuple[str, str]:
    code, sign, role = text.partition("=")
    if not (sign and code and role):
        raise UsageError(
            _('--role: cannot read "{text}"; expected CODE=ROLE, such as LVA=destination').format(text=text)
        )
    return code, role
