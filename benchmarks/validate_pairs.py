"""What shipped facts say of pairs, held against what is known of them: numbers of docs/validation.md.

Run it to see them; with --write it puts them into the page. The part on assessments by others, which may not be redistributed,
is made anew only with a user's own copies: --fatf WORKBOOK --gitoc CSV.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import yaml

from readiness import Question, assess, batch, load_profile, load_rubric
from readiness.datasets import fatf
from readiness.jurisdictions.lookup import code_of
from readiness.report.pages.naming import Names
from readiness.report.texts import texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from readiness import ProfileDocument, Rubric

    Values = Mapping[str, float]

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "validation.md"
KNOWN, DRAWN, UNSEEN, THIRD, FOURTH, FIFTH, SIXTH = (
    Path(__file__).with_name(f"{name}_pairs.yaml")
    for name in ("known", "drawn", "unseen", "third", "fourth", "fifth", "sixth")
)
PART = ("<!-- pairs, made by benchmarks/validate_pairs.py -->\n", "<!-- end of pairs -->\n")
OTHERS = ("<!-- assessments by others, made with own copies -->\n", "<!-- end of assessments by others -->\n")
ENDS = ("blocked", "fragile", "ready", "none")
SEED, SAMPLES = 20261127, 1000
PRIORS = (  # indicator, its index, and an assessment by others of the same thing: FATF by key, GI-TOC by column
    ("state-stability", "wgi.political-stability", "GI-TOC", "Territorial integrity", 1),
    ("case-insulation", "wgi.rule-of-law", "GI-TOC", "State-embedded actors", -1),
    ("integrity", "wgi.control-of-corruption", "GI-TOC", "State-embedded actors", -1),
    ("central-authority-process", "wgi.government-effectiveness", "FATF", "fatf.io2", 1),
    ("court-capacity", "wgi.rule-of-law", "GI-TOC", "Judicial system and detention", 1),
    ("frontline-skills", "wgi.government-effectiveness", "GI-TOC", "Law enforcement", 1),
    ("*not shipped:* domestic-implementation", "wgi.rule-of-law", "FATF", "fatf.r37", 1),
    ("*not shipped:* police-exchange-authority", "wgi.government-effectiveness", "FATF", "fatf.r40", 1),
    (
        "*not shipped:* agenda-priority-funding",
        "wgi.government-effectiveness",
        "GI-TOC",
        "National policies and laws",
        1,
    ),
)


class Answer(NamedTuple):
    """The verdict of a pair, or where it leans if that is undetermined, and the indicator that is named first."""

    end: str
    first: str | None
    leans: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A known pair: what its source leads one to expect, and what the program says."""

    pair: tuple[str, str]
    needs: list[str]
    expect: list[str]
    reason: list[str]
    never: list[str]
    miss: str | None
    source: Mapping[str, Any]
    answer: Answer
    factor: str | None

    @property
    def right(self) -> bool:
        """Whether both are right."""
        return self.end_right and self.reason_right

    @property
    def end_right(self) -> bool:
        """Whether the verdict or the leaning is one that the source leads one to expect."""
        return self.answer.end in self.expect

    @property
    def reason_right(self) -> bool:
        """Whether the indicator named first, or its factor, is one of those expected, or none of those excluded."""
        named = {self.answer.first, self.factor}
        return bool(named & {*self.reason}) if self.reason else not named & {*self.never}


def answer_of(row: Mapping[str, Any]) -> Answer:
    """The answer in a row of `batch`, or in a whole assessment as plain data."""
    leaning = row["leaning"]
    if row["verdict"] != "undetermined":
        first = row["first_obstacle"]
        return Answer(row["verdict"], first["indicator"] if first else None, leans=False)
    return (
        Answer(leaning["verdict"], leaning["indicator"], leans=True)
        if leaning
        else Answer("none", None, leans=True)
    )


def asked(pairs: Path, rubric: Rubric) -> list[Known]:
    """What the program says of the pairs of a file, beside what was written down of them."""
    found: list[Known] = []
    for entry in yaml.safe_load(pairs.read_text(encoding="utf-8")):
        a, b = (load_profile(code, rubric) for code in entry["pair"])
        result = assess(a, b, rubric, Question(needs=tuple(entry["needs"])))
        first, leaning = result.first, result.leaning
        row = {
            "verdict": result.verdict,
            "first_obstacle": {"indicator": first.indicator} if first else None,
            "leaning": {"verdict": leaning.verdict, "indicator": leaning.indicator} if leaning else None,
        }
        answer = answer_of(row)
        if answer.leans and Names(result, rubric, texts()).nothing_against:
            answer = answer._replace(first=None)  # a report names nothing then
        found.append(
            Known(
                (a.id, b.id),
                entry["needs"],
                entry["expect"],
                entry.get("reason", []),
                entry.get("never", []),
                entry.get("miss"),
                entry["source"],
                answer,
                rubric.factor_of.get(answer.first or ""),
            )
        )
    return found


