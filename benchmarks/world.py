"""A synthetic world: jurisdictions whose every number is drawn by lot. It says nothing about anybody."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from readiness.model.indicator import Indicator
    from readiness.model.rubric import Rubric

GRADES = ("A1", "A2", "B2", "B2", "B3", "C3", "C3", "D4")
INDICES = (
    "wgi.control-of-corruption",
    "wgi.rule-of-law",
    "wgi.government-effectiveness",
    "wgi.political-stability",
)
SPOKEN = 0.85
"""Share of the indicators of one jurisdiction that are rated; of the others some have a prior."""

PARTNERS = 3
"""Partners of which a profile says something particular."""


def codes(count: int) -> list[str]:
    """Codes of jurisdictions that do not exist."""
    return [f"Q{place:03d}" for place in range(count)]


def profiles(
    rubric: Rubric,
    count: int,
    seed: int = 1,
    spoken: float = SPOKEN,
    partners: int = PARTNERS,
) -> Iterator[tuple[str, str]]:
    """Code and YAML text of each jurisdiction."""
    rng = random.Random(seed)  # noqa: S311 - test data, not secrets
    everybody = codes(count)
    for code in everybody:
        yield code, "\n".join(_profile(rng, rubric.indicators, code, everybody, spoken, partners)) + "\n"


def write(
    rubric: Rubric,
    folder: Path,
    count: int,
    seed: int = 1,
    spoken: float = SPOKEN,
    partners: int = PARTNERS,
) -> None:
    """One file a jurisdiction. `spoken` is the share of the indicators that it rates, `partners` how many it speaks of."""
    for code, text in profiles(rubric, count, seed, spoken, partners):
        (folder / f"{code}.yaml").write_text(text, encoding="utf-8")


def _profile(
    rng: random.Random,
    indicators: Mapping[str, Indicator],
    code: str,
    everybody: list[str],
    spoken: float,
    partners: int,
) -> Iterator[str]:
    mood = rng.choice((0, 0, 1, 2))
    yield f"profile: {code}"
    yield f"name: {{en: Land {code}}}"
    yield f"as_of: {rng.choice((2022, 2023, 2024))}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    yield "facts:"
    yield "  indices:"
    for index in INDICES:
        yield f"    {index}: {{value: {rng.uniform(-2.5, 2.5):.2f}, year: {rng.randint(2018, 2022)}, error: 0.2}}"
    yield "ratings:"
    for key, indicator in indicators.items():
        if indicator.unit == "each" and rng.random() < spoken:
            yield from _rating(rng, key, indicator, mood, "  ")
    yield "partners:"
    for partner in rng.sample(
        [other for other in everybody if other != code], min(partners, len(everybody) - 1)
    ):
        yield f"  {partner}:"
        yield f"    agreements: [{{kind: other, status: {rng.choice(('signed', 'in-force', 'none'))}, since: 2015}}]"
        yield f"    cases: [{{from: 2018, to: 2021, completed: {rng.randint(0, 9)}}}]"
        if rng.random() < 0.1:
            yield "    standing: [{status: suspended, since: 2021, cause: present-will}]"
        yield "    ratings:"
        for key, indicator in indicators.items():
            if indicator.unit != "each" or key == "present-will":
                yield from _rating(rng, key, indicator, mood, "      ")
    yield "sources:"
    yield "  records: {title: Drawn by lot, publisher: nobody, year: 2022}"


def _rating(rng: random.Random, key: str, indicator: Indicator, mood: int, margin: str) -> Iterator[str]:
    level = min(4, rng.randint(0, 4) + mood)
    year, month = rng.randint(2019, 2021), rng.randint(1, 12)
    grade = f"grade: {rng.choice(GRADES)}, as_of: {year}-{month:02d}"
    cause = f", cause: {indicator.cause.values[0]}" if indicator.cause is not None else ""
    if indicator.table is not None:
        rows = ", ".join(f"{row}: {min(4, rng.randint(0, 4) + mood)}" for row in indicator.table.rows)
        yield f"{margin}{key}: {{rows: {{{rows}}}, {grade}{cause}}}"
    elif rng.random() < 0.3:
        yield f"{margin}{key}:"
        yield f"{margin}  level: {level}"
        yield f"{margin}  {grade.replace(', ', chr(10) + margin + '  ')}"
        if cause:
            yield f"{margin}  {cause[2:]}"
        yield f'{margin}  evidence: [{{says: "Drawn by lot, for measuring only", source: records, as_of: {year}}}]'
    else:
        yield f"{margin}{key}: {{level: {level}, {grade}{cause}}}"
