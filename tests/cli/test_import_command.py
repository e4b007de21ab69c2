"""`readiness import` from the outside: what it writes, what it tells, and how it ends."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli.command_line import run, write
from cli.test_imports import imported_by

ROOT = Path(__file__).parent.parent.parent
EGMONT = "iso2,fiu,suspended\nJP,JAFIC,0\nBR,COAF,0\n"


@pytest.fixture
def members(tmp_path: Path) -> Path:
    """A list of two members."""
    file = tmp_path / "egmont_2026-07.csv"
    file.write_text(EGMONT, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where profiles go; not there yet."""
    return tmp_path / "mine"


def contents(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted(folder.glob("*"))}


def test_profiles_are_drafted_and_a_second_import_changes_nothing(members: Path, folder: Path) -> None:
    first = run("import", "egmont", members, "--into", folder)
    assert (first.code, first.out, first.err) == (0, "2 profiles created, 0 updated, 0 as they were\n", "")
    made = contents(folder)
    assert list(made) == ["BRA.yaml", "JPN.yaml"]
    assert "as_of: 2026-07\n" in made["BRA.yaml"]
    assert "egmont: {status: member, source: egmont-2026}" in made["BRA.yaml"]
    assert (
        run("import", "egmont", members, "--into", folder).out
        == "0 profiles created, 0 updated, 2 as they were\n"
    )
    assert contents(folder) == made


def test_drafted_profiles_are_good_and_can_be_assessed(members: Path, folder: Path) -> None:
    run("import", "egmont", members, "--into", folder)
    files = [folder / "BRA.yaml", folder / "JPN.yaml"]
    assert run("validate", *files).code == 0
    assert "undetermined" in run("assess", *files).out.casefold()


def test_a_dry_run_shows_a_diff_and_writes_nothing(members: Path, folder: Path) -> None:
    done = run("import", "egmont", members, "--into", folder, "--dry-run")
    assert done.code == 0
    assert f"+++ {folder}/BRA.yaml" in done.out
    assert "--- /dev/null" in done.out
    assert "+profile: BRA" in done.out
    assert not folder.exists()


def test_a_dry_run_on_a_profile_written_by_hand_shows_only_what_is_added(members: Path, folder: Path) -> None:
    folder.mkdir()
    by_hand = "profile: BRA   # mine\nfacts: {languages: [pt]}\n"
    (folder / "BRA.yaml").write_text(by_hand, encoding="utf-8")
    done = run("import", "egmont", members, "--into", folder, "--existing", "--dry-run")
    lines = done.out.splitlines()
    assert "-facts: {languages: [pt]}" in lines
    assert " profile: BRA   # mine" in lines
    assert contents(folder) == {"BRA.yaml": by_hand}


def test_unknown_codes_are_told_with_the_nearest_and_refused_when_strict(members: Path, folder: Path) -> None:
    members.write_text(f"{EGMONT}QQ,X,0\n", encoding="utf-8")
    done = run("import", "egmont", members, "--into", folder)
    assert done.code == 0
    assert f'{members}: row 4: "QQ" fits no jurisdiction' in done.err
    assert list(contents(folder)) == ["BRA.yaml", "JPN.yaml"]
    before = contents(folder)
    members.write_text("iso2,fiu,suspended\nQQ,X,0\nFR,X,0\n", encoding="utf-8")
    strict = run("import", "egmont", members, "--into", folder, "--strict")
    assert strict.code == 2
    assert "--strict" in strict.err
    assert contents(folder) == before


def test_what_is_no_longer_listed_is_taken_back_and_told(members: Path, folder: Path) -> None:
    run("import", "egmont", members, "--into", folder)
    members.write_text("iso2,fiu,suspended\nJP,JAFIC,0\n", encoding="utf-8")
    done = run("import", "egmont", members, "--into", folder)
    assert "BRA: facts.memberships.egmont is taken back" in done.err
    assert "egmont" not in contents(folder)["BRA.yaml"]


def test_for_only_and_existing_narrow_an_import(members: Path, folder: Path) -> None:
    run("import", "egmont", members, "--into", folder, "--for", "BRA")
    assert list(contents(folder)) == ["BRA.yaml"]
    done = run(
        "import",
        "egmont",
        members,
        "--into",
        folder,
        "--existing",
        "--only",
        "egmont",
        "--as-of",
        "2026-12-31",
    )
    assert done.out == "0 profiles created, 1 updated, 0 as they were\n"
    assert "as_of: 2026-12-31" in contents(folder)["BRA.yaml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--for", "BRZ"), 'unknown code "BRZ"; did you mean "BR'),
        (("--only", "egmnt"), 'did you mean "egmont"?'),
        (("--dated", "2026-13"), "--dated"),
        (("--as-of", "soon"), "--as-of"),
    ],
)
def test_wrong_options_are_refused(
    members: Path, folder: Path, arguments: tuple[str, ...], message: str
) -> None:
    done = run("import", "egmont", members, "--into", folder, *arguments)
    assert done.code == 2
    assert message in done.err
    assert not folder.exists()


def test_a_wrong_file_writes_nothing_even_beside_a_good_one(members: Path, folder: Path) -> None:
    wrong = members.parent / "wgi.csv"
    wrong.write_text("code,year\n", encoding="utf-8")
    done = run("import", "egmont", members, wrong, "--into", folder)
    assert done.code == 2
    assert str(wrong) in done.err
    assert "Traceback" not in done.err
    assert not folder.exists()


