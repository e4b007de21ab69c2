"""Parts of a rubric that do nothing: one change of a clean rubric for each warning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.command_line import run
from readiness.documents.reading import read_rubric_with_places
from readiness.documents.rubric_lint import untranslated, warnings
from readiness.documents.rubric_translation import texts_of
from readiness.documents.yaml_text import decode
from readiness.language import entries

if TYPE_CHECKING:
    from readiness.errors import Problem

SHIPPED = Path(__file__).parents[2] / "rubrics" / "law-enforcement"

HEAD = """\
rubric: clean
version: "1"
title: A clean rubric
disclaimer: For tests
scale: {0: none, 1: low, 2: workable, 3: good, 4: tested}
needs:
  intelligence: {lane: informal, about: tips}
  evidence: {lane: formal, about: statements}
default-needs: [intelligence]
measures: {joint: {about: a joint team}}
phases:
  early: {label: early, definition: first}
  late: {label: late, definition: last, infer: [{structures: 1}]}
agreement-kinds: {police: [intelligence]}
structure-kinds: {post: []}
standing: {running: {about: as usual}}
weights:
  staged: {about: plain, orders: {early: [], late: []}}
  other: {about: else, extends: staged, orders: {early: ["will >= law"]}}
default-weights: staged
verdict: {floor: 0.05, fragile-below: 55, quality-level: 3, limiting-share: 0.2, limiting-below: 2.5, harm-level: 1, near-gate: 0.5}
evidence:
  reliability: {A: 0, B: 0, C: 0.5, D: 1, E: 1.5, F: 1.5}
  credibility: {1: 0, 2: 0, 3: 0.5, 4: 1, 5: 1.5, 6: 1.5}
  ungraded: 1.5
  proxy: 1
  stale-after-years: 5
  stale-widens: 0.5
factors:
  will:
    name: Will
    about: wanting it
    indicators:
      present-will:
"""

INDICATOR = """\
        name: {name}
        question: How far?
        unit: each
        lane: {lane}
        combine: {{rule: weakest, why: either can block}}
        {extra}
        obstacles: [{obstacle}]
        remedies: [{remedy}]
        sources: [{source}]
        scale: {{0: a, 1: b, 2: c, 3: d, 4: e}}
        seeds: []
"""

WILL = INDICATOR.format(
    name="present will",
    lane="both",
    extra="necessary: {early: 2, late: 2}",
    obstacle="O1",
    remedy="R1",
    source="papers",
)
LAW = INDICATOR.format(
    name="basis",
    lane="both",
    extra="table: {by: need, rule: lowest, rows: {intelligence: tips, evidence: statements}}",
    obstacle="O2, O1",
    remedy="R2",
    source="papers",
)
JOINT = INDICATOR.format(
    name="joint powers",
    lane="formal",
    extra="when: {needs: [evidence], measures: [joint]}",
    obstacle="O2",
    remedy="R2",
    source="laws",
)
TAIL = """\
obstacles:
  O1: {name: No will, short: will, seeds: []}
  O2: {name: No law, short: law, seeds: []}
measure-classes: {A: own, B: common}
remedies:
  R1: {do: Talk, class: A, lead-months: [1, 2], cost: 1, seeds: []}
  R2: {do: Write, class: B, lead-months: [1, 2], cost: 1, seeds: []}
crimes:
  fraud: {name: fraud, emphasis: {basis: 1.5}, needs: [evidence]}
sources:
  papers: {name: newspapers, unit: pair, open: "yes"}
  laws: {name: statutes, unit: country, open: "yes"}
