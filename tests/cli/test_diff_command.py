"""`readiness diff`: what changed between two reports, and why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cli.command_line import ALPHA, BETA, SMALL_RUBRIC, UNWILLING, Run, assess, run, write
from cli.test_imports import imported_by
from readiness.many.differences import Change
from readiness.report.pages.differences import change_in_words, is_told
from readiness.report.texts import texts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same pair before and after a change of will: as assessments, as rows, as whole assessments in a batch."""
    monkeypatch.chdir(tmp_path)
    for name, other in (("old", UNWILLING), ("new", BETA)):
        (tmp_path / name).mkdir()
        write(tmp_path / name, {"a.yaml": ALPHA, "b.yaml": other})
        assess(f"{name}/a.yaml", f"{name}/b.yaml", "-o", f"{name}.json")
        batch = ("batch", "--rubric", SMALL_RUBRIC, "--all", name)
        run(*batch, "-o", f"{name}.jsonl")
        run(*batch, "-o", f"{name}-rows.json")
        run(*batch, "--detail", "-o", f"{name}-whole.jsonl")
    return tmp_path


def diff(*arguments: str) -> Run:
    return run("diff", *arguments)


def told(done: Run) -> str:
    """What is said, in one line."""
    return " ".join(done.out.split())


@pytest.mark.usefixtures("reports")
def test_two_assessments() -> None:
    done = diff("old.json", "new.json")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("ALPHA – BETA: was blocked, now ")
    assert "in the way first: present will, which stops it now (BETA) → " in told(done)
    assert "because the profile of BETA changed" in told(done)
    assert "present will: level 1 → 3" in done.out
    assert "present will: not enough for the phase before, enough for the phase now" in done.out
    assert "present will (BETA): 1 → 3" in done.out
    assert max(map(len, done.out.splitlines())) <= 80


@pytest.mark.usefixtures("reports")
def test_two_batches() -> None:
    done = diff("old.jsonl", "new.jsonl")
    assert "was blocked, now " in done.out
    assert "no-will is no longer present" in done.out
    assert "conditions not met: 1 → 0" in done.out
    assert diff("old-rows.json", "new-rows.json").out == done.out
    assert "present will: level 1 → 3" in diff("old-whole.jsonl", "new-whole.jsonl").out
    assert "was blocked, now " in diff("old.jsonl", "new.json").out


@pytest.mark.usefixtures("reports")
def test_no_difference() -> None:
    for name in ("old.json", "old.jsonl"):
        done = diff(name, name, "--exit-code")
        assert (done.code, done.out) == (0, "no difference\n")
    assert diff("old.json", "new.json", "--exit-code").code == 1


def test_the_order_of_the_two_makes_no_difference(reports: Path) -> None:
    assess("old/b.yaml", "old/a.yaml", "-o", "swapped.json")
    assert (reports / "swapped.json").exists()
    assert diff("old.json", "swapped.json").out == "no difference\n"


@pytest.mark.usefixtures("reports")
def test_why_the_question() -> None:
    assess("old/a.yaml", "old/b.yaml", "--need", "evidence", "--as-of", "2024", "-o", "other.json")
    done = diff("old.json", "other.json")
    assert "asked otherwise: needs evidence, was intelligence" in done.out
    assert "the date is 2024-12-31, was 2023-11-28" in done.out
    assess("old/a.yaml", "old/b.yaml", "--phase", "late", "-o", "late.json")
    assert "phase middle → late" in diff("old.json", "late.json").out
    assert "the phase is given, was inferred" in diff("old.json", "late.json").out


def test_pairs_in_one_report_only(reports: Path) -> None:
    write(reports / "new", {"c.yaml": BETA.replace("BETA", "GAMMA")})
    run("batch", "--rubric", SMALL_RUBRIC, "--all", "new", "-o", "more.jsonl")
    done = diff("new.jsonl", "more.jsonl")
    assert "ALPHA – GAMMA: not in the earlier report" in done.out
    assert "ALPHA – GAMMA: no longer in the report" in diff("more.jsonl", "new.jsonl").out
    assert "1 pair without a difference" in done.out


def test_numpy_is_not_needed(reports: Path) -> None:
    assert not imported_by("diff", str(reports / "old.jsonl"), str(reports / "new.jsonl")) & {"numpy", "rich"}


@pytest.mark.usefixtures("reports")
def test_as_json() -> None:
    found = json.loads(diff("old.json", "new.json", "--format", "json").out)
    assert found["schema"] == "readiness/diff/1"
    assert found["changed"][0]["pair"] == ["ALPHA", "BETA"]
    assert found["changed"][0]["changes"][0]["old"] == "blocked"
    # both profiles are of the same day: the later one only tells otherwise of it
    level = {"what": "level", "about": "present-will", "old": 1, "new": 3, "origin": "learned"}
    assert level in found["changed"][0]["because"]


def test_what_changed_in_the_world_stands_apart_from_what_was_only_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "profile: {}\nas_of: {}\nratings:\n"
    will, trust = (
        "  present-will: {{level: {}, grade: A1, as_of: {}}}\n",
        "  mutual-trust: {{level: {}, grade: A1, as_of: {}}}\n",
    )
    first = head.format("AAA", 2020) + will.format(3, "2019-05-01") + trust.format(3, "2019-05-01")
    later = head.format("AAA", 2022) + will.format(1, "2021-06-01") + trust.format(2, "2018-01-01")
    write(
        tmp_path,
        {
            "a1.yaml": first,
            "a2.yaml": later,
            "b.yaml": head.format("BBB", 2020) + will.format(4, "2019") + trust.format(4, "2019"),
        },
    )
    for number in (1, 2):
        run("assess", f"a{number}.yaml", "b.yaml", "-o", f"{number}.json")
    out = diff("1.json", "2.json").out
    world, learned = out.split("only learned since")
    assert "changed in the world, by evidence dated after 2020-12-31:" in world
    assert "present will (AAA): 3 → 1" in world
    assert "mutual trust (AAA): 3 → 2" in learned
    assert "mutual trust" not in world


