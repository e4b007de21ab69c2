"""`readiness interview`: through a pipe, and through a terminal with interrupts."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import time
from pathlib import Path
from typing import Any, Self

import pytest

from cli.command_line import READINESS, SMALL_RUBRIC, Run, run, write
from readiness.documents.place import Text
from readiness.documents.yaml_text import parse

START = "profile: AAA   # mine\nname: {en: Alphaland}\nas_of: 2023-12-31\n"
OTHER = """\
profile: BBB
as_of: 2023-12-31
ratings: {present-will: {level: 3, grade: A1}, secure-channel: {level: 3, grade: A1}}
partners: {AAA: {ratings: {mutual-trust: {level: 3, grade: A1}}}}
"""
EARLY = ("--phase", "early")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(START, encoding="utf-8")
    Path("b.yaml").write_text(OTHER, encoding="utf-8")


def talk(*typed: str, options: tuple[str, ...] = ()) -> Run:
    lines = "".join(f"{line}\n" for line in typed).encode()
    day = () if "--as-of" in options else ("--as-of", "2023-12-31")
    return run("interview", "a.yaml", "--rubric", str(SMALL_RUBRIC), *day, *options, stdin=lines)


def saved() -> Any:
    return parse(Text("a.yaml", Path("a.yaml").read_text(encoding="utf-8")))[0]


def test_answers_are_saved_until_nothing_is_open() -> None:
    done = talk("3", "b2", "", "An order", "The gazette", "https://g.example", "", "n", "no line at all", "")
    assert (done.code, done.err) == (0, "")
    assert "Questions open: 2, first those that" in done.out
    assert "That was the last open question." in done.out
    assert saved()["ratings"] == {
        "present-will": {
            "level": 3,
            "grade": "B2",
            "as_of": "2023-12-31",
            "evidence": [{"says": "An order", "source": "the-gazette"}],
        },
        "secure-channel": {"not-applicable": "no line at all", "as_of": "2023-12-31"},
    }
    assert saved()["sources"] == {"the-gazette": {"title": "The gazette", "url": "https://g.example"}}
    assert Path("a.yaml").read_text(encoding="utf-8").startswith(START)
    assert "Nothing is open: Alphaland answers every question in play." in talk().out


def test_it_shows_the_scale_and_the_notes_behind_a_question() -> None:
    done = talk("s", "s", "s", "s", "?", "q", options=("--partner", "BBB", "--need", "evidence"))
    for part in ("0  stopped", "4  led from above", "At least 2 is necessary in the early phase."):
        assert part in done.out
    Path("a.yaml").write_text(f"{START}ratings: {{present-will: 3}}\n", encoding="utf-8")
    done = talk("s", "s", "s", "s", "?", "q", options=("--partner", "BBB"))
    assert "Do they believe each other?" in done.out
    assert "Own records" in done.out


@pytest.mark.parametrize("end", [["q"], [], ["3", "q"], ["3", "b2", "", "An order"], ["s"]])
def test_what_is_not_finished_leaves_the_file_alone(end: list[str]) -> None:
    done = talk(*end)
    assert (done.code, done.err) == (0, "")
    assert "Saved in a.yaml: 0. Questions still open: 2." in done.out
    assert Path("a.yaml").read_text(encoding="utf-8") == START


def test_it_is_resumed_where_it_stopped() -> None:
    talk("3", "", "", "", "")
    assert saved()["ratings"] == {"present-will": {"level": 3, "as_of": "2023-12-31"}}
    done = talk("q")
    assert "Questions open: 1," in done.out
    assert "Can they talk safely?" in done.out


def test_wrong_answers_are_asked_again() -> None:
    done = talk("7", "x", "3", "z9", "B2", "soon", "2023-10", "", "", "q")
    assert done.out.count("Type 0, 1, 2, 3 or 4") == 2
    assert "A letter A-F and a digit 1-6" in done.out
    assert "soon: expected a date" in done.out
    assert saved()["ratings"]["present-will"] == {"level": 3, "grade": "B2", "as_of": "2023-10"}


def test_towards_a_partner_it_asks_where_an_answer_holds() -> None:
    # present-will in general; mutual-trust can only hold towards the partner; then the row and its cause.
    options = ("--partner", "BBB", *EARLY)
    talk(
        *("s", "s", "s", "s"),
        "3",
        "a",
        "",
        "",
        "",
        "",
        "2",
        "",
        "",
        "",
        "",
        "s",
        "1",
        "",
        "",
        "",
        "",
        "1",
        "va",
        "",
        "",
        "",
        "",
        options=options,
    )
    assert saved()["ratings"] == {"present-will": {"level": 3, "as_of": "2023-12-31"}}
    assert saved()["partners"]["BBB"]["ratings"] == {
        "mutual-trust": {"level": 2, "as_of": "2023-12-31"},
        "treaty-basis": {"rows": {"intelligence": {"level": 1, "as_of": "2023-12-31"}}},
        "framework-fit": {"level": 1, "cause": "vague", "as_of": "2023-12-31"},
    }


def test_with_the_partners_profile_the_most_telling_question_comes_first() -> None:
    known = "ratings:\n  present-will: {level: 3, grade: A1}\n  secure-channel: {level: 3, grade: A1}\n"
    fit = "partners:\n  BBB:\n    ratings:\n      framework-fit: {level: 3, grade: A1}\n"
    Path("a.yaml").write_text(START + known + fit, encoding="utf-8")
    assert "mutual trust" in talk("s", "s", "s", "s", "q", options=("--with", "b.yaml", *EARLY)).out
    refused = talk("q", options=("--with", "b.yaml", "--partner", "CCC"))
    assert (refused.code, refused.out) == (2, "")
    assert "--with is the profile of BBB, --partner says CCC" in refused.err


def test_a_known_source_is_taken_by_id_by_title_and_by_a_near_id() -> None:
    Path("a.yaml").write_text(f"{START}sources: {{npa-2023: {{title: Annual report}}}}\n", encoding="utf-8")
    talk("3", "", "", "An order", "?", "npa-2032", "", "", "2", "", "", "A line", "ANNUAL report", "")
    assert list(saved()["sources"]) == ["npa-2023"]
    ratings = saved()["ratings"]
    assert [ratings[key]["evidence"][0]["source"] for key in ratings] == ["npa-2023", "npa-2023"]


@pytest.mark.parametrize("start", ["profile: AAA\n", START])
def test_answers_are_of_today_and_move_the_date_of_the_file(
    start: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readiness.cli.interview.session.today", lambda: "2026-11-27")
    Path("a.yaml").write_text(start, encoding="utf-8")
    done = run("interview", "a.yaml", "--rubric", str(SMALL_RUBRIC), stdin=b"3\n\n\n\n\nq\n")
    assert "Date [2026-11-27]: " in done.out
    assert "The file's own date is now 2026-11-27" in done.out
    assert saved()["as_of"] == "2026-11-27"
    assert saved()["ratings"]["present-will"]["as_of"] == "2026-11-27"


def test_answers_earlier_than_the_file_leave_its_date_alone() -> None:
    done = talk("3", "", "2023-05", "", "", "q")
    assert "own date" not in done.out
    assert saved()["as_of"] == "2023-12-31"


def test_looked_and_found_none_is_one_key() -> None:
    talk("l", "q")
    assert saved()["ratings"]["present-will"] == {
        "not-applicable": "looked, none found",
        "as_of": "2023-12-31",
    }


TOWARDS = ("--partner", "BBB")


def test_what_decides_the_phase_is_asked_first_and_what_is_not_known_is_skipped() -> None:
    done = talk(
        "running", "2019", "",
        "police", "signed", "2020-05", "Memorandum", "",
        "2",
        "liaison", "", "",
        "q", options=TOWARDS,
    )  # fmt: skip
    assert (done.code, done.err) == (0, "")
    assert saved()["partners"]["BBB"] == {
        "standing": [{"status": "running", "since": "2019"}],
        "agreements": [
            {"kind": "police-cooperation", "status": "signed", "since": "2020-05", "title": "Memorandum"}
        ],
        "cases": [{"needs": ["intelligence"], "from": "2020-12", "to": "2023-12-31", "completed": 2}],
        "structures": [{"kind": "liaison-post"}],
    }
    again = talk("q", options=TOWARDS)
    assert "How does the relation" not in again.out
    Path("a.yaml").write_text(START, encoding="utf-8")
    skipped = talk("s", "s", "s", "s", "q", options=TOWARDS)
    assert skipped.out.count("Skipped.") == 4
    assert Path("a.yaml").read_text(encoding="utf-8") == START


def test_nothing_found_is_recorded_and_not_asked_again() -> None:
    talk("s", "l", "l", "l", "q", options=TOWARDS)
    assert saved()["partners"]["BBB"] == {
        "agreements": [
            {"kind": kind, "status": "none", "note": "looked, none found on 2023-12-31"}
            for kind in ("police-cooperation", "legal-assistance")
        ],
        "cases": [{"needs": ["intelligence"], "from": "2020-12", "to": "2023-12-31", "completed": 0}],
        "structures": [],
    }
    assert "Which agreements" not in talk("q", options=TOWARDS).out


def test_a_suspension_names_its_cause_and_wrong_words_are_asked_again() -> None:
    done = talk("bad", "suspended", "soon", "2023-02", "no", "present-will", "", "", "q", options=TOWARDS)
    assert "Type one of: " in done.out
    assert saved()["partners"]["BBB"]["standing"] == [
        {"status": "suspended", "since": "2023-02", "cause": "present-will"}
    ]


def test_a_suspension_names_whose_decision_it_was() -> None:
    given = ("suspended", "2023-02", "present-will", "CCC", "?", "bbb", "Envoys left", "q")
    done = talk(*given, options=TOWARDS)
    assert "By whose decision: AAA, BBB" in done.out
    assert "Type one of: AAA, BBB." in done.out
    assert saved()["partners"]["BBB"]["standing"] == [
        {
            "status": "suspended",
            "since": "2023-02",
            "cause": "present-will",
            "by": "BBB",
            "note": "Envoys left",
        }
    ]


def test_each_answer_tells_what_it_changed() -> None:
    records = ("s", "s", "s", "s")
    done = talk(*records, "1", "p", "A1", "", "", "", "q", options=("--with", "b.yaml", *EARLY))
    assert "it was " in done.out.replace("\n", " ")


def test_two_files_are_filled_each_towards_the_other() -> None:
    skips = ("s",) * 4
    rest = ("s",) * 20
    lines = "".join(f"{line}\n" for line in ("running", "2019", "", *skips[1:], *rest)).encode()
    options = ("--rubric", str(SMALL_RUBRIC), "--as-of", "2023-12-31")
    done = run("interview", "a.yaml", "b.yaml", *options, stdin=lines)
    assert (done.code, done.err) == (0, "")
    assert saved()["partners"]["BBB"]["standing"] == [{"status": "running", "since": "2019"}]
    assert "How does the relation with BBB stand?" in done.out
    assert "How does the relation with AAA stand?" in done.out
    assert done.out.index("with BBB stand") < done.out.index("with AAA stand")
    refused = run("interview", "a.yaml", "b.yaml", "--partner", "CCC", *options)
    assert (refused.code, refused.out) == (2, "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "expected a file, not standard input"),
        (["none.yaml"], "there is no file none.yaml; write one with `readiness init CODE -o none.yaml`"),
        (["a.yaml", "--need", "advice"], 'unknown need "advice"'),
        (["a.yaml", "--phase", "ealry"], 'unknown phase "ealry"'),
        (["a.yaml", "--as-of", "soon"], '"soon" is no date'),
        (["a.yaml", "--partner", "AAA"], "cannot be its own partner"),
    ],
)
def test_what_cannot_be_is_refused(arguments: list[str], message: str) -> None:
    done = run("interview", *arguments, "--rubric", str(SMALL_RUBRIC))
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert Path("a.yaml").read_text(encoding="utf-8") == START


def test_rights_and_links_of_the_file_stay() -> None:
    Path("a.yaml").rename("real.yaml")
    Path("real.yaml").chmod(0o640)
    Path("a.yaml").symlink_to("real.yaml")
    talk("3", "", "", "", "")
    assert Path("a.yaml").is_symlink()
    assert Path("real.yaml").stat().st_mode & 0o777 == 0o640
    assert saved()["ratings"]
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


class Terminal:
    """The program in a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        self.ours, theirs = pty.openpty()
        self.shown = ""
        command = [str(READINESS), *arguments]
        self.process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            preexec_fn=_control,  # noqa: PLW1509  (there are no threads)
        )
        os.close(theirs)

    def wait_for(self, text: str, seconds: float = 30) -> None:
        """Read until a text is shown that was not shown before."""
        end = time.monotonic() + seconds
        while text not in self.shown:
            ready, _, _ = select.select([self.ours], [], [], max(0.0, end - time.monotonic()))
            assert ready, f"{text!r} did not come; shown: {self.shown}"
            self.shown += os.read(self.ours, 4096).decode(errors="replace")
        self.shown = self.shown.split(text, 1)[1]

    def type(self, text: str) -> None:
        os.write(self.ours, text.encode())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.ours)


