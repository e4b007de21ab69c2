"""Every command in every format, for every way to name a file: no path of the machine, and no difference that words withheld make.

What commands and options there are is asked of the program: one that is new stands in no table here and fails.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest
from pydantic import BaseModel

from cli.command_line import run, write
from cli.test_canaries import speaking, trusting
from cli.test_every_command_redacts import SHOWING, SILENT, A, B, available, birds, options, unpacked
from readiness.cli.io.shipped import bundled
from readiness.model.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

IN_VOCABULARIES = {
    *(
        "profile",
        "rubric",
        "name",
        "ratings",
        "rows",
        "instruments",
        "law",
        "components",
        "no_agreement",
        "by",
        "requesting",
    ),
    *("kind", "status", "grade", "needs", "crimes", "measures", "accepted_for"),
    *("as_of", "since", "until", "from_", "to", "accessed", "review"),
}
"""Fields of a profile that hold ids, grades, dates and the jurisdiction's own name, and nothing else."""
FILES: dict[str, str] = {
    "--rubric": "rubric",
    "--case": "asked.yaml",
    "--crimes": "crimes.yaml",
    "--waivers": "waivers.yaml",
    "--baseline": "known.json",
    "--since": "earlier.json",
    "--changed-since": "earlier.json",
}
"""Options that name something to read, and what each is given here; `--all` and `--through` are among the arguments."""
NO_FILES = {
    *("--phase", "--lane", "--need", "--measure", "--crime", "--bar", "--limb", "--weights", "--as-of"),
    *("--role", "--requesting", "--format", "-f", "--full", "--fail-under", "--fail-on", "--strict"),
    *("--today", "--share", "--max-tlp", "--all-tlp", "--lang", "--as", "--jobs", "--executor", "--detail"),
    *(
        "--from",
        "--to",
        "--set",
        "--each",
        "--sort",
        "--target",
        "--budget",
        "--within",
        "--without",
        "--side",
    ),
    *("--fail-unreached", "--partner", "--sources", "--name"),
}
WRITTEN = {"--output", "-o", "--write-baseline"}
MADE_OF_NAMES = {"--all", "--through"}
ARGUMENTS: dict[str, tuple[tuple[str, ...], ...]] = {
    **{command: (words,) for command, words in SHOWING.items()},
    "batch": (("--all", "."), ("pairs.yaml",), ("pairs.csv",), ("--all", ".", "--detail")),
    "partners": ((A, B), (A, ".")),
    "route": ((A, B, "gamma.yaml"), (A, B, "--through", ".")),
    "test": (("case",), ("broken",)),
    "agreement": ((A, "other/ALPHA.yaml"), ("other", "again")),
    "merge": ((A, "other/ALPHA.yaml"),),
}
"""The arguments of each command, in every kind that it takes."""
CASES = [(command, words) for command, several in ARGUMENTS.items() for words in several]
WAYS = ("absolute", "around", "linked")
OTHER_WORDS = {"wren": "kestrel", "robin": "aardvark"}
"""Longer ones, of which one stands before the others in any order."""
VIEWS = [(1, 3), (1, None)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything that commands read."""
    machine = tmp_path_factory.mktemp("made")
    for name in ("case", "broken", "other", "again"):
        (machine / name).mkdir(parents=True)
    told_by(
        machine, speaking("ALPHA", "BETA", "wren", tlp="red"), speaking("BETA", "ALPHA", "robin", tlp="green")
    )
    shutil.copytree(bundled("rubrics") / "law-enforcement", machine / "rubric")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(machine)
        write(machine, {"earlier.json": run("batch", "--all", ".", "--all-tlp", "-f", "json").out})
        assert run("assess", A, B, "--fail-on", "blocked", "--write-baseline", "known.json").code == 0
    return machine


@pytest.fixture
def machine(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, beside the one to work in."""
    machine, work = tmp_path / "machine", tmp_path / "work"
    shutil.copytree(made, machine)
    told_by(
        machine, speaking("ALPHA", "BETA", "wren", tlp="red"), speaking("BETA", "ALPHA", "robin", tlp="green")
    )
    work.mkdir()
    monkeypatch.chdir(work)
    return machine


def told_by(folder: Path, alpha: dict[str, Any], beta: dict[str, Any]) -> None:
    """The files of a folder, with these profiles."""
    case = {
        "case": "x",
        "profiles": {"a": "../ALPHA.yaml", "b": "../BETA.yaml"},
        "expect": {"verdict": "ready"},
    }
    broken = {"a": "../ALPHA.yaml", "b": "bad.yaml"}
    write(
        folder,
        {
            A: json.dumps(alpha),
            B: f"# {next(iter(beta['sources']), '')}\n{json.dumps(beta)}",
            "gamma.yaml": "profile: GAMMA\nas_of: 2023\n",
            "pairs.yaml": f"pairs:\n- {{a: {folder}/{A}, b: {folder}/{B}, output: own.json}}\n",
            "pairs.csv": f"a,b\n{folder}/{A},{folder}/{B}\n",
            "asked.yaml": "needs: [evidence]\n",
            "crimes.yaml": "crimes: {}\n",
            "waivers.yaml": "- {pair: [ALPHA, BETA], obstacle: O1, reason: wren, approver: wren, expires: 2023-12-31}\n",
        },
    )
    for name in ("other", "again"):
        write(folder / name, {A: json.dumps(alpha)})
    write(folder / "case", {"case.yaml": json.dumps(case)})
    write(
        folder / "broken",
        {
            "bad.yaml": "tlp: red\nprofile: BETA\nratings: {wren: 3}\n",
            "case.yaml": json.dumps(case | {"profiles": broken}),
            "again.yaml": json.dumps(case | {"profiles": broken | {"b": "none.yaml"}}),
            "twice.yaml": json.dumps(case),
            "zwice.yaml": json.dumps(case),
        },
    )  # fmt: skip


def named(machine: Path, word: str, way: str) -> str:
    """A file or folder of the machine, or what is none, by its path, from the folder beside it, or by a link."""
    if not (machine / word).exists():
        return word
    if way == "absolute":
        return str(machine / word)
    if way == "around" or word in ("case", "broken"):  # from a link to them their own paths lead elsewhere
        return f"../machine/{word}"
    link = Path(f"linked-{word.replace('/', '-').replace('.', '-')}{Path(word).suffix}")
    if not link.is_symlink():
        link.symlink_to(machine / word)
    return str(link)


def reports(command: str, *words: str) -> Iterator[tuple[str, str]]:
    """Each format with all that it tells, and what a manifest has written beside it."""
    for name in available(command):
        if "--detail" in words and name != "jsonl":
            continue
        binary = ("-o", f"out.{name}") if name in ("xlsx", "parquet") else ()
        done = run(command, *words, *(("-f", name) if name else ()), *binary)
        assert done.code in (0, 1) or ("broken" in "".join(words) and done.out), (command, words, name, done)
        yield name, done.out + unpacked(name)


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for kind in inside(field.annotation):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from models(kind)


def inside(kind: object) -> Iterator[object]:
    yield kind
    for part in get_args(kind):
        yield from inside(part)


def words_of(part: Any) -> Iterator[tuple[str, str]]:
    """Every (model, field) of a document in which a canary sits."""
    if isinstance(part, BaseModel):
        for field in type(part).model_fields:
            value = getattr(part, field)
            if "wren" in str(own_words(value)):
                yield type(part).__name__, field
            yield from words_of(value)
    elif isinstance(part, dict | list | tuple):
        for item in part.values() if isinstance(part, dict) else part:
            yield from words_of(item)


def own_words(value: Any) -> list[str]:
    """The texts of a field itself, and the keys of its entries."""
    if isinstance(value, dict):
        return [*value, *(text for item in value.values() for text in own_words(item))]
    if isinstance(value, list | tuple):
        return [text for item in value for text in own_words(item)]
    return [value] if isinstance(value, str) else []


def test_a_canary_sits_in_every_field_of_a_profile_that_takes_free_text() -> None:
    profile = Profile.model_validate(speaking("ALPHA", "BETA", "wren"))
    free = {
        (model.__name__, name)
        for model in models(Profile)
        for name, field in model.model_fields.items()
        if str in inside(field.annotation) and name not in IN_VOCABULARIES
    }
    assert free - {("Rating", "cause"), ("StandingEntry", "cause")} <= set(words_of(profile))


def test_every_option_is_known_to_name_a_file_or_none() -> None:
    for command in SHOWING:
        told = {name for name in options(command) if name.startswith("-") and not name.startswith("--no-")}
        assert told <= {*FILES, *NO_FILES, *WRITTEN, *MADE_OF_NAMES}, command
    assert {*ARGUMENTS, *SILENT} == {*SHOWING, *SILENT}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("command", "words"), CASES, ids=lambda part: part if isinstance(part, str) else " ".join(part)
)
def test_no_report_tells_a_path(command: str, words: tuple[str, ...], way: str, machine: Path) -> None:
    given = [named(machine, word, way) for word in words]
    for option, file in FILES.items():
        relayed = "--through" in words and option in ("--waivers", "--baseline")
        if (
            option in options(command)
            and not relayed
            and not ("--detail" in words and option == "--changed-since")
        ):
            given += [option, named(machine, file, way)]
    given += ["--all-tlp"] if "--all-tlp" in options(command) and "broken" not in words else []
    for name, told in reports(command, *given):
        own = machine / "own.json"
        written = own.read_text("utf-8") if own.exists() else ""
        for trace in (str(machine.parent), "machine/", "machine\\"):
            assert trace not in told + written, (name, trace)


