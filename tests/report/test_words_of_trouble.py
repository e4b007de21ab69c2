"""What is said of a level is what was seen of it: nothing fell that did not, and no rating is quoted for what it does not say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cli.command_line import run
from readiness.cli.io.loading import load_rubric

if TYPE_CHECKING:
    from pathlib import Path


def rating(level: float, says: str, as_of: str = "2024-01-01") -> str:
    return f"{{level: {level}, as_of: {as_of}, grade: B2, evidence: [{{says: {says}}}]}}"


def profile(code: str, other: str, standing: str = "", towards: str = "", own: str = "") -> str:
    return (
        f"profile: {code}\nas_of: 2024-01-01\nratings: {{{own}}}\npartners:\n  {other}:\n"
        f"    standing: [{standing}]\n    ratings: {{{towards}}}\n"
    )


def told(folder: Path, a: str, b: str, *options: str) -> str:
    (folder / "a.yaml").write_text(a, "utf-8")
    (folder / "b.yaml").write_text(b, "utf-8")
    result = run("assess", folder / "a.yaml", folder / "b.yaml", "--need", "evidence", *options)
    assert result.code == 0
    return " ".join(result.out.split())


STRAINED = "{status: strained, since: 2023-06, cause: mutual-trust}"


def strained(folder: Path, *options: str) -> str:
    """Strained over mutual trust, which is 3 on both sides and was never rated before."""
    trust = f"mutual-trust: [{rating(3, 'Units get on')}]"
    return told(folder, profile("AAA", "BBB", STRAINED, trust), profile("BBB", "AAA", "", trust), *options)


def test_a_cause_that_did_not_fall_is_told_as_the_cause(tmp_path: Path) -> None:
    text = strained(tmp_path)
    assert "1 Both: mutual trust, what the trouble is over seen: units trust" in text
    assert "worse than before" not in text
    assert "better:" not in text  # 3 is as good as is asked for
    in_full = strained(tmp_path, "--full")
    assert "indicator mutual trust 3 (both" in in_full or "indicator mutual trust 3 (AAA and BBB" in in_full
    assert "3 → 3" not in in_full


def test_such_a_cause_has_the_step_that_is_meant_for_a_strain(tmp_path: Path) -> None:
    # No remedy lifts trust above 3; R04 names strained relations as its occasion.
    assert "Both: Keep casework out of disputes" in strained(tmp_path)
    assert "R04 Keep casework out of disputes" in strained(tmp_path, "--full").partition("UNDER STRAIN")[2]


def test_an_annotation_asks_no_level_of_what_is_enough(tmp_path: Path) -> None:
    text = strained(tmp_path, "--format", "github")
    assert "(under strain)::mutual trust (AAA and BBB): level 3 of 4. It is what the trouble" in text
    assert "mutual trust (AAA and BBB): level 3 of 4. Even" not in text


def test_what_fell_is_told_with_its_level_before_on_the_side_where_it_fell(tmp_path: Path) -> None:
    fell = f"mutual-trust: [{rating(4, 'Close', '2022-01-01')}, {rating(3, 'Cooler')}]"
    steady = f"mutual-trust: [{rating(3, 'As ever', '2022-01-01')}, {rating(3, 'As ever')}]"
    pair = profile("AAA", "BBB", STRAINED, fell), profile("BBB", "AAA", "", steady)
    assert "mutual trust, is worse than before" in told(tmp_path, *pair)
    assert "mutual trust 3, 4 before (AAA, B2, 2024-01)" in told(tmp_path, *pair, "--full")
    assert "It stood at level 4 before the trouble began." in told(tmp_path, *pair, "--format", "github")


SUSPENDED = "{status: suspended, since: 2023-06, cause: present-will, by: BBB}"


def test_no_rating_is_quoted_for_what_a_suspension_leaves(tmp_path: Path) -> None:
    # 3 on both sides; the suspension by BBB leaves 1 of the 2 that are needed.
    will = f"present-will: [{rating(3, 'Ministers help')}]"
    pair = profile("AAA", "BBB", SUSPENDED, own=will), profile("BBB", "AAA", own=will)
    text = told(tmp_path, *pair)
    assert "1 BBB: present will, stops it now enough: case by case" in text
    record = "the record that the relation is suspended since 2023-06, over present will, by decision of BBB"
    assert f"known from: {record}" in text
    assert "Ministers help" not in text.partition("WHAT STANDS")[2].partition("WHAT WORKS")[0]
    assert "present will (BBB): seen: what a suspension leaves of it" in " ".join(
        run("checklist", tmp_path / "a.yaml", tmp_path / "b.yaml", "--need", "evidence").out.split()
    )


def test_what_a_suspension_stops_is_met_nowhere_and_rests_on_the_standing(tmp_path: Path) -> None:
    # 3 on both sides; the suspension leaves 1 of the 2 that are needed.
    will = f"present-will: [{rating(3, 'Ministers help')}]"
    pair = profile("AAA", "BBB", SUSPENDED, own=will), profile("BBB", "AAA", own=will)
    told(tmp_path, *pair)
    files = tmp_path / "a.yaml", tmp_path / "b.yaml", "--need", "evidence"
    items = {item["id"]: item for item in json.loads(run("assess", *files, "-f", "json").out)["indicators"]}
    assert (items["present-will"]["level"], items["present-will"]["basis"]) == (1, "standing")
    assert [items["present-will"][side]["basis"] for side in "ab"] == ["rating", "rating"]
    table = run("bottleneck", *files).out
    row = next(line for line in table.splitlines() if line.startswith(" present will"))
    assert row.split()[:9] == ["present", "will", "3", "2", "✕", "2", "✕", "2", "✕"]
    assert "✕ stopped by it, whatever the level." in table
    rows = json.loads(run("bottleneck", *files, "-f", "json").out)["indicators"]
    assert [row["id"] for row in rows if row["stopped"]] == ["present-will"]
    # At 0 the side says less than the suspension leaves: the level rests on the rating.
    low = f"present-will: [{rating(0, 'Ministers forbid it')}]"
    told(tmp_path, pair[0], profile("BBB", "AAA", own=low))
    items = {item["id"]: item for item in json.loads(run("assess", *files, "-f", "json").out)["indicators"]}
    assert (items["present-will"]["level"], items["present-will"]["basis"]) == (0, "rating")


def test_what_moves_nothing_for_a_suspension_is_put_down_to_it(tmp_path: Path) -> None:
    low = profile("AAA", "BBB", own=f"present-will: [{rating(3, 'Ministers help')}]")
    told(tmp_path, low, profile("BBB", "AAA", SUSPENDED, own=f"present-will: [{rating(1, 'Held back')}]"))
    asked = "what-if", tmp_path / "a.yaml", tmp_path / "b.yaml", "--need", "evidence"
    why = "The relation is suspended since 2023-06, over present will, by decision of BBB; while that lasts, no level leads"
    for change, reason in (
        ("BBB.present-will=3", why),
        ("AAA.present-will=4", "present will: BBB is at 1, and the lower side decides."),
        ("BBB.present-will=1", "present will: what is set is what holds today"),
    ):
        assert reason in " ".join(run(*asked, "--set", change).out.partition("Nothing moves.")[2].split())
    smallest = " ".join(run(*asked).out.split())
    assert why in smallest
    assert "Raising the levels" not in smallest


def test_a_plan_says_beside_its_headline_that_a_suspension_must_end(tmp_path: Path) -> None:
    will = f"present-will: [{rating(3, 'Ministers help')}]"
    told(tmp_path, profile("AAA", "BBB", own=will), profile("BBB", "AAA", SUSPENDED, own=will))
    text = " ".join(run("plan", tmp_path / "a.yaml", tmp_path / "b.yaml", "--need", "evidence").out.split())
    ends = "What the plan assumes: The standing (suspended) ends. No remedy is counted for that."
    assert text.index("CANNOT BE TOLD") < text.index(ends) < text.index("As assessed")
    assert text.count("The standing (suspended) ends") == 1


def test_a_rating_as_low_as_a_suspension_leaves_is_quoted(tmp_path: Path) -> None:
    low = f"present-will: [{rating(0, 'Ministers forbid it')}]"
    text = told(tmp_path, profile("AAA", "BBB", SUSPENDED), profile("BBB", "AAA", own=low))
    assert "known from: Ministers forbid it" in text


def test_of_two_that_disagree_the_one_that_is_used_is_quoted(tmp_path: Path) -> None:
    # Equal grades: the lower one counts.
    fine, acute = (f"bilateral-climate: [{rating(*said)}]" for said in ((3, "All fine"), (1, "Envoy gone")))
    for of_a, of_b in ((fine, acute), (acute, fine)):
        text = told(tmp_path, profile("AAA", "BBB", "", of_a), profile("BBB", "AAA", "", of_b))
        assert "known from: Envoy gone" in text
        assert "All fine" not in text


def test_completed_cases_are_told_as_no_weakness(tmp_path: Path) -> None:
    # Three cases: at 2 each thing that they show suffices, and the mean of such levels is below the bar of 55.
    cases = "    cases: [{needs: [evidence], from: 2023, to: 2023, completed: 3}]\n"
    pair = profile("AAA", "BBB") + cases, profile("BBB", "AAA")
    text = told(tmp_path, *pair)
    assert "FRAGILE" in text
    assert "WHAT CASES ALONE VOUCH FOR 1 Both: " in text
    assert "better:" not in text
    short = told(tmp_path, *pair, "--format", "summary")
    assert "cases alone tell that it suffices" in short
    assert "Weakest point" not in short


def test_where_all_is_good_no_format_names_a_weakest_point(tmp_path: Path) -> None:
    keys = load_rubric("law-enforcement").indicators.items()
    own = ", ".join(f"{key}: {{level: 3, grade: A1}}" for key, item in keys if item.unit != "pair")
    of_pair = ", ".join(f"{key}: {{level: 3, grade: A1}}" for key, item in keys if item.unit == "pair")
    pair = (
        profile("AAA", "BBB", towards=of_pair).replace("{}", f"{{{own}}}", 1),
        profile("BBB", "AAA").replace("{}", f"{{{own}}}", 1),
    )
    for form in ("text", "summary", "markdown"):
        text = told(tmp_path, *pair, "--format", form)
        assert "READY" in text
        assert "eakest point" not in text


def test_one_side_rated_too_low_is_told_by_its_level_though_the_other_is_unknown(tmp_path: Path) -> None:
    low = f"present-will: [{rating(0, 'Closed')}]"
    pair = profile("AAA", "BBB", own=low), profile("BBB", "AAA")
    assert "::present will (AAA): level 0 of 4. Even" in told(tmp_path, *pair, "--format", "github")
    listed = run("checklist", tmp_path / "a.yaml", tmp_path / "b.yaml", "--need", "evidence").out
    in_full = told(tmp_path, *pair, "--full")
    assert "present will 0 → 2 (AAA, B2, 2024-01) now Stopped by decision" in in_full
    assert "[ ] present will (AAA): seen: Stopped by decision" in " ".join(listed.split())