def _control() -> None:
    """Make the terminal the one that Ctrl-C in it speaks to, and hear it: a test run in the background ignores it."""
    import fcntl  # noqa: PLC0415
    import signal  # noqa: PLC0415
    import termios  # noqa: PLC0415

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x04", 0)])
def test_in_a_terminal_an_interrupt_keeps_what_was_answered(key: str, code: int) -> None:
    day = ("--as-of", "2023-12-31")
    with Terminal("interview", "a.yaml", "--rubric", str(SMALL_RUBRIC), *day) as terminal:
        for prompt, line in (
            ("Level: ", "3"),
            ("none): ", "B2"),
            ("]: ", ""),
            ("nothing): ", "Naïve 臺灣"),
            ("none): ", "Gazette"),
            ("none): ", ""),
            ("none): ", ""),
        ):
            terminal.wait_for(prompt)
            terminal.type(f"{line}\n")
        terminal.wait_for("Can they talk safely?")
        terminal.wait_for("Level: ")
        terminal.type("2\n")
        terminal.wait_for("none): ")
        time.sleep(0.5)  # the prompt is shown a moment before the program waits for a key
        terminal.type(key)
        terminal.wait_for("Saved in a.yaml: 1. Questions still open: 1.")
        terminal.wait_for("assess")
        assert terminal.process.wait(timeout=30) == code
    assert saved()["ratings"] == {
        "present-will": {
            "level": 3,
            "grade": "B2",
            "as_of": "2023-12-31",
            "evidence": [{"says": "Naïve 臺灣", "source": "gazette"}],
        }
    }


