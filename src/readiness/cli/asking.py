"""From options and a case file to a question about two profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from readiness.cli.io.files import read_text
from readiness.documents.validation import validate
from readiness.documents.yaml_text import parse
from readiness.errors import UsageError, suggestion
from readiness.model.case import Case
from readiness.model.question import Question, Side

if TYPE_CHECKING:
    from collections.abc import Collection

T = TypeVar("T")


def load_case(name: str) -> Case:
    """A case file. Raises InputError."""
    data, place = parse(read_text(name))
    return validate(Case, data, place)


def question(
    case: Case,
    codes: tuple[str, str],
    *,
    phase: str | None,
    lane: str | None,
    needs: list[str],
    measures: list[str],
    crimes: list[str],
    limbs: list[str],
    roles: list[str],
    requesting: str | None,
    weights: str | None,
    as_of: str | None,
    configured: Collection[str] = (),
) -> Question:
    """The question that options ask; each option wins over the case file. Raises UsageError.

    `configured` names the options whose values come from a configuration file: over those the case file wins.
    """

    def first(name: str, option: T, of_case: T) -> T:
        return (of_case or option) if name in configured else (option or of_case)

    by_code = first("role", dict(_role(role) for role in roles), case.roles)
    for code in by_code:
        side_of(code, codes, "--role")
    asks = first("requesting", requesting, case.requesting)
    return Question(
        phase=first("phase", phase, case.phase),
        lane=first("lane", lane, case.lane),
        needs=tuple(first("need", needs, case.needs)),
        measures=tuple(first("measure", measures, case.measures)),
        crimes=tuple(first("crime", crimes, case.crimes)),
        limbs=tuple(first("limb", limbs, case.limbs)),
        roles=(_of(by_code, codes[0]), _of(by_code, codes[1])),
        requesting=side_of(asks, codes, "--requesting") if asks else None,
        weights=first("weights", weights, case.weights),
        as_of=first("as_of", as_of, case.as_of),
    )


def side_of(code: str, codes: tuple[str, str], option: str) -> Side:
    """Which of the two a code names. Raises UsageError for a third party."""
    folded = [known.casefold() for known in codes]
    if code.casefold() not in folded:
        hint = suggestion(code, codes)
        raise UsageError(
            f'{option}: "{code}" is not one of the pair; {hint or "expected " + " or ".join(codes)}'
        )
    return "a" if folded.index(code.casefold()) == 0 else "b"


def _role(text: str) -> tuple[str, str]:
    code, sign, role = text.partition("=")
    if not (sign and code and role):
        raise UsageError(f'--role: cannot read "{text}"; expected CODE=ROLE, such as LVA=destination')
    return code, role


def _of(roles: dict[str, str], code: str) -> str | None:
    return next((role for name, role in roles.items() if name.casefold() == code.casefold()), None)