def all_pairs(rubric: Rubric) -> list[dict[str, Any]]:
    """A row of each pair of shipped profiles."""
    profiles = shipped(rubric)
    return batch([(a, b) for number, a in enumerate(profiles) for b in profiles[number + 1 :]], rubric)


def shipped(rubric: Rubric) -> list[ProfileDocument]:
    return [load_profile(file.stem, rubric) for file in sorted((ROOT / "profiles").glob("*.yaml"))]


def of_known(pairs: Sequence[Known]) -> list[str]:
    def count(right: Callable[[Known], bool]) -> str:
        return f"{sum(map(right, pairs))} of {len(pairs)}"

    lines = [
        "| | right |",
        "|---|---|",
        f"| verdict or leaning | {count(lambda pair: pair.end_right)} |",
        f"| first reason | {count(lambda pair: pair.reason_right)} |",
        f"| both | {count(lambda pair: pair.right)} |",
        "",
        "| pair | needs | expected | found | first reason | right | source |",
        "|---|---|---|---|---|---|---|",
    ]
    for pair in pairs:
        end = f"leans to {pair.answer.end}" if pair.answer.leans else pair.answer.end
        right = "yes" if pair.right else f"**no.** {pair.miss or 'not yet explained'}"
        wanted = ", ".join(pair.reason) or f"none of: {', '.join(pair.never)}"
        source = f"[{pair.source['publisher']} {pair.source['year']}]({pair.source['url']})"
        lines.append(
            f"| {'–'.join(pair.pair)} | {', '.join(pair.needs)} | {' or '.join(pair.expect)}; {wanted} | {end} | "
            f"{pair.answer.first or 'none'} | {right} | {source} |"
        )
    return lines


