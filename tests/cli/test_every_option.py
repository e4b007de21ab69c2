"""Every command beside every option of `assess`: which it takes, that it means the same, and that a configuration file sets it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cli.command_line import ALPHA, BETA, SMALL_RUBRIC, report, run, write
from readiness.cli.app import COMMANDS, Commands
from readiness.cli.configuration.options import ONLY_ASSESS, OPTIONS, OWN_MEANING
from readiness.cli.configuration.settings import parameter

if TYPE_CHECKING:
    from pathlib import Path

ASKED = {
    "phase",
    "lane",
    "need",
    "measure",
    "crime",
    "bar",
    "limb",
    "case",
    "weights",
    "rubric",
    "crimes",
    "as-of",
    "role",
    "requesting",
}
DEMANDED = {"fail-under", "fail-on", "strict", "waivers", "today", "baseline"}
SHOWN = {"share", "max-tlp"}
REPORT = {"format", "output"}
TAKEN: dict[str, set[str]] = {
    "assess": ASKED | DEMANDED | SHOWN | REPORT | {"full", "as"},
    "batch": ASKED | DEMANDED | SHOWN | REPORT,
    "matrix": ASKED | DEMANDED | SHOWN | REPORT,
    "route": ASKED | DEMANDED | SHOWN | REPORT,
    "partners": ASKED | DEMANDED | SHOWN | REPORT,
    "brief": ASKED | SHOWN | REPORT | {"as"},
    "checklist": ASKED | SHOWN | REPORT,
    "history": ASKED | SHOWN | REPORT,
    "what-if": ASKED | SHOWN | REPORT,
    "plan": ASKED | SHOWN | REPORT,
    "bottleneck": ASKED | SHOWN | REPORT,
    "interview": {"phase", "need", "measure", "crime", "rubric", "as-of"},
    "questionnaire": {"need", "rubric", "format", "output"},
    "profile": {"rubric", "as-of", "format", "output"},
    "init": {"rubric", "as-of", "output"},
    "validate": {"rubric", "strict", "today"},
    "agreement": {"rubric", "as-of", "fail-under", "format", "output"},
    "merge": {"rubric", "strict", "output"},
    "import": {"as-of", "rubric", "strict"},
    "test": {"rubric", "format", "output"},
    "explain": {"rubric", "format"},
    "list": {"rubric", "format"},
    "schema": {"rubric"},
    "config": {"case", "format"},
    "diff": {"format"},
}
"""Which options of `assess` a command has, by command; `lang` besides, which all have."""
IN_OTHER_WORDS = {
    ("validate", "rubric"),
    ("schema", "rubric"),
    ("test", "rubric"),
    ("import", "rubric"),
    ("interview", "phase"),
    ("config", "case"),
}
"""Options that are the same, of which a command says more."""
WRONG: dict[str, tuple[str, str]] = {
    "phase": ('"latest"', "latest"),
    "lane": ('"inform"', "inform"),
    "need": ('["evidense"]', "evidense"),
    "measure": ('["joined"]', "joined"),
    "crime": ('["pickpockets"]', "pickpockets"),
    "bar": ('["nation"]', "nation"),
    "limb": ('["x"]', '"x"'),
    "case": ('"none.yaml"', "none.yaml"),
    "weights": ('"bottoms-up"', "bottoms-up"),
    "rubric": ('"no-such-rubric"', "no-such-rubric"),
    "crimes": ('["none.yaml"]', "none.yaml"),
    "as-of": ('"2024-02-30"', "2024-02-30"),
    "role": ('["alpha"]', "alpha"),
    "requesting": ('"delta"', "delta"),
    "fail-under": ("101", "101"),
    "fail-on": ('["blokked"]', "blokked"),
    "waivers": ('"none.yaml"', "none.yaml"),
    "today": ('"3.1.2024"', "3.1.2024"),
    "baseline": ('"none.json"', "none.json"),
    "max-tlp": ('"purple"', "purple"),
}
"""A value that every command refuses which takes the option, as TOML, and what the message names."""
PAIR = ("alpha.yaml", "gamma.yaml")
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "batch": ("--all", "."),
    "matrix": (".",),
    "route": ("alpha.yaml", "beta.yaml", "gamma.yaml"),
    **dict.fromkeys(
        ("assess", "partners", "brief", "checklist", "history", "what-if", "plan", "bottleneck"), PAIR
    ),
}


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of three jurisdictions, the third of which is rated without grades."""
    gamma = BETA.replace("BETA", "GAMMA").replace("level: 3, grade: B2", "level: 3")
    write(tmp_path, {"alpha.yaml": ALPHA, "beta.yaml": BETA, "gamma.yaml": gamma})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def options_of(command: str) -> dict[str, Any]:
    """The options of a command by the names of parameters."""
    params = Commands(name="readiness").get_command(None, command).params
    return {param.name: param for param in params if param.param_type_name == "option"}


def test_the_table_holds_every_command_and_every_option() -> None:
    assert set(TAKEN) == set(COMMANDS)
    assert TAKEN["assess"] | {"lang"} == set(OPTIONS)
    for command in COMMANDS:
        have = options_of(command)
        assert {name for name in OPTIONS if parameter(name) in have} == TAKEN[command] | {"lang"}, command


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_means_the_same_in_every_command_or_is_its_own(command: str) -> None:
    shared, own = options_of("assess"), options_of(command)
    for name in TAKEN[command] - set(ONLY_ASSESS):
        same = own[parameter(name)].help == shared[parameter(name)].help
        elsewhere = name in OWN_MEANING.get(command, ()) or (command, name) in IN_OTHER_WORDS
        assert same or elsewhere, (command, name)


