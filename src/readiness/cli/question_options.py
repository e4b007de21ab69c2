"""Builds the question about two profiles from the command line's options and a case file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.cli.configuration import settings
from readiness.cli.io.files import read_text
from readiness.cli.options import AskedOfTwo
from readiness.documents import references
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, UsageError
from readiness.jurisdictions.lookup import side_of
from readiness.language import _
from readiness.model.case import Case

if TYPE_CHECKING:
    from readiness.cli.options import AskedOfPairs
    from readiness.model.question import Question
    from readiness.model.rubric import Rubric


def load_case(name: str, rubric: Rubric | None = None, codes: tuple[str, str] | None = None) -> Case:
    """A case file. Raises InputError, also for names that the rubric, if given, or the pair, if given, does not have."""
    data, position = parse(read_text(name))
    case = validate(Case, data, position)
    if rubric is not None:
        sides = (*case.roles, *([case.requesting] if case.requesting else []))
        named = [text for text in sides if codes is None or side_of(text, codes) in codes]
        problems = list(references.problems(case, rubric, position, codes=[*(codes or ()), *named]))
        if problems:
            raise InputError(problems)
    return case


def case_of(asked: AskedOfPairs, rubric: Rubric, codes: tuple[str, str] | None = None) -> Case:
    """The case file that the options name, an empty case without one. Raises InputError."""
    return load_case(asked.case, rubric, codes) if asked.case else Case()


def of_many(context: Any, asked: AskedOfPairs, rubric: Rubric) -> Question:
    """The question asked about more than two jurisdictions. Raises InputError, and UsageError for roles of two."""
    case = case_of(asked, rubric)
    if case.roles or case.requesting:
        message = _("roles and who asks are of one pair; give them to `readiness assess`, or in a manifest")
        raise UsageError(f"{asked.case}: {message}")
    return question(context, case, ("", ""), asked)


def of_one(context: Any, asked: AskedOfTwo, rubric: Rubric, code: str) -> Question:
    """The question asked about one jurisdiction and many others, whose own roles are not known. Raises the same."""
    return question(context, case_of(asked, rubric), (code, ""), asked)


def question(context: Any, case: Case, codes: tuple[str, str], asked: AskedOfPairs) -> Question:
    """The question that the options ask; each option takes precedence over the case file. Raises UsageError.

    The case file takes precedence over options whose values come from a configuration file.
    """
    configured = settings.configured(context)
    given = {
        field: value
        for field, (option, value) in _stated(asked).items()
        if value and not (option in configured and getattr(case, field))
    }
    return case.model_copy(update=given).question(codes)


def _stated(asked: AskedOfPairs) -> dict[str, tuple[str, Any]]:
    """By the field of a case: the option that states it, and its value."""
    of_two: dict[str, tuple[str, Any]] = {}
    if isinstance(asked, AskedOfTwo):
        of_two["roles"] = ("role", dict(_role(role) for role in asked.role or ()))
        of_two["requesting"] = ("requesting", asked.requesting)
    return {
        "phase": ("phase", asked.phase),
        "lane": ("lane", asked.lane),
        "needs": ("need", asked.need),
        "measures": ("measure", asked.measure),
        "crimes": ("crime", asked.crime),
        "limbs": ("limb", asked.limb),
        "weights": ("weights", asked.weights),
        "as_of": ("as_of", asked.as_of),
        **of_two,
    }


def _role(text: str) -> tuple[str, str]:
    code, sign, role = text.partition("=")
    if not (sign and code and role):
        raise UsageError(
            _('--role: cannot read "{text}"; expected CODE=ROLE, such as LVA=destination').format(text=text)
        )
    return code, role