def test_u_takes_back_the_last_answer_and_asks_it_again() -> None:
    whole = Path("a.yaml").read_bytes
    start = whole()
    done = talk("3", "", "", "", "", "u", "q")
    assert whole() == start
    assert "Taken back; the question comes again." in done.out
    assert "Saved in a.yaml: 0." in done.out
    again = talk("3", "", "", "", "", "u", "1", "", "", "", "", "q")
    assert again.code == 0
    assert saved()["ratings"] == {"present-will": {"level": 1, "as_of": "2023-12-31"}}


def test_u_within_a_question_begins_it_anew_and_at_the_first_one_does_nothing() -> None:
    done = talk("u", "1", "u", "3", "", "", "", "", "q")
    assert "There is nothing to take back." in done.out
    assert "Begun anew." in done.out
    assert saved()["ratings"] == {"present-will": {"level": 3, "as_of": "2023-12-31"}}


def test_u_takes_back_a_skip_and_records() -> None:
    talk("running", "2019", "", "s", "u", "u", "q", options=TOWARDS)
    assert "partners" not in saved()
    done = talk("s", "u", "running", "2019", "", "q", options=TOWARDS)
    assert done.out.count("How does the relation with BBB stand?") == 2
    assert saved()["partners"]["BBB"]["standing"] == [{"status": "running", "since": "2019"}]


