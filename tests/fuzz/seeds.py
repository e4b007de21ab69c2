"""Real inputs of every kind, and the commands that read them."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from fuzz import mutation

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "tests" / "bad" / "rubric.yaml"
FORMATS = ("text", "markdown", "json", "html", "junit", "sarif", "github", "summary", "gitlab")
ANY = "{any}"
"""A word of a command line that stands for any value."""


@dataclass(frozen=True, slots=True)
class Seed:
    """A real file: the name that it must have, its bytes, and the command lines that read it. `{}` is the file.

    A seed that is `typed` is no file but what somebody types at a command line without `{}`.
    """

    kind: str
    name: str
    raw: bytes
    commands: tuple[tuple[str, ...], ...]
    mutate: Callable[[random.Random, bytes], bytes]
    typed: bool = False


def structured(rng: random.Random, raw: bytes) -> bytes:
    """A YAML or JSON file changed in its data or in its text."""
    if rng.random() < 0.6:
        return mutation.dumped(rng, mutation.of_data(rng, yaml.safe_load(raw)))
    return mutation.of_text(rng, raw)


def tabular(rng: random.Random, raw: bytes) -> bytes:
    """A CSV file changed in its cells or in its text."""
    return mutation.of_cells(rng, raw) if rng.random() < 0.6 else mutation.of_text(rng, raw)


PAIR = ("what-if", "plan", "bottleneck", "brief", "checklist", "history")
"""Commands over one pair that came after `assess`."""
PROFILE_COMMANDS = (
    *(("assess", "{}", "LVA", "-f", name) for name in FORMATS),
    ("assess", "JPN", "{}", "--share", "--need", "surrender", "--crime", "online-telecom-fraud", "--full"),
    ("assess", "{}", "USA", "--max-tlp", "green", "-f", "json", "--requesting", "USA"),
    ("assess", "{}", "LVA", "--full"),
    ("what-if", "{}", "LVA", "--set", "LVA.mutual-trust=3", "--set", "TWN.interpol=member"),
    ("what-if", "AAA.yaml", "{}", "--each", "-f", "json"),
    *(("plan", "{}", "LVA", "-f", name) for name in ("text", "html", "json")),
    ("plan", "AAA.yaml", "{}", "--target", "ready", "--within", "24", "--budget", "2", "-f", "markdown"),
    *(("bottleneck", "{}", "LVA", "-f", name) for name in ("text", "json")),
    *(("brief", "{}", "LVA", "-f", name) for name in ("text", "markdown", "html")),
    ("brief", "AAA.yaml", "{}", "--share", "--as", "AAA"),
    ("checklist", "{}", "LVA", "--need", "surrender"),
    *((command, "{}", "LVA", "--lang", "zh-Hant") for command in ("assess", *PAIR, "partners")),
    ("assess", "{}", "LVA", "--lang", "zh-Hant", "--full", "-f", "html"),
    ("validate", "{}", "--lang", "zh-Hant"),
    ("checklist", "AAA.yaml", "{}", "-f", "html", "--max-tlp", "clear"),
    *(("history", "{}", "LVA", "-f", name) for name in ("text", "html", "json")),
    ("history", "JPN", "{}", "--from", "2015", "--share", "-f", "markdown"),
    *(("partners", "{}", "LVA", "JPN", "-f", name) for name in ("text", "html", "json")),
    ("partners", "LVA", "{}", "AAA.yaml", "--sort", "verdict", "-f", "xlsx", "-o", "out.xlsx"),
    ("partners", "LVA", ".", "--max-tlp", "green"),
    ("profile", "{}"),
    ("profile", "{}", "-f", "json"),
    ("profile", "{}", "--partner", "LVA", "-f", "markdown"),
    ("profile", "{}", "--sources"),
    ("validate", "{}"),
    ("validate", "{}", "--due", "--today", "2030"),
    ("validate", "."),
    ("route", "{}", "LVA", "TWN"),
    ("route", "{}", "LVA", "TWN", "--share", "-f", "json"),
    ("route", "{}", "LVA", "--through", "."),
    ("batch", "--all", ".", "--share", "--detail"),
    ("batch", "--all", ".", "--strict", "--max-tlp", "green"),
    ("batch", "--all", "."),
    ("batch", "--all", ".", "-f", "csv"),
    ("batch", "--all", ".", "-f", "parquet", "-o", "out.parquet"),
    *(("matrix", ".", "-f", name) for name in ("text", "csv", "html", "json")),
    ("merge", "{}", "{}"),
    ("merge", "{}", "AAA.yaml"),
    ("agreement", "{}", "{}"),
    ("agreement", "{}", "rater.yaml", "-f", "json"),
    ("merge", "{}", "rater.yaml"),
    ("questionnaire", "{}", "--partner", "LVA", "-f", "csv"),
    ("questionnaire", "--import", "answers.csv", "--into", "{}", "--dry-run"),
    ("import", "egmont", "egmont_2026-07.csv", "--into", "."),
    ("import", "relations", "relations.csv", "--into", ".", "--dated", "2025", "--dry-run"),
    ("interview", "{}", "--as-of", "2024"),
    ("interview", "{}", "--with", "AAA.yaml", "--as-of", "2024"),
    ("interview", "AAA.yaml", "{}", "--as-of", "2024"),
    ("assess", "{}", ANY),
)
ARGUMENT_COMMANDS = (
    *((command, "TWN", "LVA", option, ANY) for command in ("assess", *PAIR) for option in ("--need", "--crime", "-f", "-o", "--rubric")),
    *((command, ANY, "LVA") for command in ("assess", *PAIR, "partners", "route")),
    *(("assess", "TWN", "LVA", option, ANY) for option in ("--phase", "--lane", "--measure", "--limb", "--role", "--requesting", "--case", "--weights", "--crimes", "--as-of", "--as", "--fail-under", "--fail-on", "--waivers", "--today", "--baseline", "--lang", "--max-tlp")),
    *(("plan", "TWN", "LVA", option, ANY) for option in ("--target", "--side", "--within", "--budget", "--without")),
    *(("what-if", "TWN", "LVA", "--set", text) for text in (ANY, f"LVA.mutual-trust={ANY}", f"LVA.{ANY}=3", f"{ANY}.mutual-trust=3", f"TWN.interpol={ANY}")),
    *(("history", "TWN", "LVA", option, ANY) for option in ("--from", "--to")),
    *(("partners", "TWN", "LVA", option, ANY) for option in ("--sort", "--since")),
    *(("batch", option, ANY) for option in ("--all", "--changed-since", "--jobs", "--executor")),
    *(("interview", "AAA.yaml", option, ANY) for option in ("--partner", "--with", "--phase", "--as-of")),
    *(("import", "egmont", "egmont_2026-07.csv", option, ANY) for option in ("--into", "--dated", "--as-of", "--only", "--for")),
    *(("init", *words) for words in ((ANY,), ("XYZ", "--name", ANY), ("XYZ", "--partner", ANY), ("XYZ", "--as-of", ANY))),
    *((command, ANY) for command in ("explain", "list", "schema", "profile", "validate", "test", "matrix", "batch", "questionnaire", "import")),
    *((ANY,), ("explain", "present-will", "-f", ANY), ("diff", ANY, ANY), ("merge", ANY, ANY), ("profile", "TWN", "--partner", ANY)),
)  # fmt: skip
_RELATIONS = b"a,b,kind,since,until,by,note,grade,source,second\nDZA,MAR,diplomatic-relations-cut,2021-08-24,,DZA,x,B1,https://example.org/1,https://example.org/2\nTWN,LVA,diplomatic-relations-cut,2020,2021,,,C2,https://example.org/1,https://example.org/2\n"
ANSWERS = b"s\ns\nrunning\n2019\n\npolice\nsigned\n2020-05\nMemorandum\n\n2\nliaison\n\n\n3\nB2\n2023-05\nAn order\n?\npaper\nl\na\n?\n1\nva\nq\n"


def seeds(work: Path) -> list[Seed]:
    """All seeds. `work` is the folder in which the commands run; files beside the mutated one are written there."""
    made = _publisher_files()
    beside = {
        "AAA.yaml": b"profile: AAA\nas_of: 2023\nratings: {present-will: {level: 3, grade: B2}}\n",
        "rater.yaml": (ROOT / "profiles" / "TWN.yaml").read_bytes(),
        "egmont_2026-07.csv": made.egmont("TW,A,0", "LV,B,0"),
        "relations.csv": _RELATIONS,
    }
    for name, raw in beside.items():
        (work / name).write_bytes(raw)
    (work / "old.json").write_text(_report(work, "assess", "TWN", "LVA", "-f", "json"), "utf-8")
    (work / "rows.jsonl").write_text(
        _report(work, "batch", "--all", str(ROOT / "examples" / "scam-compound")), "utf-8"
    )
    _report(work, "batch", "--all", str(ROOT / "examples" / "scam-compound"), "--fail-on", "blocked", "--write-baseline", "known.json")  # fmt: skip
    answers = answered(_report(work, "questionnaire", "AAA", "-f", "csv")).encode()
    (work / "answers.csv").write_bytes(answers)
    case = b"needs: [evidence, assets]\nphase: middle\nlane: both\ncrimes: [online-telecom-fraud]\nmeasures: [joint]\nroles: {TWN: victim_state}\nrequesting: TWN\nas_of: 2023-11\n"
    crimes = b"crimes:\n  river-fraud:\n    name: {en: River fraud}\n    source: x\n"
    profiles = [
        *(ROOT / "profiles" / f"{code}.yaml" for code in ("TWN", "LVA")),
        *sorted(ROOT.glob("casebook/*/[A-Z][A-Z][A-Z].yaml"))[:6],
    ]
    listed = [
        Seed("profile", "TWN.yaml", file.read_bytes(), PROFILE_COMMANDS, structured) for file in profiles
    ]
    rubric = tuple((command, "TWN", "LVA", "--rubric", "{}") for command in ("assess", *PAIR, "partners"))
    of_case = tuple((command, "TWN", "LVA", "--case", "{}") for command in ("assess", *PAIR))
    listed += [
        Seed("rubric", "rubric.yaml", SMALL.read_bytes(), (("validate", "{}"), *rubric, ("list", "needs", "--rubric", "{}"), ("explain", "present-will", "--rubric", "{}"), ("matrix", ".", "--rubric", "{}"), ("init", "XYZ", "--rubric", "{}")), structured),
        Seed("case", "case.yaml", case, (*of_case, ("config", "--case", "{}"), ("batch", "--all", ".", "--case", "{}"), ("validate", "{}"), ("matrix", ".", "--case", "{}"), ("route", "TWN", "LVA", "JPN", "--case", "{}")), structured),
        Seed("crimes", "added.yaml", crimes, (("assess", "TWN", "LVA", "--crimes", "{}"), ("plan", "TWN", "LVA", "--crimes", "{}"), ("batch", "--all", ".", "--crimes", "{}"), ("brief", "TWN", "LVA", "--crimes", "{}", "--crime", "river-fraud")), structured),
        Seed("waivers", "waivers.yaml", b"- {pair: [TWN, LVA], obstacle: O1, reason: because, approver: me, expires: 2024-01}\n- {pair: [LVA, TWN], obstacle: O4, reason: x, approver: y, expires: 2020}\n", (*(("assess", "TWN", "LVA", "--waivers", "{}", "-f", name) for name in FORMATS), ("batch", "--all", ".", "--waivers", "{}"), ("route", "TWN", "LVA", "JPN", "--waivers", "{}")), structured),
        Seed("baseline", "known.json", (work / "known.json").read_bytes(), tuple((*words, "--fail-on", "blocked", "--baseline", "{}") for words in (("assess", "TWN", "LVA"), ("batch", "--all", "."), ("matrix", "."), ("route", "TWN", "LVA", "JPN"))), structured),
        Seed("manifest", "pairs.yaml", b"defaults: {needs: [evidence]}\npairs:\n- {a: TWN, b: LVA, output: x.html}\n- {a: JPN, b: BRA, phase: late, roles: {JPN: victim_state}, requesting: BRA}\n", (("batch", "{}"), ("batch", "{}", "-f", "csv"), ("batch", "{}", "--detail")), structured),
        Seed("pairs", "pairs.csv", b"a,b,needs,roles,as_of\nTWN,LVA,evidence;assets,LVA=victim_state,2024\nJPN,BRA,,,2023\n", (("batch", "{}"), ("batch", "{}", "-f", "json")), tabular),
        Seed("configuration", "readiness.toml", b'rubric = "law-enforcement"\nneed = ["evidence"]\nas-of = 2024-01-01\nfail-under = 5\nshare = true\nformat = "json"\n', (("assess", "TWN", "LVA"), ("config",), ("config", "-f", "json"), ("list", "needs")), mutation.of_text),
        Seed("project", "pyproject.toml", b'[project]\nname = "x"\n[tool.readiness]\nneed = ["evidence"]\nmax-tlp = "amber"\ncase = "c.yaml"\n', (("config",), ("list", "needs")), mutation.of_text),
        Seed("report", "new.json", (work / "old.json").read_bytes(), (("diff", "old.json", "{}"), ("diff", "{}", "old.json", "-f", "json"), ("batch", "--all", ".", "--changed-since", "{}"), ("partners", "TWN", "LVA", "JPN", "--since", "{}")), structured),
        Seed("rows", "new.jsonl", (work / "rows.jsonl").read_bytes(), (("diff", "rows.jsonl", "{}"), ("diff", "{}", "rows.jsonl", "-f", "json"), ("batch", "--all", ".", "--changed-since", "{}")), _lines),
        Seed("questionnaire", "answers.csv", answers, (*_taking("--dry-run"), *_taking("--replace"), *_taking()), tabular),
        Seed("questionnaire", "answers.md", _report(work, "questionnaire", "AAA", "-f", "md").encode(), (*_taking("--dry-run"), *_taking("--replace")), mutation.of_text),
        Seed("workbook", "answers.xlsx", _workbook(work), (*_taking("--dry-run"), *_taking("--replace")), mutation.of_archive),
        Seed("answers", "stdin", ANSWERS, (("interview", "AAA.yaml", "--as-of", "2024"), ("interview", "AAA.yaml", "--partner", "LVA", "--as-of", "2024"), ("interview", "AAA.yaml", "rater.yaml", "--as-of", "2024")), mutation.of_text, typed=True),
        Seed("answers", "stdin", (ROOT / "profiles" / "TWN.yaml").read_bytes(), (("assess", "-", "LVA"), ("plan", "LVA", "-"), ("validate", "-"), ("batch", "-"), ("profile", "-")), structured, typed=True),
        Seed("arguments", "stdin", b"", ARGUMENT_COMMANDS, lambda _, raw: raw, typed=True),
    ]  # fmt: skip
    listed += [
        Seed("expectation", "case.yaml", file.read_bytes(), (("test", "{}"), ("test", "{}", "-f", "json"), ("validate", "{}")), structured)
        for file in sorted(ROOT.glob("casebook/*/case.yaml"))[:4]
    ]  # fmt: skip
    return [*listed, *_imports(made)]


def answered(sheet: str) -> str:
    """A questionnaire in CSV with the same answer to every question."""
    rows = list(csv.DictReader(io.StringIO(sheet.removeprefix("\ufeff"))))
    made = io.StringIO()
    writer = csv.DictWriter(made, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row | {"level": "3", "grade": "B2", "date": "2023"} for row in rows)
    return made.getvalue()


def _workbook(work: Path) -> bytes:
    """The same as a workbook."""
    import openpyxl  # noqa: PLC0415

    _report(work, "questionnaire", "AAA", "-o", "answers.xlsx")
    book = openpyxl.load_workbook(work / "answers.xlsx")
    sheet: Any = book.worksheets[0]
    head, *rows = sheet.iter_rows()
    columns = {cell.value: cell.column - 1 for cell in head}
    for row in rows:
        for name, value in {"level": 3, "grade": "B2", "date": "2023"}.items():
            row[columns[name]].value = value
    book.save(work / "answers.xlsx")
    return (work / "answers.xlsx").read_bytes()


def _taking(*options: str) -> tuple[tuple[str, ...], ...]:
    return (("questionnaire", "--import", "{}", "--into", "AAA.yaml", *options),)


def _lines(rng: random.Random, raw: bytes) -> bytes:
    """JSON Lines with a line changed."""
    lines = raw.splitlines()[:3]
    number = rng.randrange(len(lines))
    lines[number] = (
        mutation.dumped(rng, mutation.of_data(rng, json.loads(lines[number]))).replace(b"\n", b" ")
        if rng.random() < 0.7
        else mutation.of_text(rng, lines[number])
    )
    return b"\n".join(lines)


def _imports(made: Any) -> list[Seed]:
    from datetime import date  # noqa: PLC0415

    files = {
        "egmont": ("egmont_2026-07.csv", made.egmont("TW,A,0", "LV,B,1", "QQ,x,0"), tabular),
        "coe": ("ETS185.csv", made.coe("Latvia,23/11/2001,01/02/2007,01/06/2007,party,x", "Chile,,,,invited,x"), tabular),
        "un-treaties": ("18-12.csv", made.treaty("Latvia,12 Dec 2000,24 Sep 2003", "Japan,12 Dec 2000,"), tabular),
        "cepii": ("dist_cepii.csv", made.cepii("LVA,EST,1,0,0", "TWN,LVA,0,0,0"), tabular),
        "factbook": ("legal.csv", made.factbook("LG,Latvia,civil law system", "TW,Taiwan,civil law system"), tabular),
        "own-records": ("log.csv", made.log("2021-01-05,TWN,LVA,evidence,40,completed", "2022-03-05,TWN,JPN,evidence,,pending"), tabular),
        "agreements": ("list.csv", made.agreements("CHE|BRA||mutual-legal-assistance|Vertrag|2004-05-12|2009-07-27|in_force|SR 1", "CHE|DEU||police-cooperation|P|1999-04-27|2002-03-01|superseded 2024-05-01 by SR 2|SR 1"), tabular),
        "relations": ("relations.csv", _RELATIONS, tabular),
        "releases": ("releases.csv", b"a,b,needs,from,to,what,address\nTWN,LVA,evidence,2020-01,2021-02,a case,https://example.org\nJPN,BRA,evidence;assets,2020,,b,https://example.org\n", tabular),
        "fsrb": ("fsrb.csv", b"iso3,body,status,as_of\nFRA,FATF,member,2026-07\nLVA,MONEYVAL,member,2026-07\n", tabular),
        "fatf-lists": ("lists.csv", b"iso3,list,as_of\nPRK,call-for-action,2026-06-19\nKEN,increased-monitoring,2026-06-19\n", tabular),
        "adherence": ("lists.yaml", b"as_of: 2026\nlists:\n  eu:\n    membership: eu\n    as_of: 2026\n    source: {title: x, url: 'https://example.org'}\n    since: {LVA: 2004-05-01}\n    until: {LVA: 2025}\n    undated: [FRA, DEU]\n    none: [TWN]\n", structured),
        "memberships": ("interpol.yaml", made.body("INTERPOL", "LVA", "JPN"), structured),
        "wgi": ("wgi.xlsx", made.wgi(("LVA", 2022, "rl", 0.1, 0.2), ("TWN", 2023, "cc", 0.4, 0.1)), mutation.of_archive),
        "fatf": ("fatf.xlsx", made.fatf(("Latvia", "MER", date(2018, 7, 4), "SE", "LC"), ("Japan", "MER", "August 2021", "ME", "C")), mutation.of_archive),
    }  # fmt: skip
    return [
        Seed("import", name, raw, (("import", source, "{}", "--into", "into", "--dated", "2025"), ("import", source, "{}", "--into", ".", "--dry-run"), ("import", source, "{}", "--into", ".", "--strict", "--existing")), mutate)
        for source, (name, raw, mutate) in files.items()
    ]  # fmt: skip


def _publisher_files() -> Any:
    spec = importlib.util.spec_from_file_location(
        "publisher_files", ROOT / "tests" / "datasets" / "publisher_files.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _report(work: Path, *arguments: str) -> str:
    from contextlib import chdir  # noqa: PLC0415

    from cli.command_line import run  # noqa: PLC0415

    with chdir(work):
        return run(*arguments).out