def test_what_is_named_as_a_commands_own_is_there() -> None:
    for command, names in OWN_MEANING.items():
        assert set(names) <= TAKEN[command]


@pytest.mark.parametrize("option", WRONG)
@pytest.mark.parametrize("command", ARGUMENTS)
def test_a_configuration_file_gives_its_options_to_every_command_that_has_them(
    command: str, option: str, three: Path
) -> None:
    arguments: tuple[str | Path, ...] = (command, *ARGUMENTS[command])
    if option != "rubric":
        arguments += ("--rubric", SMALL_RUBRIC)
    plain = run(*arguments)
    value, named = WRONG[option]
    write(three, {"readiness.toml": f"{option} = {value}\n"})
    done = run(*arguments)
    if option in TAKEN[command] and option not in OWN_MEANING.get(command, ()):
        assert done.code in (2, 3)  # a batch has nothing assessed
        assert done.out == ""
        assert named in done.err
    else:
        assert (done.code, done.out) == (plain.code, plain.out)


@pytest.mark.parametrize("command", ["assess", "batch", "matrix", "route", "partners"])
def test_demands_of_a_configuration_file_hold_for_every_command_over_pairs(command: str, three: Path) -> None:
    arguments: tuple[str | Path, ...] = (command, *ARGUMENTS[command], "--rubric", SMALL_RUBRIC)
    assert run(*arguments).code == 0
    write(three, {"readiness.toml": 'fail-on = ["blocked", "undetermined", "fragile", "ready"]\n'})
    done = run(*arguments)
    assert done.code == 1
    assert "failed: the verdict is" in done.err
    assert run(*arguments, "--write-baseline", "known.json").code == 0
    write(
        three,
        {
            "readiness.toml": 'fail-on = ["blocked", "undetermined", "fragile", "ready"]\nbaseline = "known.json"\n'
        },
    )
    assert run(*arguments).code == 0
    write(three, {"readiness.toml": "strict = true\n"})
    assert run(*arguments).code == 2


def test_demands_of_a_configuration_file_are_about_chains_not_relays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "relays").mkdir()
    write(tmp_path, {"readiness.toml": "strict = true\n", "relays/EST.yaml": "profile: EST\nas_of: 2023\n"})
    relayed = ("route", "TWN", "LVA", "--through", "relays")
    assert run(*relayed).code == 0
    assert "demands and waivers are about the links of a chain" in run(*relayed, "--strict").err


PARTS = {"ALPHA": ("--requesting", "alpha", "--role", "ALPHA=source"), "BETA": ("--role", "BETA=destination")}
MANY = {
    "batch": ("batch", "--all", "."),
    "list": ("batch", "pairs.csv"),
    "partners": ("partners", "alpha.yaml", "beta.yaml", "gamma.yaml"),
    "matrix": ("matrix", "."),
    "route": ("route", "beta.yaml", "alpha.yaml", "gamma.yaml"),
}


@pytest.mark.parametrize("command", MANY)
def test_roles_and_who_asks_hold_for_every_pair_of_those_jurisdictions(three: Path, command: str) -> None:
    write(three, {"pairs.csv": "a,b\nalpha,beta\ngamma,alpha\nbeta,gamma\n"})
    rubric = ("--rubric", SMALL_RUBRIC)
    options = [word for words in PARTS.values() for word in words]
    done = run(*MANY[command], *rubric, *options, "-f", "json")
    assert done.code == 0, done.err
    told = json.loads(done.out)
    rows = told[{"matrix": "pairs", "route": "links"}.get(command, "rows")]
    assert rows
    for row in rows:
        codes = [side["id"] if isinstance(side, dict) else side for side in (row["a"], row["b"])]
        own = [word for code in codes for word in PARTS.get(code, ())]
        alone = report(*(f"{code.lower()}.yaml" for code in codes), *own)
        assert row["verdict"] == alone["verdict"]
        assert row["readiness"]["value"] == alone["readiness"]["value"]
        if "roles" in row:
            assert (row["roles"], row["requesting"]) == (alone["roles"], alone["direction"]["requesting"])


@pytest.mark.parametrize("command", MANY)
def test_a_part_of_none_of_those_asked_about_is_refused(three: Path, command: str) -> None:
    write(three, {"pairs.csv": "a,b\nalpha,beta\ngamma,alpha\nbeta,gamma\n"})
    for option in ("--requesting=delta", "--role=delta=source"):
        done = run(*MANY[command], "--rubric", SMALL_RUBRIC, option)
        assert done.code == 2
        assert '"delta" is none of the jurisdictions asked about;' in done.err


@pytest.mark.usefixtures("three")
def test_what_a_list_says_of_a_pair_stands_where_an_option_speaks_of_others(three: Path) -> None:
    write(three, {"pairs.csv": "a,b,requesting\nalpha,beta,beta\nbeta,gamma,gamma\n"})
    done = run("batch", "pairs.csv", "--rubric", SMALL_RUBRIC, "--requesting", "alpha", "-f", "json")
    assert [row["requesting"] for row in json.loads(done.out)["rows"]] == ["a", "b"]


def test_roles_hold_on_the_way_through_others_but_nobody_asks_there(tmp_path: Path) -> None:
    write(tmp_path, {"EST.yaml": "profile: EST\nas_of: 2023\n"})
    relayed = ("route", "TWN", "LVA", "--through", tmp_path)
    assert run(*relayed, "--role", "TWN=destination").code == 0
    done = run(*relayed, "--requesting", "TWN")
    assert done.code == 2
    assert "--requesting: a relayed way is the same both ways" in done.err
