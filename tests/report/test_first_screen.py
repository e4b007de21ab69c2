"""The first screen: what it must say, how long it may be, and that no line needs the manual."""

from __future__ import annotations

import json
import random
import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from cli.command_line import EXAMPLES, run
from readiness.assessment.assemble import assess
from readiness.cli.io.loading import load_rubric
from readiness.cli.io.many import Profiles
from readiness.model.question import Question
from readiness.report.layouts.text import render
from readiness.report.pages.first_screen import short_report
from readiness.report.pages.first_screen_room import shortened, whole_clauses
from readiness.report.pages.naming import Names
from readiness.report.texts import texts
from report.pages import renamed_strait

if TYPE_CHECKING:
    from pathlib import Path

LINES, COLUMNS = 45, 80
RUBRIC = load_rubric("law-enforcement")
SHIPPED = Profiles(RUBRIC).folder(str(EXAMPLES.parent / "profiles"), lambda _: None)
KHM, TWN, CASE = (str(EXAMPLES / "scam-compound" / name) for name in ("KHM.yaml", "TWN.yaml", "case.yaml"))
COMPOUND = [KHM, TWN, "--case", CASE]
FOLDERS = sorted(entry for entry in EXAMPLES.iterdir() if entry.is_dir() and list(entry.glob("[A-Z]*.yaml")))


def screen(a: object, b: object, question: Question | None = None) -> str:
    result = assess(a, b, RUBRIC, question)  # type: ignore[arg-type]
    return render(short_report(Names(result, RUBRIC, texts())), width=COLUMNS)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "question",
    [
        Question(),
        Question(needs=("surrender", "assets", "data"), phase="late"),
        Question(needs=("joint-operation",)),
    ],
)
def test_shipped_pairs_fit_one_screen(question: Question, seed: int) -> None:
    pairs = random.Random(seed).sample(list(combinations(SHIPPED, 2)), 8)  # noqa: S311
    for a, b in pairs:
        assert screen(a, b, question).count("\n") <= LINES, (a.id, b.id)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_example_pairs_fit_one_screen(folder: object) -> None:
    for a, b in combinations(Profiles(RUBRIC).folder(str(folder), lambda _: None), 2):
        assert screen(a, b).count("\n") <= LINES, (a.id, b.id)


def test_the_exclusion_and_the_way_round_it_stand_on_the_first_screen() -> None:
    text = " ".join(run("assess", "TWN", "LVA").out.split())
    assert "Reports to INTERPOL led nowhere" in text
    assert re.search(r"Relay protocol with a friendly force until direct access exists \(1–6 months", text)


def test_what_is_seen_and_needed_is_never_cut() -> None:
    folders = [Profiles(RUBRIC).folder(str(folder), lambda _: None) for folder in FOLDERS]
    parts: list[str] = []
    for a, b in (pair for profiles in folders for pair in combinations(profiles, 2)):
        lines = " ".join(screen(a, b).split())
        parts += re.findall(
            r"(?:seen|enough|enough by then|better): (.*?) (?:(?:by then )?(?:even this is )?enough(?: by then)?|better|known from):",
            lines,
        )
    assert parts
    assert not [part for part in parts if "…" in part]


def test_no_line_has_levels_or_arrows() -> None:
    text = run("assess", "TWN", "LVA").out
    assert "→" not in text
    assert not re.search(r"\? |≤ \d", text.replace("? See", ""))


def test_the_reader_is_we() -> None:
    text = " ".join(run("assess", "TWN", "LVA", "--as", "LVA").out.split())
    assert "· Both of us: Relay protocol" in text
    way = ("--need", "surrender", "--requesting", "GBR")
    asked = " ".join(run("assess", "USA", "GBR", "--as", "USA", *way).out.split())
    assert "· We (United States): Can this state's authorities" in asked


def test_the_verdict_speaks_of_us() -> None:
    """The reader comes first, and is one of us from then on."""
    for reader, named in (("LVA", "we (Latvia) and Taiwan"), ("TWN", "we (Taiwan) and Latvia")):
        text = " ".join(run("brief", "TWN", "LVA", "--as", reader).out.split())
        assert f"Whether {named} can exchange tips" in text
    text = " ".join(run("assess", *COMPOUND[:2], "--as", "TWN").out.split())
    assert "Whether we (Taiwan) and Cambodia can get evidence" in text
    assert "; we cannot now expect to exchange tips" in text


