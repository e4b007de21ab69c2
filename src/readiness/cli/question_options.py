"""Builds the question about two profiles from the command line's options and a case file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from readiness.cli.configuration import settings
from readiness.cli.io.files import read_text
from readiness.documents import references
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import InputError, UsageError
from readiness.jurisdictions.lookup import side_of
from readiness.language import _, spoken, word
from readiness.model.case import Case

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from readiness.cli.options import AskedOfPairs
    from readiness.model.question import Parts, Question
    from readiness.model.rubric import Rubric

SHIPPED_RUBRIC = "law-enforcement"
"""The rubric whose needs also have other names."""


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


class AskedOfMany(NamedTuple):
    """The question asked about every pair of many jurisdictions, and what each of them does."""

    question: Question
    parts: Parts

    def of(self, a: str, b: str) -> Question:
        """The question about two of them."""
        return self.parts.asked_of(self.question, a, b)


def of_many(context: Any, asked: AskedOfPairs, case: Case, codes: Collection[str]) -> AskedOfMany:
    """The question that the options and the case file ask about these jurisdictions. Raises UsageError for parts of others."""
    stated = _options(context, case, asked).over(case)
    return AskedOfMany(stated.of_any(), stated.parts(codes))


def of_listed(
    context: Any, listed: Case, case: Case, codes: tuple[str, str], asked: AskedOfPairs
) -> Question:
    """The question about one of many pairs: what its entry in the list states goes before the case file.

    Roles and who asks hold for the pairs of those jurisdictions. Raises UsageError for an entry that names others.
    """
    stated = listed.over(case.within(codes))
    return _options(context, stated, asked).within(codes).over(stated).question(codes)


def question(context: Any, case: Case, codes: tuple[str, str], asked: AskedOfPairs) -> Question:
    """The question that the options ask; each option takes precedence over the case file. Raises UsageError.

    The case file takes precedence over options whose values come from a configuration file.
    """
    return _options(context, case, asked).over(case).question(codes)


def _options(context: Any, case: Case, asked: AskedOfPairs) -> Case:
    """What the options state, except what a configuration file says and the case states otherwise."""
    _refuse_other_words(asked)
    configured = settings.configured(context)
    given = {
        field: value
        for field, (option, value) in _stated(asked).items()
        if value and not (option in configured and getattr(case, field))
    }
    return Case.model_construct(**given)


def _refuse_other_words(asked: AskedOfPairs) -> None:
    """Raise UsageError for what people call a need of the shipped rubric, with the need's name."""
    if asked.rubric != SHIPPED_RUBRIC:
        return
    from readiness.report.texts import texts

    called = {need: _called(need, names) for need, names in texts().below("needs-called").items()}
    for text in asked.need or ():
        words = " ".join(text.casefold().replace("-", " ").split())
        if meant := next((need for need, names in called.items() if words in names), ""):
            told = _('--need: "{text}" is asked as {need}: write --need {need}')
            raise UsageError(told.format(text=text, need=meant))


def _called(need: str, names: Sequence[str]) -> set[str]:
    """What people call a need, in English and in the language spoken."""
    told = spoken().pgettext(f"needs-called.{need}", ", ".join(names))
    own = {word(need)} - {need}
    return {*names, *re.split("[,、] *", told), *own}


def _stated(asked: AskedOfPairs) -> dict[str, tuple[str, Any]]:
    """By the field of a case: the option that states it, and its value."""
    return {
        "phase": ("phase", asked.phase),
        "lane": ("lane", asked.lane),
        "needs": ("need", asked.need),
        "measures": ("measure", asked.measure),
        "crimes": ("crime", asked.crime),
        "bars": ("bar", asked.bar),
        "limbs": ("limb", asked.limb),
        "weights": ("weights", asked.weights),
        "as_of": ("as_of", asked.as_of),
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