def test_a_date_in_another_form_is_asked_again_with_the_one_that_was_meant() -> None:
    done = talk("running", "2019/3/1", "2019-03-01", "", "q", options=TOWARDS)
    assert (
        "2019/3/1: expected a date: YYYY, YYYY-MM or YYYY-MM-DD; did you mean 2019-03-01?"
        in done.out.replace("\n", " ")
    )
    assert saved()["partners"]["BBB"]["standing"] == [{"status": "running", "since": "2019-03-01"}]


def test_what_is_typed_in_another_encoding_is_asked_again() -> None:
    typed = b"s\n3\n\n\nQu\xe9bec\nQu\xc3\xa9bec\n\n\nq\n"
    done = run("interview", "a.yaml", "--rubric", SMALL_RUBRIC, "--as-of", "2023-12-31", stdin=typed)
    assert (done.code, done.err) == (0, "")
    assert "not in the encoding of this terminal" in done.out.replace("\n", " ")
    assert [rating["evidence"] for rating in saved()["ratings"].values()] == [[{"says": "Québec"}]]


def test_a_kill_loses_no_answer() -> None:
    """The file holds every answer that the program said it saved, whole, after each SIGKILL."""
    questions = ("present-will", "secure-channel")
    for number, key in enumerate(questions, 1):
        process = subprocess.Popen(
            [READINESS, "interview", "a.yaml", "--rubric", SMALL_RUBRIC, "--as-of", "2023-12-31"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"3\n\n\n\n\n")  # a whole answer; then the program waits for the next one
        process.stdin.flush()
        while b"Saved" not in process.stdout.readline():
            assert process.poll() is None
        process.kill()
        process.communicate(timeout=60)
        assert list(saved()["ratings"]) == list(questions[:number]), key
    assert sorted(file.name for file in Path().iterdir()) == ["a.yaml", "b.yaml"]


def of_relation(*typed: str) -> Run:
    """An interview about the relation of two jurisdictions, by the rubric that ships."""
    write(Path(), {"twn.yaml": "profile: TWN\nas_of: 2023\n", "lva.yaml": "profile: LVA\nas_of: 2023\n"})
    lines = "".join(f"{line}\n" for line in typed).encode()
    return run("interview", "twn.yaml", "lva.yaml", "--as-of", "2023-12-31", stdin=lines)


def test_every_prompt_of_a_record_explains_itself_and_can_be_left() -> None:
    done = of_relation("suspended", "", "?", "2023", "?", "nothing", "s", "q")
    assert (done.code, done.err) == (0, "")
    assert done.out.count("The day for which this is true: YYYY") == 2
    assert "s leaves the question unanswered, u begins it anew, q quits" in done.out
    assert (
        "What does this government now let its officials do" in done.out
    )  # what the cause present-will means
    assert "Which agreements are there" in done.out
    assert Path("twn.yaml").read_text("utf-8") == "profile: TWN\nas_of: 2023\n"


def test_an_agreement_that_is_left_takes_none_of_those_before_it_away() -> None:
    done = of_relation("s", "mutual", "signed", "2019", "", "extradition", "s", "", "q")
    assert "Saved: 1 entry." in done.out


def test_who_stops_is_told_which_side_was_not_asked_and_how_to_go_on() -> None:
    done = of_relation("running", "2020", "", "q")
    assert "LVA was not asked" in done.out
    assert "readiness interview twn.yaml lva.yaml" in done.out
    assert "readiness assess twn.yaml lva.yaml" in done.out


def test_the_number_of_open_questions_counts_records_at_both_ends() -> None:
    first = of_relation("q").out
    opened = re.search(r"Questions open: (\d+)", first)
    still = re.search(r"Questions still open: (\d+)", first)
    assert opened is not None
    assert still is not None
    assert opened[1] == still[1]


def test_reasons_and_sources_are_helped_with() -> None:
    Path("a.yaml").write_text(
        f"{START}sources:\n  gazette: {{title: The gazette}}\n  post: {{title: Post}}\n", "utf-8"
    )
    done = talk("2,5", "", "", "An order", "9", "?", "2", "", "n", "?", "", "s", options=EARLY)
    assert (done.code, done.err) == (0, "")
    assert "There is no source of that number; ? lists 2 sources." in done.out
    assert "  2  post: Post" in done.out
    assert "Say in a few words why" in done.out
    rating = saved()["ratings"]
    assert rating["present-will"]["level"] == 2.5
    assert rating["present-will"]["evidence"] == [{"says": "An order", "source": "post"}]
    assert "secure-channel" not in rating


def test_towards_whom_an_answer_holds_is_explained() -> None:
    done = talk(*"sssss", *("3", "?", "", "s") * 6, "q", options=("--partner", "BBB", *EARLY))
    assert "p: it is true of dealings with BBB" in done.out


def test_a_jurisdiction_without_a_file_is_told_how_to_begin_one() -> None:
    done = run("interview", "Taiwan")
    assert done.code == 2
    assert "readiness init TWN -o TWN.yaml, then readiness interview TWN.yaml" in done.err