def test_what_became_known_did_not_change_in_the_world(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    head = "profile: {}\nas_of: {}\nratings:\n"
    will = "  present-will: {{level: {}, grade: A1, as_of: {}}}\n"
    known = "  mutual-trust: {level: 3, grade: A1, as_of: 2021-06-01}\n"
    write(
        tmp_path,
        {
            "a1.yaml": head.format("AAA", 2020) + will.format(3, "2019"),
            "a2.yaml": head.format("AAA", 2022) + will.format(3.5, "2021") + known,
            "b.yaml": head.format("BBB", 2020) + will.format(4, "2019") + known.replace("2021-06-01", "2019"),
        },
    )
    for number in (1, 2):
        run("assess", f"a{number}.yaml", "b.yaml", "-o", f"{number}.json")
    world, learned = diff("1.json", "2.json").out.split("only learned since")
    assert "present will (AAA): 3 → 3.5" in world
    assert "mutual trust" not in world
    assert "mutual trust (AAA): unknown → 3" in learned


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [(54.2, 61.7, "54 → 62"), (54.4, 54.2, "54.4 → 54.2"), (None, 3.0, "unknown → 3")],
)
def test_scores_are_whole_numbers_that_differ(old: float | None, new: float, said: str) -> None:
    assert change_in_words(Change("readiness", old, new), texts()) == f"readiness {said}"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"{", "this is not JSON"),
        (
            b"{}\n{",
            "result 1 is no assessment",
        ),  # the first mistake is told, as there may be no memory for all
        (b"[1]", "result 1 is no assessment"),
        (b'{"schema": "other"}', "result 1 is no assessment"),
        (b'{"schema": "readiness/batch/1", "a": "x"}', "is not whole"),
        (b'{"schema": "readiness/assessment/1", "pair": 3}', "is not whole"),
        (b"\xff\xfe", "this is not UTF-8"),
    ],
)
def test_bad_reports(reports: Path, content: bytes, message: str) -> None:
    (reports / "bad.json").write_bytes(content)
    done = diff("old.json", "bad.json")
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err


def test_another_thing_that_is_not_known_is_no_change_of_what_stands_in_the_way() -> None:
    known, trust, will = (
        {"status": status, "indicator": name, "side": "a", "id": "O1"}
        for status, name in (("blocking", "x"), ("unknown", "mutual-trust"), ("unknown", "present-will"))
    )

    def of(old: dict[str, str] | None, new: dict[str, str] | None) -> Change:
        return Change("first_obstacle", old, new)

    assert not is_told(of(trust, will))
    assert all(is_told(of(*pair)) for pair in ((known, will), (trust, known), (None, will)))
    assert is_told(Change("verdict", "ready", "blocked"))
    assert change_in_words(of(trust, None), texts()) == "in the way first: nothing that is known → nothing"


def test_what_is_on_record_is_told_when_it_comes_goes_or_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"b.yaml": "profile: BETA\nas_of: 2024\n"})
    for status in ("signed", "in-force", "lapsed"):
        entry = f"agreements: [{{kind: extradition, status: {status}}}]"
        write(tmp_path, {"a.yaml": f"profile: ALPHA\nas_of: 2024\npartners: {{BETA: {{{entry}}}}}\n"})
        run("assess", "a.yaml", "b.yaml", "--need", "surrender", "--format", "json", "-o", f"{status}.json")
    line = "on record between the two: extradition {new}, was {old}"
    assert line.format(old="signed", new="in force") in told(diff("signed.json", "in-force.json"))
    assert line.format(old="in force", new="lapsed") in told(diff("in-force.json", "lapsed.json"))
    earlier = json.loads((tmp_path / "signed.json").read_text())
    del earlier["on_record"]  # a report from before there was such a list
    (tmp_path / "signed.json").write_text(json.dumps(earlier))
    assert "on record" not in told(diff("signed.json", "in-force.json"))


def test_a_standing_that_ended_is_told_with_its_last_day(tmp_path: Path) -> None:
    strained = "{status: strained, since: 2023-01, cause: bilateral-climate, until: 2023-06-15}"
    profile = f"profile: AAA\nas_of: 2023-12-31\npartners: {{BBB: {{standing: [{strained}]}}}}\n"
    write(tmp_path, {"AAA.yaml": profile, "BBB.yaml": "profile: BBB\nas_of: 2023-12-31\n"})
    pair = (tmp_path / "AAA.yaml", tmp_path / "BBB.yaml")
    for name, day in (("old", "2023-06-15"), ("new", "2023-06-16")):
        run("assess", *pair, "--need=surrender", "--as-of", day, "-o", tmp_path / f"{name}.json")
    done = told(diff(str(tmp_path / "old.json"), str(tmp_path / "new.json")))
    full = " ".join(run("assess", *pair, "--need=surrender", "--as-of=2023-06-16", "--full").out.split())
    assert "The relation was strained until 2023-06-15; of how it stands since nothing is on record." in full
    assert "the standing is not recorded, was strained it ended on 2023-06-15" in done
