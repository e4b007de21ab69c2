"""The commands that say what would change a verdict, as people run them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft7Validator
from rich.cells import cell_len

from cli.command_line import EXAMPLES, run

if TYPE_CHECKING:
    from pathlib import Path


def test_what_if_shows_both_sides_in_every_format() -> None:
    asked = ("what-if", "TWN", "LVA", "--set", "pair.treaty-basis.evidence=0", "--each")
    data = json.loads(run(*asked, "-f", "json").out)
    assert data["schema"] == "readiness/what-if/1"
    assert data["set"] == ["pair.treaty-basis.evidence=0"]
    assert (data["before"]["verdict"], data["after"]["verdict"]) == ("undetermined", "blocked")
    assert {"what": "verdict", "from": "undetermined", "to": "blocked"}.items() <= data["moved"][0].items()
    for form in ("text", "markdown"):
        told = run(*asked, "-f", form)
        assert (told.code, told.err) == (0, "")
        assert "UNDETERMINED → BLOCKED in the middle phase" in told.out
    assert max(cell_len(line) for line in run(*asked).out.splitlines()) <= 80


@pytest.mark.parametrize("command", ["what-if", "plan", "bottleneck"])
def test_json_holds_under_the_shipped_schema(command: str) -> None:
    more = ("--set", "LVA.mutual-trust=0", "--each") if command == "what-if" else ()
    data = json.loads(run(command, "TWN", "LVA", *more, "-f", "json").out)
    schema = json.loads((EXAMPLES.parent / "docs" / "schemas" / f"{command}.json").read_text("utf-8"))
    report = schema["definitions"][schema["$ref"].rpartition("/")[2]]
    assert set(report["required"]) == set(data)
    assert [error.message for error in Draft7Validator(schema).iter_errors(data)] == []
    assert data["schema"] == f"readiness/{command}/1"


def test_the_bottleneck_table_in_text_and_markdown() -> None:
    for form in ("text", "markdown"):
        told = run("bottleneck", "TWN", "LVA", "-f", form)
        assert (told.code, told.err) == (0, "")
        assert "UNDETERMINED in the middle phase" in told.out
    lines = run("bottleneck", "TWN", "LVA").out.splitlines()
    assert max(cell_len(line) for line in lines) <= 80
    row = next(line for line in lines if line.startswith(" contact point"))
    assert row.split()[2:7] == ["1", "1", "✓", "1", "✓"]


def test_a_side_goes_by_its_name_or_its_code() -> None:
    by_name, by_code = (
        json.loads(run("what-if", "TWN", "LVA", "--set", f"{who}.mutual-trust=3", "-f", "json").out)
        for who in ("Latvia", "LVA")
    )
    assert by_name["after"] == by_code["after"]
    plans = [run("plan", "TWN", "LVA", "--side", who).out for who in ("Latvia", "LVA", "lv")]
    assert plans[0] == plans[1] == plans[2]


def test_a_step_tells_from_where_to_where_but_not_of_a_view_that_is_shared() -> None:
    pair = (EXAMPLES / "nor-swe" / "NOR.yaml", EXAMPLES / "nor-swe" / "SWE.yaml")
    asked = ("what-if", *pair, "--set", "NOR.mutual-trust=-1", "--set", "SWE.mutual-trust=-1")
    both = [run(*asked, *more).out for more in ((), ("--share",))]
    assert "NOR.mutual-trust=-1 (3 → 2)" in both[0]
    assert "NOR.mutual-trust=-1\n" in both[1]


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        (
            "LVA.mutual-trust=3",
            "mutual trust: that of Taiwan is not known and decides; set TWN.mutual-trust too.",
        ),
        (
            "pair.treaty-basis.surrender=2",
            "treaty basis: the row surrender does not count for what is asked.",
        ),
        ("LVA.present-will=4", "present will: Taiwan is at 2, and the lower side decides."),
    ],
)
def test_what_moves_nothing_says_why(wanted: str, told: str) -> None:
    out = " ".join(run("what-if", "TWN", "LVA", "--set", wanted).out.split())
    assert f"Nothing moves. · {told}" in out


@pytest.mark.parametrize("wrong", ["LVA.mutual-trst=3", "XXX.mutual-trust=3", "LVA.mutual-trust=9"])
def test_a_wrong_change_is_one_error_and_writes_nothing(wrong: str, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    done = run("what-if", "TWN", "LVA", "--set", wrong, "-o", file)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert wrong in done.err
    assert not file.exists()


def test_a_plan_in_every_format() -> None:
    data = json.loads(run("plan", "TWN", "LVA", "-f", "json").out)
    assert data["schema"] == "readiness/plan/1"
    assert data["target"] == {"phase": "middle", "verdict": "ready"}
    assert (data["reached"], data["exact"]) == (True, True)
    assert sum(data["cost"]) == len(data["steps"])
    assert data["months"] == max(step["end"] for step in data["steps"])
    for form in ("text", "markdown", "html"):
        told = run("plan", "TWN", "LVA", "-f", form)
        assert (told.code, told.err) == (0, "")
        assert "CAN BE REACHED: ready in the middle" in " ".join(told.out.split())
        for step in data["steps"]:
            assert step["remedy"] in told.out
    assert max(cell_len(line) for line in run("plan", "TWN", "LVA").out.splitlines()) <= 80
    page = run("plan", "TWN", "LVA", "-f", "html").out
    assert page.count("<g>") == len(data["steps"])
    assert "<script" not in page


def test_what_hangs_on_politics_carries_its_warning_and_is_done_once() -> None:
    data = json.loads(run("plan", "Kosovo", "Serbia", "-f", "json").out)
    political = [
        step
        for step in data["steps"]
        if {"present-will", "bilateral-climate"} & {lift["indicator"] for lift in step["lifts"]}
    ]
    assert political
    assert all("political decisions" in step["warning"] for step in political)
    assert len({(step["remedy"], step["target"]) for step in data["steps"]}) == len(data["steps"])
    told = " ".join(run("plan", "Kosovo", "Serbia").out.split())
    assert "political decisions: the step makes them easier" in told
    assert "Needs before: own stake at level 1 or more." in told


def test_the_plan_put_into_what_if_reaches_its_target() -> None:
    for target in ("ready", "late"):
        plan = json.loads(run("plan", "TWN", "LVA", "--target", target, "-f", "json").out)
        sets = [word for text in plan["what_if"] for word in ("--set", text)]
        done = run("what-if", "TWN", "LVA", "--phase", plan["target"]["phase"], *sets, "-f", "json")
        after = json.loads(done.out)["after"]
        assert after["verdict"] == plan["after"]["verdict"]
        assert after["readiness"]["value"] == pytest.approx(plan["after"]["readiness"])


def test_a_plan_that_does_not_reach_its_target_fails_only_if_asked() -> None:
    asked = ("plan", "TWN", "LVA", "--target", "ready", "--side", "LVA", "--within", "1")
    done = run(*asked)
    assert done.code == 0
    told = " ".join(done.out.split())
    assert (
        "IF WHAT IS NOT KNOWN IS JUST GOOD ENOUGH, CANNOT BE REACHED within 1 month, by Latvia alone: no set"
        in told
    )
    assert "WHAT STANDS IN THE WAY" in done.out
    failed = run(*asked, "--fail-unreached")
    assert (failed.code, failed.out) == (1, done.out)
    assert failed.err == "ready in the middle phase is not reached\n"


def test_without_a_plan_the_report_holds_the_limits_the_steps_to_the_best_and_what_stands_in_the_way() -> (
    None
):
    asked = ("plan", "TWN", "LVA", "--target", "ready", "--side", "LVA", "--without", "R03", "--budget", "2")
    data = json.loads(run(*asked, "-f", "json").out)
    schema = json.loads((EXAMPLES.parent / "docs" / "schemas" / "plan.json").read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(data)] == []
    assert data["limits"] == {"side": "b", "within": None, "budget": 2, "without": ["R03"]}
    assert (data["reached"], data["exact"], data["in_the_way"]["levels"]) == (False, True, [])
    levers, highest = data["in_the_way"]["score"], data["in_the_way"]["highest"]
    assert levers
    assert all(lever["readiness"] > highest["reached"] for lever in levers)
    assert round(highest["reached"]) == round(highest["bound"]) < 55
    assert {closed["why"] for lever in levers for closed in lever["remedies"]} >= {"side"}
    sets = [word for text in data["what_if"] for word in ("--set", text)]
    after = json.loads(run("what-if", "TWN", "LVA", *sets, "-f", "json").out)["after"]
    assert after["verdict"] == data["after"]["verdict"]
    assert after["readiness"]["value"] == pytest.approx(data["after"]["readiness"])
    told = " ".join(run(*asked).out.split())
    assert (
        "CANNOT BE REACHED by Latvia alone, with no step dearer than “small project”, without R03: no set"
        in told
    )
    assert "The best that can be reached is fragile with readiness" in told
    assert f"Readiness for intelligence: {highest['reached']:.0f} at best; 55 is needed." in told
    assert "not for that side alone" in told


def test_without_a_plan_the_steps_remove_what_else_blocks_and_what_stands_in_the_way_comes_first() -> None:
    # Relays need both; the contact point of Latvia is its own affair, and one level short.
    asked = ("plan", "TWN", "LVA", "--target", "late", "--side", "LVA")
    data = json.loads(run(*asked, "-f", "json").out)
    barriers = data["in_the_way"]["levels"]
    assert [(item["indicator"], item["level"], item["needed"], item["proven"]) for item in barriers] == [
        ("institutional-inclusion", 1, 2, True),
        ("secure-channel", 1, 2, True),
    ]
    assert [(lift["indicator"], lift["to"]) for step in data["steps"] for lift in step["lifts"]] == [
        ("contact-point", 2)
    ]
    told = run(*asked).out
    assert told.index("WHAT STANDS IN THE WAY") < told.index("THE STEPS THAT REMOVE WHAT ELSE BLOCKS")
    assert max(cell_len(line) for line in told.splitlines()) <= 80


def test_a_time_that_is_too_short_names_the_fastest_plan() -> None:
    asked = ("plan", "TWN", "LVA", "--target", "ready")
    data = json.loads(run(*asked, "--within", "1", "-f", "json").out)
    assert not data["reached"]
    fastest = data["in_the_way"]["fastest"]
    assert f"The fastest plan that was found takes {fastest} months." in " ".join(
        run(*asked, "--within", "1").out.split()
    )
    for months, reached in ((fastest, True), (fastest - 1, False)):
        data = json.loads(run(*asked, "--within", str(months), "-f", "json").out)
        assert data["reached"] is reached
    assert data["in_the_way"]["fastest"] == fastest


def test_a_plan_that_rests_on_what_is_not_known_says_so_first_and_counts_it() -> None:
    data = json.loads(run("plan", "TWN", "LVA", "-f", "json").out)
    lines = run("plan", "TWN", "LVA").out.splitlines()
    assert lines[3].startswith(" IF WHAT IS NOT KNOWN IS JUST GOOD ENOUGH, CAN BE REACHED: ready")
    told = " ".join(" ".join(lines).split())
    unknown = sum(item["basis"] == "unknown" for item in data["taken_for_granted"])
    assert unknown
    assert (
        f"This rests on {len(data['taken_for_granted'])} levels that nobody has rated: {unknown} not" in told
    )
    assert "As assessed: undetermined" in told
    assert "Taking what is not known as just enough: fragile" in told


def test_what_facts_on_record_suggest_is_no_public_index() -> None:
    """That there is no agreement on extradition suggests the treaty basis, refusals the bars, and aid that was paused the climate."""
    told = " ".join(run("plan", "GBR", "RWA", "--need", "surrender").out.split())
    assert "· treaty basis: level 1 by facts on record alone" in told
    assert "· state stability (Rwanda): level 2.8 by a public index alone" in told
    assert "4 read from a public index alone, 3 read from facts on record alone." in told


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (("--target", "redy"), 'unknown verdict or phase "redy"; did you mean "ready"?'),
        (("--target", "blocked"), "expected one of: fragile, ready, early, middle, late"),
        (("--side", "LVX"), 'unknown side "LVX"; did you mean "LVA"?'),
        (("--within", "0"), "0 is out of range; expected months, 1 or more, such as 24"),
        (("--budget", "5"), "expected one of: 1 staff time, 2 small project, 3 programme, 4 multi-year"),
        (("--budget", "programm"), 'did you mean "programme"?'),
        (("--without", "R999"), 'unknown remedy "R999"'),
    ],
)
def test_a_wrong_option_is_one_error_and_writes_nothing(
    wrong: tuple[str, str], told: str, tmp_path: Path
) -> None:
    file = tmp_path / "plan.html"
    done = run("plan", "TWN", "LVA", *wrong, "-o", file)
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert told in done.err
    assert not file.exists()


def test_a_budget_goes_by_its_number_or_its_name() -> None:
    by_number, by_name = (
        run("plan", "TWN", "LVA", "--target", "late", "--budget", band).out for band in ("2", "Small project")
    )
    assert by_number == by_name
    assert "no step dearer than “small project”" in " ".join(by_name.split())


def test_how_sure_and_what_evidence_is_worth_stand_in_every_full_report() -> None:
    without = json.loads(run("assess", "TWN", "LVA", "-f", "json").out)
    assert (without["sureness"], without["evidence_worth"]) == (None, None)
    data = json.loads(run("assess", "TWN", "LVA", "--full", "-f", "json").out)
    schema = json.loads((EXAMPLES.parent / "docs" / "schemas" / "assessment.json").read_text("utf-8"))
    assert [error.message for error in Draft7Validator(schema).iter_errors(data)] == []
    sure = data["sureness"]
    assert sure["verdict"] == data["verdict"]
    assert sum(sure["weights"]["top_loss"].values()) == pytest.approx(1)
    for shares in (sure["evidence"], sure["evidence_and_weights"]):
        assert sum(estimate["share"] for estimate in shares.values()) == pytest.approx(1)
    first = data["evidence_worth"][0]
    assert {"indicator", "side", "levels", "changes_verdict", "sources", "ask"} <= first.keys()
    for form in ("text", "markdown", "html"):
        assert (
            "How sure, exactly".casefold() in run("assess", "TWN", "LVA", "--full", "-f", form).out.casefold()
        )
        assert "How sure, exactly".casefold() not in run("assess", "TWN", "LVA", "-f", form).out.casefold()


@pytest.mark.parametrize(
    ("pair", "more"),
    [(("NLD", "BEL"), ()), (("IND", "PAK"), ()), (("TWN", "LVA"), ("--target", "late"))],
)
def test_a_plan_tells_today_as_the_assessment_has_it_and_then_the_phase_of_its_target(
    pair: tuple[str, str], more: tuple[str, ...]
) -> None:
    assessed = json.loads(run("assess", *pair, "-f", "json").out)
    planned = json.loads(run("plan", *pair, *more, "-f", "json").out)
    told = " ".join(run("plan", *pair, *more).out.split())
    now, target = assessed["phase"]["assessed"], planned["target"]["phase"]
    assert f"As assessed: {assessed['verdict']} in the {now} phase, readiness " in told
    today = next(phase["verdict"] for phase in assessed["phases"] if phase["id"] == target)
    assert (f"The {target} phase, which this is about, today: {today}, readiness " in told) == (target != now)
    assert planned["target"]["verdict"] == "fragile"
    blocks_no_more = f"nothing blocks the {target} phase {'any more' if planned['steps'] else 'today'}"
    assert f": {blocks_no_more} (the target: fragile, or better); the verdict there is " in told
    then = "then " if planned["steps"] else ""
    assert f"the verdict there is {then}{planned['after']['verdict']}." in told


def test_a_plan_tells_first_what_hangs_on_a_decision_and_what_the_assessment_proposes_instead() -> None:
    # Cuba and Ecuador: the climate is stopped by missions that were closed, which the plan lifts by a step of its own.
    data = json.loads(run("plan", "CUB", "ECU", "-f", "json").out)
    [climate] = [
        step["remedy"]
        for step in data["steps"]
        if any(lift["indicator"] == "bilateral-climate" for lift in step["lifts"])
    ]
    told = " ".join(run("plan", "CUB", "ECU").out.split())
    warning = f"Mind first, {climate}: Will and climate are political decisions"
    assert told.index("CAN BE REACHED") < told.index(warning) < told.index("THE STEPS, IN ORDER")
    assert told.count("Will and climate are political decisions") == 1
    [first] = json.loads(run("assess", "CUB", "ECU", "-f", "json").out)["do_first"]
    assert first["remedy"] != climate
    assert f"The report on the pair proposes first, for bilateral climate: {first['remedy']} " in told
    assert "political decisions" not in run("plan", "TWN", "LVA").out


@pytest.mark.parametrize(
    ("pair", "lower"),
    [(("TWN", "LVA"), True), (("NLD", "BEL"), False)],  # 54 assessed and 47 taken; 60 both
)
def test_a_plan_says_why_it_starts_below_what_is_assessed(pair: tuple[str, str], lower: bool) -> None:
    assessed = json.loads(run("assess", *pair, "-f", "json").out)
    data = json.loads(run("plan", *pair, "-f", "json").out)
    [phase] = [phase for phase in assessed["phases"] if phase["id"] == data["target"]["phase"]]
    assert (round(data["before"]["readiness"]) < round(phase["readiness"]["value"])) == lower
    told = " ".join(run("plan", *pair).out.split())
    assert (
        "That is lower than assessed because what is not known counts here as just enough" in told
    ) == lower
