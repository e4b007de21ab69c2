"""Shell completion: codes, ids and words, each with what it is called. Nothing is loaded until the shell asks."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

import typer  # noqa: TC002  (typer reads the annotations)

from readiness.glossary.kinds import KINDS as WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from readiness.model.rubric import Rubric

KINDS = (*WORDS, "profiles", "rubrics")
EXPLAINED = tuple(kind for kind in WORDS if kind not in ("roles", "bars", "limbs"))
LONGEST = 60
"""The most characters of what a word is called: it stands beside the word in one line."""

Offers = list[tuple[str, str]]
"""What is offered: words, and what each is called, which bash does not show."""


def words(*known: str) -> Callable[[str], Offers]:
    """Completes one of some words that explain themselves."""

    def complete(incomplete: str) -> Offers:
        return _offered(dict.fromkeys(known, ""), incomplete)

    return complete


def of_rubric(*kinds: str, also: tuple[str, ...] = ()) -> Callable[[str], Offers]:
    """Completes an id of some kinds of the shipped rubric, or another word."""

    def complete(incomplete: str) -> Offers:
        named = {name: text for kind in kinds for name, text in _names(kind).items()}
        return _offered({**dict.fromkeys(also, ""), **named}, incomplete)

    return complete


def complete_profiles(incomplete: str) -> Offers:
    """Codes of shipped profiles; files are completed by the shell."""
    from readiness.cli.io.files import bundled_codes
    from readiness.jurisdictions.tables import names

    return _offered({code: names(code).get("en", "") for code in bundled_codes("profiles")}, incomplete)


def complete_sides(ctx: typer.Context, incomplete: str) -> Offers:
    """The codes of the two sides that stand on the command line."""
    return _offered(dict.fromkeys(_sides(ctx), ""), incomplete)


def complete_roles(ctx: typer.Context, incomplete: str) -> Offers:
    """CODE=ROLE for both sides."""
    return _offered({f"{side}={role}": "" for side in _sides(ctx) for role in _names("roles")}, incomplete)


def complete_changes(ctx: typer.Context, incomplete: str) -> Offers:
    """What `--set` can set; once that is settled, the values."""
    keys = dict(_keys(_rubric(), (*_sides(ctx), "A", "B")))
    offers = _offered({f"{key}=": text for key, (text, _) in keys.items()}, incomplete)
    key = incomplete.partition("=")[0] if "=" in incomplete else offers[0][0][:-1] if len(offers) == 1 else ""
    values = keys[key][1] if key in keys else {}
    return _offered({f"{key}={value}": text for value, text in values.items()}, incomplete) or offers


def _keys(rubric: Rubric, sides: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, Mapping[str, str]]]]:
    """Each level or fact that can be supposed, what it is called, and its values."""
    for name, item in rubric.indicators.items():
        levels = {str(level): text for level, text in item.scale.items()}
        for who in sides if item.unit == "each" else ("pair",):
            yield f"{who}.{name}", (item.question, levels)
            for row, text in (item.table.rows if item.table is not None else {}).items():
                yield f"{who}.{name}.{row}", (text, levels)
    for name in rubric.agreement_kinds:
        yield f"pair.agreements.{name}", ("agreement", dict.fromkeys(rubric.agreement_statuses, ""))
    for name in rubric.structure_kinds:
        yield f"pair.structures.{name}", ("structure", {"yes": "", "no": ""})
    for who in sides:
        for name, instrument in rubric.instruments.items():
            yield (
                f"{who}.instruments.{name}",
                (instrument.name, dict.fromkeys(rubric.instrument_statuses, "")),
            )
        for name in dict.fromkeys(body for item in rubric.channels.values() for body in item.member_of):
            yield f"{who}.memberships.{name}", ("membership", {"member": "", "none": "", "observer": ""})


def _offered(known: Mapping[str, str], incomplete: str) -> Offers:
    """The words that begin so, in small letters if these were typed: codes and ids are understood in either."""
    small = incomplete.islower()
    return [
        (name.lower() if small else name, shorten(text, LONGEST, placeholder=" …"))
        for name, text in known.items()
        if name.casefold().startswith(incomplete.casefold())
    ]


def _sides(ctx: typer.Context) -> tuple[str, ...]:
    """What stands on the command line for the two sides, if these are codes and no files."""
    given = [
        *(ctx.params.get(name) for name in ("a", "b")),
        *ctx.args,
    ]  # not yet parsed while it is completed
    codes = (side.upper() for side in given if isinstance(side, str) and side.isalpha())
    return tuple(dict.fromkeys(codes))[:2]


def _rubric() -> Rubric:
    from readiness.cli.io.loading import load_rubric

    return load_rubric("law-enforcement")


def _names(kind: str) -> dict[str, str]:
    from readiness.glossary.entries import names

    return names(_rubric(), kind)