def test_a_broken_profile_in_the_folder_is_told_and_nothing_is_written(members: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "BRA.yaml").write_text("profile: BRA\nfcats: {}\n", encoding="utf-8")
    done = run("import", "egmont", members, "--into", folder)
    assert done.code == 2
    assert 'did you mean "facts"?' in done.err
    assert list(contents(folder)) == ["BRA.yaml"]


@pytest.mark.parametrize("name", ["missing.csv", "."])
def test_what_cannot_be_read_is_told(members: Path, folder: Path, name: str) -> None:
    done = run("import", "egmont", members.parent / name, "--into", folder)
    assert done.code == 2
    assert not folder.exists()


def test_an_unknown_source_names_those_there_are(members: Path) -> None:
    done = run("import", "interpol", members)
    assert done.code == 2
    assert "un-treaties" in done.err


def test_a_log_goes_into_the_owner_s_profile(tmp_path: Path, folder: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "date-sent,from,to,need,days,outcome\n2021-03-01,BRA,JPN,evidence,90,completed\n"
        "2022-03-01,BRA,USA,evidence,90,completed\n",
        encoding="utf-8",
    )
    assert run("import", "own-records", log, "--into", folder).code == 0
    assert list(contents(folder)) == ["BRA.yaml"]
    assert "completed: 1" in contents(folder)["BRA.yaml"]
    assert run("validate", folder / "BRA.yaml").code == 0
    twice = run("import", "own-records", log, log, "--into", folder)
    assert twice.code == 2
    assert "takes one file" in twice.err


def test_help_loads_no_library_that_only_importing_needs() -> None:
    modules = imported_by("import", "--help")
    assert not modules & {"yaml", "babel", "openpyxl", "numpy"}


LOG = "date-sent,from,to,need,days,outcome\n"


@pytest.mark.parametrize(
    ("source", "name", "text", "told"),
    [
        (
            "egmont",
            "2025-01.csv",
            "iso2,fiu,suspended\nLativa,FIU,0\n",
            'row 2: "Lativa"|did you mean "Latvia"?',
        ),
        (
            "own-records",
            "log.csv",
            f"{LOG}2024-01-01,Taiwan,Lativa,evidence,20,completed\n2024-02-01,Taiwan,Lithunia,evidence,9,completed\n",
            'row 2: "Lativa"|did you mean "Latvia"?|row 3: "Lithunia"|did you mean "Lithuania"?',
        ),
        (
            "own-records",  # nobody is in every row, for a slip in one
            "log.csv",
            f"{LOG}2024-01-01,Taiwan,Latvia,evidence,20,completed\n2024-02-01,Tawian,Estonia,evidence,9,completed\n",
            'row 3: "Tawian"|did you mean "Taiwan"?',
        ),
    ],
)
def test_a_sheet_of_misspelt_names_is_refused_with_what_they_are_near_to(
    tmp_path: Path, source: str, name: str, text: str, told: str
) -> None:
    write(tmp_path, {name: text})
    done = run("import", source, tmp_path / name, "--into", tmp_path / "into")
    assert done.code == 2
    assert all(part in done.err for part in told.split("|")), done.err
    assert not (tmp_path / "into").exists()


def test_a_misspelt_name_is_told_before_a_list_of_regions(tmp_path: Path) -> None:
    regions = "".join(f"Region of the world {number},FIU,0\n" for number in range(30))
    write(
        tmp_path,
        {"2025-01.csv": f"iso2,fiu,suspended\n{regions}EST,FIU,0\nAllemange,FIU,0\nAllemange,FIU,0\n"},
    )
    done = run("import", "egmont", tmp_path / "2025-01.csv", "--into", tmp_path / "into")
    first, *others = done.err.splitlines()
    assert done.code == 0
    assert first.endswith('2025-01.csv: row 33: "Allemange" fits no jurisdiction; did you mean "Germany"?')
    assert not any("Allemange" in line for line in others)


def test_names_and_needs_in_a_log_are_read_in_any_words(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "log.csv": f"{LOG}2024-01-01,Taïwan,Lettonie,extradition,20,completed\n2024-02-01,TWN,LVA,Tips,9,completed\n"
        },
    )
    done = run("import", "own-records", tmp_path / "log.csv", "--into", tmp_path)
    assert done.code == 0, done.err
    profile = (tmp_path / "TWN.yaml").read_text("utf-8")
    assert "needs: [surrender]" in profile
    assert "needs: [intelligence]" in profile


def test_a_log_is_read_in_the_words_of_the_rubric_that_is_named(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rubrics/law-enforcement", tmp_path / "house")
    rules = tmp_path / "house/rubric.yaml"
    rules.write_text(
        rules.read_text("utf-8").replace("called: [extradition,", "called: [form nine, extradition,"), "utf-8"
    )
    write(tmp_path, {"log.csv": f"{LOG}2024-01-01,Taïwan,Lettonie,Form nine,20,completed\n"})
    refused = run("import", "own-records", tmp_path / "log.csv", "--into", tmp_path)
    assert refused.code == 2
    done = run(
        "import", "own-records", tmp_path / "log.csv", "--into", tmp_path, "--rubric", tmp_path / "house"
    )
    assert done.code == 0, done.err
    assert "needs: [surrender]" in (tmp_path / "TWN.yaml").read_text("utf-8")
