"""Jurisdictions are understood wherever they are written, and what is not is refused and never dropped."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from cli.command_line import run, write

if TYPE_CHECKING:
    from pathlib import Path

AUS = "profile: AUS\nas_of: 2023\n"
GBR = "profile: GBR\nas_of: 2023\n"


def ids(*words: str) -> tuple[str, str]:
    done = run("assess", *words, "--as-of", "2026", "--format", "json")
    assert (done.code, done.err) == (0, "")
    pair = json.loads(done.out)["pair"]
    return pair["a"]["id"], pair["b"]["id"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("UK", "KR", ("GBR", "KOR")),
        ("Turkey", "Republic of Türkiye", None),
        ("Korea (Democratic People's Republic of)", "China (Hong Kong)", ("PRK", "HKG")),
        ("日本", "Deutschland", ("JPN", "DEU")),
        ("EL", "rom", ("GRC", "ROU")),
    ],
)
def test_arguments(a: str, b: str, expected: tuple[str, str] | None) -> None:
    if expected is None:
        assert "are one jurisdiction, TUR; expected two" in run("assess", a, b, "--as-of", "2026").err
    else:
        assert ids(a, b) == expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Korea", "this may be KOR (South Korea) or PRK (North Korea): give the code"),
        ("England", "it is part of GBR (United Kingdom): use GBR"),
        ("Interpol", "this is an organisation of many members: name the member you work with"),
        ("Jermany", "give a file, or a code or name from `readiness list profiles`"),
    ],
)
def test_what_is_not_understood_is_asked_back(text: str, said: str) -> None:
    done = run("assess", text, "LVA")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def trust(folder: Path, gbr: str, aus: str) -> tuple[float, int]:
    """The level of trust that GBR records towards AUS, and the line in which its evidence stands."""
    write(folder, {"g.yaml": gbr, "a.yaml": aus})
    done = run("assess", str(folder / "g.yaml"), str(folder / "a.yaml"), "-f", "json")
    assert (done.code, done.err) == (0, "")
    rows = {row["id"]: row for row in json.loads(done.out)["indicators"]}
    return rows["mutual-trust"]["a"]["level"], rows["mutual-trust"]["evidence"][0]["line"]


@pytest.mark.parametrize("code", ["AUS", "AU", "Australia"])
@pytest.mark.parametrize("key", ["AUS", "Australia", "AU", "aus", "Commonwealth of Australia", "澳洲"])
def test_what_stands_under_any_name_of_the_partner_is_used(tmp_path: Path, key: str, code: str) -> None:
    rating = "{level: 3, grade: B2, evidence: [{says: so}]}"
    gbr = f"{GBR}partners:\n  FRA: {{}}\n  {key}:\n    ratings:\n      mutual-trust: {rating}\n"
    assert trust(tmp_path, gbr, f"profile: {code}\nas_of: 2023\n") == (3.0, 7)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["AUS", "Australia"], '"Australia" and "AUS" are one jurisdiction'),
        (["Korea"], '"Korea" is ambiguous'),
        (["Mexico City"], '"Mexico City" is the code or name of no jurisdiction'),
        (["UK"], "UK cannot be its own partner"),
    ],
)
def test_partner_keys_that_would_be_passed_over_are_refused(
    tmp_path: Path, keys: list[str], said: str
) -> None:
    write(tmp_path, {"GBR.yaml": f"{GBR}partners:\n" + "".join(f"  {key}: {{}}\n" for key in keys)})
    done = run("validate", str(tmp_path / "GBR.yaml"))
    assert done.code == 2
    assert said in done.err


def test_a_key_by_which_others_know_the_partner_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"GBR.yaml": f"{GBR}partners:\n  GER: {{}}\n", "DEU.yaml": "profile: DEU\n"})
    done = run("assess", str(tmp_path / "GBR.yaml"), str(tmp_path / "DEU.yaml"))
    assert done.code == 0
    assert 'GBR.yaml:4:3: warning: nothing here is about DEU; "GER" is another partner' in done.err


def test_one_jurisdiction_under_two_codes_is_no_pair(tmp_path: Path) -> None:
    write(tmp_path, {"a.yaml": "profile: NO\nas_of: 2023\n", "b.yaml": "profile: NOR\nas_of: 2023\n"})
    done = run("assess", str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml"))
    assert done.code == 2
    assert "both profiles are of" in done.err
    assert "b.yaml:1:10: " in run("batch", "--all", str(tmp_path)).err


def rows(done_out: str) -> list[tuple[str, str]]:
    return [(row["a"], row["b"]) for row in csv.DictReader(io.StringIO(done_out))]


@pytest.mark.parametrize("file", ["aus.yaml", "AUS.yml", "Aus.YAML", "australia.yaml", "AU.yaml"])
@pytest.mark.parametrize("name", ["AUS", "aus", "Australia", "AU"])
def test_a_list_finds_files_beside_it_under_any_name(tmp_path: Path, file: str, name: str) -> None:
    own = f"{AUS}tlp: amber\n"
    write(tmp_path, {file: own, "pairs.csv": f"a,b\n{name},Latvia\n"})
    done = run("batch", str(tmp_path / "pairs.csv"), "--as-of", "2026", "--format", "jsonl", "--all-tlp")
    assert (done.code, done.err) == (0, "")
    assert '"tlp":"amber"' in done.out


def test_two_files_of_one_jurisdiction_beside_a_list_are_told(tmp_path: Path) -> None:
    write(tmp_path, {"aus.yaml": AUS, "Australia.yaml": AUS, "pairs.csv": "a,b\nAU,LVA\n"})
    done = run("batch", str(tmp_path / "pairs.csv"))
    assert done.code == 3
    assert "several files here are of AU: Australia.yaml, aus.yaml" in done.err


def test_roles_and_the_asking_side_in_options_lists_and_case_files(tmp_path: Path) -> None:
    plain = run("assess", "GBR", "LVA", "--requesting", "GBR", "--role", "GBR=destination", "-f", "json")
    named = run(
        "assess", "UK", "Latvia", "--requesting", "Great Britain", "--role", "UK=destination", "-f", "json"
    )
    assert (plain.code, named.code) == (0, 0)
    assert plain.out == named.out
    write(tmp_path, {"case.yaml": "requesting: UK\nroles: {Great Britain: destination}\n"})
    cased = run("assess", "GBR", "LVA", "--case", str(tmp_path / "case.yaml"), "-f", "json")
    assert cased.out == plain.out
    pairs = "a,b,requesting,roles\nUK,LVA,United Kingdom,United Kingdom=destination\n"
    write(
        tmp_path,
        {
            "pairs.csv": pairs,
            "m.yaml": "pairs:\n- {a: UK, b: LVA, requesting: uk, roles: {uk: destination}}\n",
        },
    )
    for name in ("pairs.csv", "m.yaml"):
        done = run("batch", str(tmp_path / name), "--format", "csv")
        assert (done.code, done.err) == (0, "")
        assert rows(done.out) == [("GBR", "LVA")]
    third = run("assess", "GBR", "LVA", "--requesting", "France")
    assert (third.code, third.out) == (2, "")


def test_one_side_cannot_have_two_roles() -> None:
    done = run("assess", "GBR", "LVA", "--role", "UK=destination", "--role", "GBR=origin")
    assert done.code == 2
    assert "GBR is given two roles, destination and source" in done.err


def test_starting_profiles_and_questionnaires_take_names(tmp_path: Path) -> None:
    done = run("init", "Australia", "--partner", "UK")
    assert done.code == 0
    assert done.out.startswith("profile: AUS") or "\nprofile: AUS" in done.out
    sheet = run("questionnaire", "Great Britain", "--partner", "Australia", "--format", "csv")
    assert sheet.code == 0
    row = next(csv.DictReader(io.StringIO(sheet.out.lstrip("\ufeff"))))
    assert row["jurisdiction"] == "GBR"
    assert {"AUS"} >= {
        line["towards"] for line in csv.DictReader(io.StringIO(sheet.out.lstrip("\ufeff"))) if line["towards"]
    }
    write(tmp_path, {"GBR.yaml": GBR})
    answers = "jurisdiction,indicator,towards,level\nUnited Kingdom,mutual-trust,Australia,3\n"
    write(tmp_path, {"answers.csv": answers})
    taken = run(
        "questionnaire", "--import", str(tmp_path / "answers.csv"), "--into", str(tmp_path / "GBR.yaml")
    )
    assert (taken.code, taken.err) == (0, "")
    assert "  AUS:" in (tmp_path / "GBR.yaml").read_text("utf-8")


def test_waivers_and_routes_take_names(tmp_path: Path) -> None:
    waiver = "- {pair: [UK, Latvia], obstacle: O1, reason: agreed, approver: board, expires: 2030}\n"
    write(tmp_path, {"waivers.yaml": waiver})
    done = run("assess", "GBR", "LVA", "--waivers", str(tmp_path / "waivers.yaml"), "-f", "json")
    assert (done.code, done.err) == (0, "")
    chain = run("route", "UK", "Latvia", "日本", "--format", "json")
    assert (chain.code, chain.err) == (0, "")


def test_a_list_of_waivers_beside_profiles_is_no_profile(tmp_path: Path) -> None:
    write(tmp_path, {"AUS.yaml": AUS, "GBR.yaml": GBR, "waivers.yaml": "- {pair: [GBR, AUS]}\n"})
    write(tmp_path, {"._GBR.yaml": "\0\0", ".#AUS.yaml": "x"})
    for words in (("batch", "--all"), ("matrix",)):
        done = run(*words, str(tmp_path))
        assert done.code == 0, done.err


@pytest.mark.parametrize("name", ["S. Korea", "Korea, Rep. of", "한국", "kr"])
@pytest.mark.parametrize(
    ("command", "option", "value"),
    [
        ("assess", "--as", "{}"),
        ("assess", "--requesting", "{}"),
        ("assess", "--role", "{}=destination"),
        ("plan", "--side", "{}"),
        ("what-if", "--set", "{}.mutual-trust=3"),
    ],
)
def test_a_side_is_named_in_any_option_by_any_of_its_names(
    command: str, option: str, value: str, name: str
) -> None:
    named = run(command, "GBR", "KOR", option, value.format(name))
    coded = run(command, "GBR", "KOR", option, value.format("KOR"))
    assert (named.code, named.err) == (0, "")
    assert named.out == coded.out.replace(value.format("KOR"), value.format(name))


@pytest.mark.parametrize(
    "text", ["Czechoslovakia", "East Germany", "Dutch", "捷克斯洛伐克", "Netherlands Antilles"]
)
def test_what_is_known_to_be_none_is_refused_wherever_it_is_written(tmp_path: Path, text: str) -> None:
    write(
        tmp_path,
        {
            "p.csv": f"a,b\n{text},LVA\nGBR,LVA\n",
            "m.yaml": f"pairs:\n- {{a: {text}, b: LVA}}\n",
            "GBR.yaml": f"{GBR}partners:\n  {text}: {{}}\n",
            "w.yaml": f"- {{pair: [GBR, {text}], obstacle: O1, reason: r, approver: b, expires: 2030}}\n",
            "case.yaml": f"requesting: {text}\n",
        },
    )
    for words in (
        ("assess", text, "LVA"),
        ("batch", str(tmp_path / "p.csv")),
        ("batch", str(tmp_path / "m.yaml")),
        ("validate", str(tmp_path / "GBR.yaml")),
        ("assess", "GBR", "LVA", "--waivers", str(tmp_path / "w.yaml")),
        ("assess", "GBR", "LVA", "--case", str(tmp_path / "case.yaml")),
        ("partners", "LVA", text),
        ("route", "LVA", text, "EST"),
        ("init", text),
        ("questionnaire", text),
    ):
        done = run(*words)
        assert done.code in (2, 3), words
        assert text in done.err, words


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("South Korea", "write its code: KOR"),
        ("大韓民國", "write its code: KOR"),
        ("U. K.", "write its code: GBR"),
        ("South Vietnam", "this has ended"),
    ],
)
def test_a_profile_that_is_named_in_words_is_told_its_code(tmp_path: Path, name: str, fix: str) -> None:
    write(tmp_path, {"k.yaml": f"profile: {name}\nas_of: 2023\n"})
    done = run("validate", str(tmp_path / "k.yaml"))
    assert done.code == 2
    assert fix in done.err


@pytest.mark.parametrize(
    "command",
    [
        ("init", "TWN", "--partner"),
        ("init",),
        ("questionnaire", "TWN", "--partner"),
        ("questionnaire",),
        ("profile", "TWN", "--partner"),
        ("interview", "twn.yaml", "--partner"),
    ],
)
def test_a_misspelt_name_is_asked_back_unless_it_is_the_name_of_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"twn.yaml": "profile: TWN\nas_of: 2023\n"})
    done = run(*command, "Lativa")
    assert (done.code, done.out) == (2, "")
    assert 'did you mean "Latvia"?' in done.err
    assert '"lativa-police"' in done.err
    assert run(*command, "lativa-police").code == 0
    write(tmp_path, {"Lativa.yaml": "profile: Lativa\nas_of: 2023\n"})
    assert run(*command, "Lativa").code == 0


def test_validate_warns_of_a_misspelt_partner(tmp_path: Path) -> None:
    partners = "partners:\n  Lativa: {}\n  customs-1: {}\n  LVX: {}\n"
    write(tmp_path, {"twn.yaml": f"profile: TWN\nas_of: 2023\n{partners}"})
    done = run("validate", tmp_path / "twn.yaml")
    assert (done.code, done.err.count("warning: ")) == (0, 2)
    assert 'twn.yaml:4:3: warning: "Lativa" is the code or name of no jurisdiction' in done.err
    assert 'twn.yaml:6:3: warning: "LVX"' in done.err
    assert run("validate", "--strict", tmp_path / "twn.yaml").code == 2


def test_a_name_that_is_no_code_is_answered_with_a_whole_command() -> None:
    done = run("init", "Port Police of Freedonia")
    assert "readiness init port-police-of-freedonia --name 'Port Police of Freedonia'" in done.err