def of_all(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    answers = [answer_of(row) for row in rows]
    whole = Counter((answer.end, answer.leans) for answer in answers)
    lines = ["| | " + " | ".join(ENDS) + " |", f"|---|{'---|' * len(ENDS)}"]
    for name, leans in (("verdict", False), ("undetermined, leans to", True)):
        lines.append(f"| {name} | " + " | ".join(f"{whole[end, leans]:,}" for end in ENDS) + " |")
    reasons = Counter(answer.first for answer in answers)
    by_end = Counter((answer.first, answer.end) for answer in answers)
    lines += [
        "",
        f"| first reason | pairs | share | {' | '.join(ENDS)} |",
        f"|---|---|---|{'---|' * len(ENDS)}",
    ]
    for first, count in reasons.most_common():
        cells = " | ".join(f"{by_end[first, end]:,}" for end in ENDS)
        lines.append(
            f"| {first or '*nothing known*'} | {count:,} | {100 * count / len(rows):.1f} % | {cells} |"
        )
    return lines


def part(rubric: Rubric) -> str:
    """The part of the page that shipped facts alone make."""
    rows = all_pairs(rubric)
    blocks = [
        of_known(asked(KNOWN, rubric)),
        ["Twenty pairs, one side of each drawn by lot:", "", *of_known(asked(DRAWN, rubric))],
        ["Twenty pairs of somebody who had not seen the program:", "", *of_known(asked(UNSEEN, rubric))],
        [
            "Twenty pairs written down before further facts were gathered (November 2026):",
            "",
            *of_known(asked(THIRD, rubric)),
        ],
        [
            "Twenty pairs of a second person who had not seen the program, for which nothing was gathered:",
            "",
            *of_known(asked(FOURTH, rubric)),
        ],
        [
            "Twenty pairs of a third such person, smaller states of Europe, Africa and Latin America:",
            "",
            *of_known(asked(FIFTH, rubric)),
        ],
        [
            "Fifteen pairs of a fourth such person, the daily work of a liaison officer:",
            "",
            *of_known(asked(SIXTH, rubric)),
        ],
        [f"All {len(rows):,} pairs of shipped profiles, needs intelligence and evidence:"],
        of_all(rows),
    ]
    return "\n\n".join("\n".join(block) for block in blocks)


def ranks(values: Iterable[float]) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Ranks from 1; equal values share the mean of theirs."""
    _, inverse, counts = np.unique(np.fromiter(values, float), return_inverse=True, return_counts=True)
    shared: np.ndarray[Any, np.dtype[np.float64]] = (np.cumsum(counts) - (counts - 1) / 2)[inverse]
    return shared


def spearman(one: Iterable[float], other: Iterable[float]) -> float:
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def correlated(one: Values, other: Values) -> str:
    """Spearman's ρ over the jurisdictions that have both, its 95 % interval by resampling them, and their number."""
    codes = sorted(one.keys() & other.keys())
    x, y = np.array([one[code] for code in codes]), np.array([other[code] for code in codes])
    draw = np.random.default_rng(SEED)
    samples = [spearman(x[drawn], y[drawn]) for drawn in draw.integers(0, len(codes), (SAMPLES, len(codes)))]
    low, high = np.quantile(samples, [0.025, 0.975])
    return f"{spearman(x, y):.2f} | {low:.2f} … {high:.2f} | {len(codes)}"


def of_others(rubric: Rubric, workbook: Path, table: Path) -> str:
    """Priors, and answers to all pairs by jurisdiction, against FATF's and GI-TOC's assessments."""
    theirs = {**_of_fatf(workbook), **_of_gitoc(table)}
    own: dict[str, dict[str, float]] = {}
    for document in shipped(rubric):
        for index, values in document.profile.facts.indices.items():
            own.setdefault(index, {})[document.id] = values[-1].value
    lines = ["| prior of | read off | held against | ρ | 95 % | n |", "|---|---|---|---|---|---|"]
    for indicator, index, whose, what, sign in PRIORS:
        against = {code: sign * value for code, value in theirs[what].items()}
        turned = ", reversed" if sign < 0 else ""
        lines.append(
            f"| {indicator} | {index} | {whose}, {what}{turned} | {correlated(own[index], against)} |"
        )
    ready, points = _by_jurisdiction(all_pairs(rubric))
    lines += [
        "",
        "| answers to all pairs, by jurisdiction | against | ρ | 95 % | n |",
        "|---|---|---|---|---|",
    ]
    for what in (
        "fatf.io2",
        "fatf.r36",
        "fatf.r37",
        "fatf.r38",
        "fatf.r39",
        "fatf.r40",
        "International cooperation",
    ):
        lines.append(
            f"| share of pairs that are or lean to ready | {what} | {correlated(ready, theirs[what])} |"
        )
    for what in ("fatf.io2", "International cooperation"):
        lines.append(
            f"| mean readiness where there is a value | {what} | {correlated(points, theirs[what])} |"
        )
    return "\n".join(lines)


def _by_jurisdiction(rows: Iterable[Mapping[str, Any]]) -> tuple[dict[str, float], dict[str, float]]:
    ready: dict[str, list[float]] = {}
    points: dict[str, list[float]] = {}
    for row in rows:
        for code in (row["a"], row["b"]):
            ready.setdefault(code, []).append(float(answer_of(row).end == "ready"))
            if row["readiness"]["value"] is not None:
                points.setdefault(code, []).append(row["readiness"]["value"])
    return ({code: float(np.mean(of)) for code, of in told.items()} for told in (ready, points))  # type: ignore[return-value]


def _of_fatf(workbook: Path) -> dict[str, dict[str, float]]:
    values: dict[str, dict[str, float]] = {}
    for code, facts in fatf.read(workbook.name, workbook.read_bytes(), None).facts.items():
        for fact in facts:
            values.setdefault(fact.path[-1], {})[code] = float(fact.value["value"])
    return values


def _of_gitoc(table: Path) -> dict[str, dict[str, float]]:
    values: dict[str, dict[str, float]] = {}
    with table.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = code_of(row["Country"])
            for column, value in row.items() if code else ():
                if code and column not in ("Continent", "Region", "Country"):
                    values.setdefault(column, {})[code] = float(value)
    return values


def placed(page: str, marks: tuple[str, str], text: str) -> str:
    """The page with a text between two marks."""
    head, _, rest = page.partition(marks[0])
    return f"{head}{marks[0]}\n{text}\n\n{marks[1]}{rest.partition(marks[1])[2]}"


def page() -> str:
    """The page with what shipped facts alone make made anew."""
    return placed(PAGE.read_text(encoding="utf-8"), PART, part(load_rubric()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--fatf", type=Path, help="the publisher's workbook of 4th-round ratings")
    parser.add_argument(
        "--gitoc", type=Path, help="the publisher's table of the Global Organized Crime Index, as CSV"
    )
    options = parser.parse_args()
    text = page()
    if options.fatf and options.gitoc:
        text = placed(text, OTHERS, of_others(load_rubric(), options.fatf, options.gitoc))
    if options.write:
        PAGE.write_text(text, encoding="utf-8")
    else:
        print(text[text.index(PART[0]) :])


if __name__ == "__main__":
    main()