def test_a_brief_fills_its_sheet_with_what_there_is_to_find_out() -> None:
    """Of a pair of which only indices are known the screen asks three things, the sheet six."""
    screen, sheet = run("assess", "GBR", "IRN").out, run("brief", "GBR", "IRN").out
    assert screen.split("FIND OUT")[1].count("?") == 3
    assert sheet.split("FIND OUT")[1].count("?") == 6
    assert "(2 OF 6)" in run("brief", "TWN", "LVA").out, "two more would not fit, one does"


def test_a_reader_who_is_neither_side_is_refused() -> None:
    got = run("assess", "TWN", "LVA", "--as", "LVB")
    assert (got.code, got.out) == (2, "")
    assert 'LVB" is neither of the two; did you mean LVA' in got.err.replace('"LVA"', "LVA")


@pytest.mark.parametrize("name", ["markdown", "html"])
def test_other_formats_begin_with_the_same_screen(name: str) -> None:
    other = run("assess", "TWN", "LVA", "-f", name).out.split("</style>")[-1]
    plain = re.sub(r"<[^>]+>|[*#\\\\]", " ", other)
    line = "office hours; ordinary queries answered in days to weeks"
    assert line in told("TWN", "LVA")
    assert plain.index(line) < plain.index("What to find out first") < plain.index("held down by")


def test_wide_characters_take_two_columns(folder: Path) -> None:
    says = "臺灣警方與夥伴機關每月舉行會議並交換情報" * 8
    rated = f'contact-point: {{level: 1, grade: B2, evidence: [{{says: "{says}"}}]}}'
    named = "name: {en: 臺灣中華民國內政部警政署刑事警察局國際刑警科與兩岸科聯合辦公室}"
    for code, other in (("AAA", "BBB"), ("BBB", "AAA")):
        text = f"profile: {code}\n{named}\nas_of: 2024-01\nratings:\n  {rated}\npartners: {{{other}: {{}}}}\n"
        (folder / f"{code}.yaml").write_text(text, "utf-8")
    lines = run("assess", folder / "AAA.yaml", folder / "BBB.yaml").out.splitlines()
    assert len(lines) <= LINES
    assert max(map(cell_len, lines)) <= COLUMNS


@pytest.mark.parametrize("letter", ["W", "臺"])
def test_the_longest_names_and_every_need_fit_one_screen(letter: str, tmp_path: Path) -> None:
    asked = [f"--need={need}" for need in RUBRIC.needs]
    pair = renamed_strait(tmp_path, letter * 185)
    lines = run("assess", *pair, *asked, "--requesting=TWN").out.splitlines()
    assert len(lines) <= LINES
    assert max(map(cell_len, lines)) <= COLUMNS


def test_a_long_name_stands_in_the_title_and_its_code_in_sentences(tmp_path: Path) -> None:
    name = "The Most Serene and Indivisible Federated Commonwealth of the Northern Archipelagos"
    out = " ".join(run("assess", *renamed_strait(tmp_path, name)).out.split())
    assert f"{name} (TWN) – {name} (CHN)" in out
    assert "TWN and CHN can" in out
    assert out.count(name) == 2
    assert "Taiwan – Latvia" in told("TWN", "LVA")


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (16, "first one"),  # nine letters fill half of sixteen, and the next clause has no room
        (20, "first one; second two"),  # nine do not fill half of twenty
        (21, "first one; second two"),
        (34, "first one; second two; third three"),
    ],
)
def test_anchors_keep_whole_clauses(size: int, expected: str) -> None:
    assert whole_clauses("first one; second two; third three", size) == expected


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        ("short", 10, "short"),
        ("a long clause; and another", 16, "a long clause …"),  # thirteen of sixteen letters are left
        ("no clause ends within this text at all", 20, "no clause ends …"),
        # a bracket that the cut leaves open is closed, within the size
        (
            "refused over treatment (High Court, 8 April 2009, and 2017)",
            40,
            "refused over treatment (High Court …)",
        ),
        ("refused (High Court, 8 April 2009, and again 2017)", 36, "refused (High Court, 8 April 2009 …)"),
    ],
)
def test_texts_are_cut_where_a_clause_ends(text: str, size: int, expected: str) -> None:
    assert shortened(text, size) == expected


def told(*arguments: str) -> str:
    return " ".join(run("assess", *arguments).out.split())


def test_needs_in_two_phases_do_not_share_one_phase_in_words() -> None:
    text = told("TWN", "LVA")
    data = json.loads(run("assess", "TWN", "LVA", "-f", "json").out)
    alone = {need["need"]: need["phase"] for need in data["by_need"]}
    assert alone == {
        "intelligence": "middle",
        "evidence": "early",
    }  # only the memorandum on tips is on record
    assert "middle (now) undetermined · late blocked. Alone in the early phase: evidence." in text
    assert "in the middle phase." in told("TWN", "LVA", "--need", "intelligence")


