"""`readiness profile`: one jurisdiction as its file tells it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cli.command_line import SMALL_RUBRIC, Run, run, write

if TYPE_CHECKING:
    from pathlib import Path

FULL = """\
profile: AAA
name: {en: Alphaland}
as_of: 2023-12-31
facts:
  languages: [en]
  memberships: {interpol: member, egmont: none}
  indices: {x.y: {value: 1.5, year: 2022, error: 0.2, source: xy}}
ratings:
  present-will:
    - {level: 3, grade: C3, as_of: 2018-06, evidence: [{says: A speech, source: press}]}
    - {level: 2, grade: B2, as_of: 2023-06, needs: [evidence]}
    - {level: 0, as_of: 2024-01}
  secure-channel: {not-applicable: nothing to say, as_of: 2023-12}
partners:
  BBB:
    standing: [{status: running, since: 2020, note: as usual}]
    agreements: [{kind: police-cooperation, status: signed, since: 2019, title: Memorandum}]
    cases: [{needs: [intelligence], from: 2021, to: 2022, completed: 2}]
    structures: [{kind: liaison-post, since: 2022}]
    ratings:
      mutual-trust: 2.5
      treaty-basis: {rows: {intelligence: {level: 3, grade: A1}}}
  CCC: {facts: {contiguous: true}}
sources:
  press: {title: Daily, licence: CC BY 4.0, url: "https://daily.example"}
  xy: {title: Index}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path, {"a.yaml": FULL})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def show(*arguments: str) -> Run:
    return run("profile", "--rubric", str(SMALL_RUBRIC), *arguments)


def sheet(*arguments: str) -> dict[str, Any]:
    done = show(*arguments, "--format", "json")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


def test_ratings_with_age_words_and_interval(file: Path) -> None:
    assert file
    first, second, third, fourth = (line for line in sheet("a.yaml")["ratings"] if line["towards"] is None)
    assert (first["level"], first["words"], first["grade"]) == (3, "standing", "C3")
    assert (first["as_of"], first["age"], first["stale"]) == ("2018-06", 66, True)  # 5 years and 6 months
    assert (first["low"], first["high"]) == (2, 4)  # C3 widens by half a level, its age by another half
    assert first["evidence"] == [{"says": "A speech", "source": "press", "grade": None, "as_of": None}]
    assert (second["needs"], second["age"], second["stale"]) == (["evidence"], 6, False)
    assert (third["later"], third["grade"], third["words"]) == (True, None, "stopped")
    assert (fourth["level"], fourth["words"]) == (None, "nothing to say")


def test_half_levels_are_told_in_both_neighbours_words_and_rows_apart(file: Path) -> None:
    assert file
    trust, treaty = (
        line for line in sheet("a.yaml", "--partner", "BBB")["ratings"] if line["towards"] == "BBB"
    )
    assert trust["words"] == "correct / open"
    assert (treaty["row"], treaty["level"], treaty["words"]) == ("intelligence", 3, "in force")


def test_coverage_counts_what_can_be_asked(file: Path) -> None:
    assert file
    alone = {line["factor"]: line for line in sheet("a.yaml")["coverage"]}
    # Towards anyone: present-will is rated, no legal question makes sense, the channel is not applicable.
    assert (alone["political"]["share"], alone["political"]["asked"]) == (1, 1)
    assert (alone["legal"]["share"], alone["legal"]["asked"]) == (None, 0)
    assert (alone["capacity"]["share"], alone["capacity"]["not_applicable"]) == (None, 1)
    towards = {line["factor"]: line for line in sheet("a.yaml", "--partner", "bbb")["coverage"]}
    assert (towards["political"]["share"], towards["political"]["rated"]) == (1, 2)
    # Of treaty-basis one row of two, of framework-fit nothing: 0.5 / 2.
    assert (towards["legal"]["share"], towards["legal"]["partly"]) == (0.25, 1)


def test_what_is_unknown_comes_in_order_of_value(file: Path) -> None:
    assert file
    found = [(line["indicator"], line["row"]) for line in sheet("a.yaml", "--partner", "BBB")["unknown"]]
    # The agreement makes it middle, where treaty-basis is a gate.
    assert found == [("treaty-basis", "evidence"), ("framework-fit", None)]