@pytest.mark.parametrize(
    ("command", "words"), CASES, ids=lambda part: part if isinstance(part, str) else " ".join(part)
)
def test_words_withheld_change_nothing(
    command: str, words: tuple[str, ...], machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not their number, not their length, not the order in which they stand."""
    if "--share" not in options(command):
        return
    monkeypatch.chdir(machine)
    told = []
    for bird, other in (("wren", "robin"), OTHER_WORDS.values(), ("wren", OTHER_WORDS["robin"])):
        alpha, beta = (
            speaking("ALPHA", "BETA", bird, tlp="red"),
            speaking("BETA", "ALPHA", other, tlp="green"),
        )
        told_by(machine, alpha, beta)
        told.append(
            [
                {name: re.sub("sha256:[0-9a-f]+", "", text) for name, text in reports(command, *words, *how)}
                for how in (("--share",), ("--max-tlp", "clear"))
            ]
        )
    assert told[0] == told[1]
    for name, text in reports(command, *words, "--max-tlp", "amber"):
        assert "wren" not in text.casefold(), name


@pytest.mark.parametrize(("lower", "upper"), VIEWS)
@pytest.mark.parametrize("command", [command for command in SHOWING if "--share" in options(command)])
def test_what_is_shared_does_not_tell_who_trusts_less(
    command: str, lower: int, upper: int | None, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(machine)
    exactly = ("--full",) if command == "assess" else ()
    told = []
    for trusts in ((lower, upper), (upper, lower)):
        sides = []
        for code, other, trust in (("ALPHA", "BETA", trusts[0]), ("BETA", "ALPHA", trusts[1])):
            profile = trusting(code, other, trust or 0)
            if trust is None:
                del profile["partners"][other]["ratings"]["mutual-trust"]
            sides.append(profile | {"sources": {}})
        told_by(machine, sides[0], sides[1])
        words = (*SHOWING[command], "--phase", "late", "--share", *exactly)
        told.append({name: re.sub("sha256:[0-9a-f]+", "", text) for name, text in reports(command, *words)})
    assert told[0] == told[1]


BAD = "tlp: {}\nprofile: ALPHA\nratings: {{wren: 3}} # wren\n"


@pytest.mark.parametrize("command", SHOWING)
@pytest.mark.parametrize(
    "how", [("--share",), ("--max-tlp", "amber"), ()], ids=lambda how: how[0] if how else ""
)
def test_a_mistake_in_a_marked_profile_is_told_without_its_words(
    command: str, how: tuple[str, ...], machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(machine)
    refuses = "--all-tlp" in options(command)
    if (how and how[0] not in options(command)) or not (how or refuses):
        return
    open_beta = speaking("BETA", "ALPHA", "robin")
    told_by(machine, speaking("ALPHA", "BETA", "wren"), open_beta)
    for marking in ("crimson", '"red" # strictly', "red"):
        write(machine, {A: BAD.format(marking)})
        done = run(command, *SHOWING[command], *how)
        assert done.code == 2
        assert birds(done.out + done.err) == set()
        assert re.search(r"ALPHA.yaml:[13]:", done.out + done.err)
        assert "readiness validate" in done.out + done.err
    allowed = run(command, *SHOWING[command], "--all-tlp") if refuses else run(command, *SHOWING[command])
    assert 'unknown indicator "wren"' in allowed.out + allowed.err


def test_a_map_names_no_file_that_could_not_be_read_to_readers_who_may_not_know_it(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(machine)
    write(machine, {"wren.yaml": BAD.format("red")})
    for name in available("matrix"):
        for how in (("--share",), ("--max-tlp", "amber")):
            assert "wren" not in run("matrix", ".", *how, "-f", name).out, name
        if name != "csv":
            assert "unnamed-1" in run("matrix", ".", "--share", "-f", name).out
            assert "wren.yaml" in run("matrix", ".", "--all-tlp", "-f", name).out


def test_files_elsewhere_of_one_name_are_told_apart(machine: Path) -> None:
    """Else evidence of the one would be taken for that of the other."""
    done = run("assess", machine / "other" / A, machine / "case" / ".." / B, "-f", "json")
    assert [given["file"] for given in json.loads(done.out)["inputs"]] == [A, B]
    (machine / "again" / A).write_text((machine / B).read_text("utf-8"), "utf-8")
    for first, second in (("other", "again"), ("again", "other")):
        told = json.loads(run("assess", machine / first / A, machine / second / A, "-f", "json").out)
        assert {given["id"]: given["file"] for given in told["inputs"]} == {"ALPHA": A, "BETA": f"{A} (2)"}
        evidence = [item for indicator in told["indicators"] for item in indicator["evidence"]]
        for item in evidence:
            birds_file = {"wren": A, "robin": f"{A} (2)"}
            assert {birds_file[bird] for bird in birds(item["says"])} <= {item["file"]}
        assert {item["file"] for item in evidence} == {A, f"{A} (2)"}