def test_what_is_unknown_is_counted_in_one_way() -> None:
    data = json.loads(run("assess", "TWN", "LVA", "-f", "json").out)
    alone = {key for need in data["by_need"] for key in need["unknown"]}
    together = next(phase["unknown"] for phase in data["phases"] if phase["id"] == "middle")
    text = told("TWN", "LVA")
    assert f"but {len(together)} things that it needs are unknown." in text
    assert len(alone) < len(together), "the needs alone, each in its own phase, ask for less"
    assert f"OF {len(together)})" in text
    assert any(RUBRIC.indicators[key].question in text for key in alone), (
        "what a single need asks comes first"
    )


def test_needs_of_a_later_phase_count_with_all_that_they_ask() -> None:
    data = json.loads(run("assess", "USA", "CAN", "-f", "json").out)
    phases = {need["need"]: need["phase"] for need in data["by_need"]}
    assert phases == {
        "intelligence": "early",
        "evidence": "middle",
    }  # a treaty on evidence alone is on record
    unknown = {key for need in data["by_need"] for key in need["unknown"]}
    assert unknown > set(next(phase["unknown"] for phase in data["phases"] if phase["id"] == "early"))
    asked = [need["indicator"] for need in data["evidence_needed"] if need["reason"] == "unknown-gate"]
    assert sorted(asked) == sorted(unknown)
    text = told("USA", "CAN")
    assert f"but {len(unknown)} things that it needs are unknown." in text
    assert f"OF {len(unknown)})" in text


def test_a_fact_is_told_as_what_it_is() -> None:
    text = told("USA", "GBR", "--need", "surrender")
    assert text.count("extradition, since 2007-04-26") == 1  # what works; it does not hold back besides
    assert "What holds it back" not in text
    assert "seen: thin" not in text
    bound = told("NOR", "SWE", "--need", "evidence")
    assert (
        "treaty basis: bound by European Convention on Mutual Assistance in Criminal Matters (1959)" in bound
    )
    assert "leans to ready. WHAT WORKS" in bound  # what works is not the weakest of what is known besides


def test_a_question_names_the_rows_that_are_open(tmp_path: Path) -> None:
    rated = "{level: 3, grade: A1}"
    rows = f"{{treatment: {rated}, fair-trial: {rated}}}"
    ratings = f"partners: {{AAA: {{ratings: {{surrender-bars: {{rows: {rows}}}}}}}}}"
    for code, more in (("AAA", ""), ("BBB", ratings)):
        (tmp_path / f"{code}.yaml").write_text(f"profile: {code}\nas_of: 2024\n{more}\n", "utf-8")
    pair = (
        str(tmp_path / "AAA.yaml"),
        str(tmp_path / "BBB.yaml"),
        "--need",
        "surrender",
        "--requesting",
        "AAA",
    )
    question = "BBB: Which bar does the requested state raise, and is there a working answer to it?"
    assert f"{question} Open: speciality." in told(*pair, "--phase", "early", "--full")
    # A bar that was asked for comes first, and is named though nothing is known of any.
    named = told(*pair[:2], "--need", "surrender", "--requesting", "BBB", "--bar", "ne-bis-in-idem")
    assert "· AAA: Which bar" in named.split("WHAT TO FIND OUT FIRST")[1][:30]
    assert "Open: ne bis in idem, treatment, fair trial, speciality." in named
    silent = told(*pair[:2], "--need", "surrender", "--requesting", "BBB", "--full")
    assert "Open:" not in silent


def test_a_list_says_how_much_of_it_is_left_out() -> None:
    data = json.loads(run("assess", "TWN", "LVA", "-f", "json").out)
    text = run("assess", "TWN", "LVA").out
    heading, listed = text.split("WHAT WORKS")[1].split("\n\n")[0].split("\n", 1)
    shown = listed.count("·")
    assert shown < len(data["works"])
    assert heading == f" ({shown} OF {len(data['works'])})"
    todo = text.split("WHAT TO DO FIRST")[1].split("\n\n")[0].split("\n", 1)
    left_out = todo[1].count("·") < len(data["do_first"])
    assert ("OF" in todo[0]) == left_out


def test_what_works_is_not_told_as_what_is_against_it() -> None:
    # Cases between Colombia and the United States passed what they show; a treaty of Japan and South Korea is workable (2), as the
    # phase asks.
    for pair in ("COL USA", "JPN KOR"):
        text = told(*pair.split(), "--need", "surrender")
        assert "it leans to ready. WHAT" in text
    side_by_side = " ".join(run("partners", "COL", "USA", "--need", "surrender").out.split())
    assert "leans to ready going by completed cases in the way first: nothing that is known" in side_by_side