def test_priors_are_labelled_and_replaced_by_a_rating(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # wgi.control-of-corruption 1.0 lies half way from (0.5, 2.5) to (1.5, 3.5): level 3, as a prior one level either way.
    monkeypatch.chdir(tmp_path)
    facts = "facts: {indices: {wgi.control-of-corruption: {value: 1.0, year: 2022}}}\n"
    write(tmp_path, {"a.yaml": f"profile: AAA\nas_of: 2023\n{facts}"})
    done = run("profile", "a.yaml", "-f", "json")
    (prior,) = json.loads(done.out)["priors"]
    assert (prior["indicator"], prior["level"], prior["low"], prior["high"]) == ("integrity", 3, 2, 4)
    text = run("profile", "a.yaml").out
    assert "A prior is what an index suggests" in text
    assert "1 by a prior only" in text
    write(tmp_path, {"a.yaml": f"profile: AAA\nas_of: 2023\n{facts}ratings: {{integrity: 1}}\n"})
    assert json.loads(run("profile", "a.yaml", "-f", "json").out)["priors"] == []


def test_text_and_markdown_tell_the_same(file: Path) -> None:
    assert file
    for format_ in ("text", "markdown"):
        done = show("a.yaml", "--partner", "BBB", "--format", format_)
        assert (done.code, done.err) == (0, "")
        flat = " ".join(done.out.replace("\\", "").split())
        for part in (
            "Alphaland (AAA), towards BBB",
            "member: interpol; none: egmont",
            "1.5 ± 0.2 (2022)",
            "standing",
            "correct / open",
            "police-cooperation · signed · since 2019",
            "2 completed · 2021 – 2022 · intelligence",
            "liaison-post · since 2022",
            "running · since 2020 · as usual",
            "licence CC BY 4.0",
            "licence not stated",
            "stale",
        ):
            assert part in flat, (format_, part)


def test_without_a_partner_every_partner_with_a_record_is_told(file: Path) -> None:
    assert file
    done = show("a.yaml")
    assert "TOWARDS BBB" in done.out
    assert "TOWARDS CCC" not in done.out
    assert "Partners of which only shared facts are recorded: 1;" in done.out
    assert "Nothing is recorded towards DDD." in show("a.yaml", "--partner", "DDD").out


def test_age_is_counted_from_the_day_asked_for(file: Path) -> None:
    assert file
    assert next(line for line in sheet("a.yaml", "--as-of", "2020")["ratings"])["age"] == 30
    assert show("a.yaml", "--as-of", "soon").code == 2


def test_a_profile_without_any_date_is_shown_without_ages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"a.yaml": "profile: AAA\nratings: {present-will: 3}\n"})
    found = sheet("a.yaml")
    assert found["as_of"] is None
    assert [(line["as_of"], line["age"], line["stale"]) for line in found["ratings"]] == [(None, None, False)]
    assert "nothing in it is dated" in show("a.yaml").out


def test_hostile_words_stay_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    bad = '"\\e[31m[bold]x<script>|y"'
    text = (
        f"profile: AAA\nname: {{en: {bad}}}\nas_of: 2023\nfacts: {{languages: [{bad}], memberships: {{{bad}: {bad}}}}}\n"
        f"ratings: {{present-will: {{not-applicable: {bad}}}}}\n"
        f"partners: {{BBB: {{standing: [{{status: running, since: 2020, note: {bad}}}]}}}}\n"
        f"sources: {{{bad}: {{title: {bad}, licence: {bad}}}}}\n"
    )
    write(tmp_path, {"a.yaml": text})
    for format_ in ("text", "markdown"):
        done = show("a.yaml", "--format", format_)
        assert (done.code, done.err) == (0, "")
        assert "\x1b" not in done.out
        assert format_ == "text" or "<script>" not in done.out
    json.loads(show("a.yaml", "--format", "json").out)


@pytest.mark.parametrize("code", ["TWN", "lva", "FRA"])
def test_shipped_profiles_are_shown(code: str) -> None:
    done = run("profile", code)
    assert (done.code, done.err) == (0, "")
    assert f"({code.upper()})" in done.out.split("\n")[0]


def test_wrong_partners_are_refused(file: Path) -> None:
    assert file
    assert "cannot be its own partner" in show("a.yaml", "--partner", "aaa").err
    assert "is no code" in show("a.yaml", "--partner", "a b").err


def test_facts_with_their_sources(file: Path) -> None:
    text = FULL.replace(
        "languages: [en]",
        "languages: [en]\n  cited: {languages: press}\n  instruments: {untoc: {status: party, since: 2001, source: press}}",
    ).replace("title: Daily,", "title: Daily, year: 2020,")
    write(file, {"a.yaml": text})
    done = show("a.yaml", "--sources", "--format", "markdown")
    assert (done.code, done.err) == (0, "")
    assert "recorded facts: 9" in done.out
    lines = [line for line in done.out.splitlines() if line.startswith("- ")]
    # 2023-12-31 is 36 months after the end of 2020; what nobody is named for is said to have no source.
    assert any("untoc: party since 2001 · Daily · known as of 2020, 3 y old" in line for line in lines)
    assert any("interpol: member · no source named" in line for line in lines)
    assert any("x.y: 1.5 · Index · known as of 2022, 1 y old" in line for line in lines)
    assert any("BBB police-cooperation: signed: Memorandum since 2019" in line for line in lines)


def test_facts_towards_one_partner_and_as_data(file: Path) -> None:
    write(file, {"a.yaml": FULL})
    lines = [
        line for line in show("a.yaml", "--sources", "--partner", "BBB").out.splitlines() if " · " in line
    ]
    assert lines
    assert all("BBB " in line for line in lines if line.startswith(" · "))
    told = json.loads(show("a.yaml", "--format", "json", "--partner", "BBB").out)["sourced_facts"]
    assert {fact["fact"].split()[0] for fact in told} == {"BBB"}
    assert {*told[0]} == {"fact", "says", "since", "source", "as_of", "age", "url", "review"}
    assert "recorded facts: 0" in show("a.yaml", "--sources", "--partner", "DDD").out


def test_what_has_ended_and_how_well_it_is_told_stand_with_the_fact() -> None:
    replaced = run("profile", "USA", "--sources", "--partner", "BGR", "--format", "markdown").out
    assert "in-force, until 2009-05-20: 43 Stat. 1886" in replaced
    told = run("profile", "ISR", "--sources", "--partner", "IRN", "--format", "markdown").out
    assert "by IRN; grade B2" in told