"""
TEXT = (
    f"{HEAD}{WILL}  law:\n    name: Law\n    about: being allowed\n    indicators:\n      basis:\n{LAW}"
    f"      joint-powers:\n{JOINT}{TAIL}"
)

TITLE = 'msgctxt "title"\nmsgid "A clean rubric"\nmsgstr "Ein sauberes Regelwerk"\n'
NOTHING = 'msgctxt "scale.0"\nmsgid "none"\nmsgstr "nichts"\n'


def warned(text: str) -> list[Problem]:
    return list(warnings(*read_rubric_with_places([decode("clean.yaml", text.encode())])))


def untold(translation: str) -> list[Problem]:
    rubric, _ = read_rubric_with_places([decode("clean.yaml", TEXT.encode())])
    return list(untranslated(rubric, {"clean.po": list(entries(translation))}))


def test_the_clean_rubric_has_no_warning() -> None:
    assert warned(TEXT) == []


def test_an_obstacle_that_only_a_cause_raises_is_diagnosed() -> None:
    cause = "        cause: {values: [shut-out, means], obstacles: {shut-out: O3}, rule: as told}\n"
    third = TEXT.replace("  O1: {", "  O3: {name: x, short: x, seeds: []}\n  O1: {")
    assert any("O3" in problem.message for problem in warned(third))
    assert not any(
        "O3" in problem.message
        for problem in warned(third.replace("        remedies: [R1]\n", f"{cause}        remedies: [R1]\n"))
    )


EITHER = "        combine: {rule: weakest, why: either can block}\n"
R3 = "  R3: {do: x, class: A, lead-months: [1, 2], cost: 1, seeds: []}\n"
CASES: dict[str, list[tuple[str, str]]] = {
    "no remedy lifts present-will: a plan can never change it": [("        remedies: [R1]\n", "")],
    "no indicator raises O3: it is never diagnosed": [
        ("  O1: {", "  O3: {name: x, short: x, seeds: []}\n  O1: {")
    ],
    "no indicator names O1 first: a diagnosis counts each indicator for its first obstacle only": [
        ("obstacles: [O1]", "obstacles: [O2, O1]")
    ],
    "R3 lifts no indicator": [("  R2: {", f"{R3}  R2: {{")],
    "R3 lifts no indicator and only prepares others": [
        ("  R2: {do: Write,", f"{R3}  R2: {{do: Write, prerequisites: [{{remedy: R3}}],")
    ],
    "no remedy is of the class C": [("{A: own,", "{C: none, A: own,")],
    "the `when` of joint-powers names no need and no measure: it never counts and its gate never binds": [
        ("when: {needs: [evidence], measures: [joint]}", "when: {}\n        necessary: {late: 2}")
    ],
    "joint-powers belongs to the informal lane, but evidence goes through another: by itself that never brings it in": [
        ("        lane: formal\n", "        lane: informal\n"),
        ("when: {needs: [evidence], measures: [joint]}", "when: {needs: [evidence]}"),
    ],
    "joint-powers is asked for evidence, and not for data, which includes that": [
        ("  evidence: {", "  data: {lane: both, about: records, includes: [evidence]}\n  evidence: {"),
        ("statements}}", "statements, data: records}}"),
    ],
    "basis has no row for evidence, for which it counts: it stays unknown there": [
        ("intelligence: tips, evidence: statements}}", "intelligence: tips}}")
    ],
    "the measure raid brings nothing: no indicator names it in `when`": [
        ("{joint: {about: a", "{raid: {about: a raid}, joint: {about: a")
    ],
    "the need data brings nothing: no indicator names it in `when` or has a row for it": [
        ("  evidence: {", "  data: {lane: both, about: records}\n  evidence: {")
    ],
    "agreements of the kind police serve no need: they never tell the phase": [
        ("[intelligence]}\nstr", "[]}\nstr")
    ],
    "nothing puts a relation into the late phase: its gates and weights wait for --phase late": [
        (", infer: [{structures: 1}]", "")
    ],
    "no indicator of will counts for intelligence alone: readiness has no value there": [
        (f"        lane: both\n{EITHER}        necessary", f"        lane: formal\n{EITHER}        necessary")
    ],
    "an emphasis of 1 changes no weight of basis": [("{basis: 1.5}", "{basis: 1.0}")],
    "intelligence is sought by default: fraud adds nothing by it": [
        ("[evidence]}\nsou", "[intelligence]}\nsou")
    ],
    "the order of other in the early phase is that of staged: it changes nothing": [
        ('["will >= law"]', "[]")
    ],
    "R2 lifts basis and needs it at 1": [
        ("  R2: {do: Write,", "  R2: {do: Write, prerequisites: [{indicator: basis, min: 1}],")
    ],
    "R2 lifts basis and needs it at 1, by R3": [
        ("  R2: {do: Write,", f"{R3}  R2: {{do: Write, prerequisites: [{{remedy: R3}}],"),
        ("  R3: {do: x,", "  R3: {do: x, prerequisites: [{indicator: basis, min: 1}],"),
    ],
    "R2 works from 3, and lifts basis to 3 at most: never": [
        ("        remedies: [R2]\n", "        remedies: [R2]\n        remedies-from: {R2: 3}\n")
    ],
    "R2 needs present-will at 3 or more and 2 or less: never": [
        (
            "  R2: {do: Write,",
            "  R2: {do: Write, prerequisites: [{indicator: present-will, min: 3}, {indicator: present-will, max: 2}],",
        )
    ],
    "the cause upkeep of present-will raises no obstacle of its own, as the other causes do": [
        (
            "        remedies: [R1]\n",
            "        cause: {values: [shut-out, upkeep], obstacles: {shut-out: O2}, rule: as told}\n        remedies: [R1]\n",
        )
    ],
    "R2 lifts basis (law) and does not warn of its upkeep": [
        ("\nremedies:\n", "\nlifting: {upkeep: {factor: law}}\nremedies:\n")
    ],
    # will waits for the basis, and the basis for will
    "R1 can never be used: it needs basis at 1, and what lifts that waits for others that wait for it": [
        ("  R1: {do: Talk,", "  R1: {do: Talk, prerequisites: [{indicator: basis, min: 1}],"),
        ("  R2: {do: Write,", "  R2: {do: Write, prerequisites: [{indicator: present-will, min: 1}],"),
    ],
    "2 of 3 indicators name O2 first: it is found often by size alone": [
        ("  O1: {", "".join(f"  O{i}: {{name: x, short: x, seeds: []}}\n" for i in (3, 4, 5)) + "  O1: {")
    ],
    "no indicator cites the source laws": [("sources: [laws]", "sources: [papers]")],
}


@pytest.mark.parametrize("message", CASES)
def test_a_part_that_does_nothing_is_named_at_its_place(message: str) -> None:
    text = TEXT
    for old, new in CASES[message]:
        assert old in text
        text = text.replace(old, new, 1)
    found = {problem.message: problem for problem in warned(text)}
    assert message in found
    line = text.splitlines()[found[message].line - 1]
    assert (found[message].file, found[message].text) == ("clean.yaml", line)
    assert line[found[message].column - 1].isalpha()


def test_all_cases_are_collected() -> None:
    assert len(CASES) == 27


def test_a_complete_translation_is_quiet_and_a_partial_one_is_counted() -> None:
    rubric, _ = read_rubric_with_places([decode("clean.yaml", TEXT.encode())])
    count = len(texts_of(rubric))
    # 2 titles, 5 scale, 2 needs, 1 measure, 4 phases, 1 standing, 2 weights, 4 factors, 3 indicators of 8 with 3 texts of
    # the table of one (name, question, why, 5 anchors; rule and two rows), 4 obstacles, 2 classes, 2 remedies, 1 crime,
    # 2 sources.
    assert count == 2 + 5 + 2 + 1 + 4 + 1 + 2 + 4 + (3 * 8 + 3) + 4 + 2 + 2 + 1 + 2
    told = untold(f"{TITLE}\n{NOTHING}")
    assert [problem.message for problem in told] == [
        f"{count - 2} of {count} texts are not translated: disclaimer, scale.1, scale.2, scale.3, scale.4, …"
    ]
    assert told[0].file == "clean.po"


def test_a_translation_of_another_english_text_is_told_at_its_place() -> None:
    changed = untold(f"{TITLE.replace('clean', 'tidy')}\n{NOTHING}")[1]
    assert (changed.line, changed.message) == (
        1,
        "1 text changed since being translated, told in English: title",
    )


def test_a_translation_of_what_the_rubric_has_not_is_shown_at_its_place() -> None:
    unknown = untold(f"{TITLE}\n{NOTHING.replace('scale.0', 'scale.9')}")[1]
    assert (unknown.line, unknown.message) == (5, "1 entry without a text in the rubric: scale.9")


def test_warnings_are_shown_and_only_strict_makes_them_mistakes(tmp_path: Path) -> None:
    folder = tmp_path / "clean"
    (folder / "languages" / "de").mkdir(parents=True)
    (folder / "rubric.yaml").write_text(TEXT.replace("sources: [laws]", "sources: [papers]"))
    (folder / "languages" / "de" / "clean.po").write_text(TITLE)
    done = run("validate", folder)
    assert done.code == 0
    assert done.out == f"{folder}: rubric clean 1, 3 indicators, 2 remedies, 2 warnings\n"
    assert "rubric.yaml:85:3: warning: no indicator cites the source laws" in done.err
    assert "clean.po: warning: 58 of 59 texts are not translated: disclaimer, scale.0" in done.err
    strict = run("validate", folder, "--strict")
    assert strict.code == 2
    assert strict.err == done.err


def test_a_translation_that_cannot_be_read_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "languages" / "de").mkdir(parents=True)
    (tmp_path / "rubric.yaml").write_text(TEXT)
    (tmp_path / "languages" / "de" / "clean.po").write_text('msgid "A\n')
    done = run("validate", tmp_path)
    assert done.code == 2
    assert "clean.po: line 1: expected msgid, msgstr or a comment, each text in double quotes" in done.err


def test_the_shipped_rubric_has_no_warning_but_for_translations() -> None:
    texts = [decode(path.name, path.read_bytes()) for path in sorted(SHIPPED.glob("*.yaml"))]
    assert [problem.message for problem in warnings(*read_rubric_with_places(texts))] == []
