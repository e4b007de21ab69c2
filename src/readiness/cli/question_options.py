"""Builds the question about two profiles from the command line's options and a case file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from readiness.cli.io.files import read_text
from readiness.documents import references
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, UsageError
from readiness.jurisdictions.lookup import side_of
from readiness.language import _
from readiness.model.case import Case

if TYPE_CHECKING:
    from collections.abc import Collection

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


def of_many(
    context: Any,
    case_file: str | None,
    rubric: Rubric,
    **asked: Any,
) -> Question:
    """The question asked about more than two jurisdictions. Raises InputError, and UsageError for roles of two."""
    from readiness.cli.configuration import settings

    case = load_case(case_file, rubric) if case_file else Case()
    if case.roles or case.requesting:
        message = "roles and who asks are of one pair; give them to `readiness assess`, or in a manifest"
        raise UsageError(f"{case_file}: {message}")
    return question(case, ("", ""), configured=settings.configured(context), **asked)


def question(
    case: Case,
    codes: tuple[str, str],
    *,
    phase: str | None = None,
    lane: str | None = None,
    needs: list[str] | None = None,
    measures: list[str] | None = None,
    crimes: list[str] | None = None,
    limbs: list[str] | None = None,
    roles: list[str] | None = None,
    requesting: str | None = None,
    weights: str | None = None,
    as_of: str | None = None,
    configured: Collection[str] = (),
) -> Question:
    """The question that the options ask; each option takes precedence over the case file. Raises UsageError.

    `configured` names the options whose values come from a configuration file: the case file takes precedence over these.
    """
    options: dict[str, tuple[str, Any]] = {
        "phase": ("phase", phase),
        "lane": ("lane", lane),
        "needs": ("need", needs),
        "measures": ("measure", measures),
        "crimes": ("crime", crimes),
        "limbs": ("limb", limbs),
        "roles": ("role", dict(_role(role) for role in roles or ())),
        "requesting": ("requesting", requesting),
        "weights": ("weights", weights),
        "as_of": ("as_of", as_of),
    }
    given = {
        field: value
        for field, (option, value) in options.items()
        if value and not (option in configured and getattr(case, field))
    }
    return case.model_copy(update=given).question(codes)


def _role(text: str) -> tuple[str, str]:
    code, sign, role = text.partition("=")
    if not (sign and code and role):
        raise UsageError(
            _('--role: cannot read "{text}"; expected CODE=ROLE, such as LVA=destination').format(text=text)
        )
    return code, role