def test_a_direction_that_nobody_chose_is_told_as_the_harder_one() -> None:
    assert "shown: Latvia asks Taiwan, the harder way; both are judged" in told("TWN", "LVA")
    chosen = told("TWN", "LVA", "--requesting", "TWN")
    assert "Taiwan asks Latvia" in chosen
    assert "harder way" not in chosen


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2023-11-28", "as of 2023-11-28 (the newer profile's date)"),
        ("2031", "as of 2031-12-31; the profiles end with 2023-11-28, nothing later is on record"),
        ("1990", "as of 1990-12-31, before the newest profile (2023-11-28);"),
    ],
)
def test_the_date_says_how_it_lies_to_the_evidence(as_of: str, said: str) -> None:
    assert said in told("TWN", "LVA", "--as-of", as_of)


def test_the_poorest_state_that_is_enough_is_never_put_as_a_condition() -> None:
    text = " ".join(run("assess", *COMPOUND).out.split())
    poor = "no own harm or gain acknowledged; acts only under threat and stops when it ends"
    assert f"even this is enough: {poor}" in text
    checks = " ".join(run("checklist", "TWN", "LVA", "--need", "surrender").out.split())
    assert "Needed" not in checks
    assert "needed" not in text
    for name in ("treaty-basis", "criminalisation-match"):
        item = RUBRIC.indicators[name]
        needed = item.necessary_for("early", ("surrender",))
        assert needed == 1
        assert f"Even this is enough (level 1 of 4): {item.scale[1]}" in checks


def test_a_tick_says_for_which_phase_it_is_enough() -> None:
    checks = " ".join(run("checklist", "TWN", "LVA", "--need", "surrender").out.split())
    assert "early phase · as of" in checks
    ticked = checks.split("ENOUGH FOR THE EARLY PHASE")[1]
    assert "[x] institutional inclusion (the pair): enough, though: Shut out" in ticked
    assert "[ ]" not in ticked
    assert "late and filtered. The late phase would ask for more." in checks


def test_all_that_blocks_comes_before_what_only_fell(tmp_path: Path) -> None:
    """A suspension over institutional trust and integrity at 1 where late surrender needs 2: both are of one obstacle, and conduct fell."""
    (tmp_path / "RUR.yaml").write_text(
        "profile: RUR\nas_of: 2026-06-30\npartners:\n  GON:\n    standing:\n"
        "      - {status: suspended, since: 2026-02-01, needs: [surrender], cause: institutional-trust, by: GON}\n"
        "    cases: [{needs: [surrender], requesting: GON, from: 2019, to: 2025, completed: many}]\n"
        "    ratings:\n      bilateral-climate: {level: 2, grade: B2}\n"
    )
    (tmp_path / "GON.yaml").write_text(
        "profile: GON\nas_of: 2026-05-31\nratings:\n  integrity: {level: 1, grade: B3}\n"
        "  conduct-accountability: {level: 1, grade: C3}\n"
    )
    pair = [str(tmp_path / "RUR.yaml"), str(tmp_path / "GON.yaml"), "--need", "surrender"]
    for command in ("assess", "brief"):
        text = run(command, *pair, "--requesting", "GON").out
        heads = re.findall(r"^ (\d) \w+: ([^,]+), (.+)$", text, re.MULTILINE)
        assert heads[:2] == [
            ("1", "institutional trust", "stops it now"),
            ("2", "integrity", "stops it now"),
        ], command
        told = re.search(r"WHAT STANDS IN THE WAY \((\d) OF (\d)\)", text)
        assert told is None or int(told[1]) == len(heads)


def test_what_is_only_suggested_asks_for_the_same_in_short_and_in_full() -> None:
    """Surrender in the middle phase needs a basis at 2; a suspended treaty suggests 1, between 0 and 2."""
    asked = ("HKG", "USA", "--need", "surrender")
    short = told(*asked)
    assert "enough: thin: a common convention" in short
    assert "better: solid" not in short
    full = told(*asked, "--full")
    assert "at least Thin: a common convention" in full
    assert "Law missing" not in full  # nobody has seen that there is no basis


def test_a_checklist_tells_what_the_record_says_against_a_condition() -> None:
    text = " ".join(run("checklist", "GBR", "RWA", "--need", "surrender").out.split())
    assert "On record: no agreement on extradition; that does not settle it. Even this is enough" in text
