"""Reports in Chinese: nothing of the program or the rubric is left in English, and everything stands where it should."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest

from cli.command_line import run
from readiness.documents.yaml_text import decode, parse
from readiness.language import entries

ROOT = Path(__file__).parents[2]
LANGUAGE = ROOT / "languages" / "zh-Hant"
PAIRS = {
    "taiwan-latvia": ("profiles/TWN.yaml", "profiles/LVA.yaml"),
    "fraud": ("examples/scam-compound/TWN.yaml", "examples/scam-compound/KHM.yaml"),
    "suspended": ("examples/cross-strait/TWN.yaml", "examples/cross-strait/CHN.yaml"),
    "ready": ("examples/nor-swe/NOR.yaml", "examples/nor-swe/SWE.yaml"),
    "blocked": ("examples/ready-and-blocked/CRI.yaml", "examples/ready-and-blocked/USA.yaml"),
}
PROSE = ("says", "title", "note", "publisher", "licence", "en")
FORMATS = ("text", "markdown", "html")
FILLED = re.compile(r"\{[^{}]*\}")
WORD = re.compile(r"[A-Za-z][A-Za-z-]{2,}")


FILES = ("init", "interview", "questionnaire")
"""Parts of the catalogue that name keys of files; reports do not use them."""


def kept() -> set[str]:
    """The abbreviations, proper names and ids that the translators kept."""
    told = [entry for file in LANGUAGE.glob("*.po") for entry in entries(file.read_text("utf-8"))]
    shown = [entry for entry in told if not (entry.context or "").startswith(FILES) and entry.message]
    return {word for entry in shown for text in entry.told for word in WORD.findall(FILLED.sub("", text))}


NAMES = {*kept(), "law-enforcement", "readiness", "index", "TLP", "CLEAR", "wgi"}
OF_PROFILES = {"rakel-nodnett", "cross-strait-contact-points"}
"""Ids that the profiles below give to channels of their own."""


def without_prose(data: Any) -> Any:
    """A profile whose own words, which nobody translates, are Chinese, and whose sources have no address."""
    if isinstance(data, dict):
        return {
            key: "甲" if key in PROSE and isinstance(value, str) else without_prose(value)
            for key, value in data.items()
            if key != "url"
        }
    return [without_prose(item) for item in data] if isinstance(data, list) else data


def chinese(name: str, folder: Path) -> Path:
    """A copy of a profile without English words of its own."""
    data = parse(decode(name, (ROOT / name).read_bytes()))[0]
    path = folder / Path(name).name
    path.write_text(json.dumps(without_prose(data | {"name": {"zh-Hant": "甲"}})), "utf-8")
    return path


@pytest.fixture(params=PAIRS)
def pair(request: pytest.FixtureRequest, tmp_path: Path) -> list[Path]:
    return [chinese(name, tmp_path) for name in PAIRS[request.param]]


@pytest.mark.parametrize("full", [False, True], ids=["screen", "full"])
@pytest.mark.parametrize("format_", FORMATS)
def test_no_english_is_left(pair: list[Path], format_: str, full: bool) -> None:
    done = run("assess", *pair, "--lang", "zh-Hant", "--format", format_, *(["--full"] if full else []))
    assert done.code == 0, done.err
    shown = re.sub(r"(?s)<style>.*?</style>|<[^>]*>|^---\n.*?\n---\n", " ", done.out)
    codes = {path.stem for path in pair}
    assert set(WORD.findall(shown)) - NAMES - OF_PROFILES - codes == set()


COMMANDS = {
    "brief": ["brief", "{a}", "{b}"],
    "checklist": ["checklist", "{a}", "{b}", "--need", "surrender"],
    "history": ["history", "{a}", "{b}"],
    "partners": ["partners", "{a}", "{b}"],
    "what-if": ["what-if", "{a}", "{b}", "--each"],
    "plan": ["plan", "{a}", "{b}"],
    "bottleneck": ["bottleneck", "{a}", "{b}"],
    "route": ["route", "{a}", "{b}", "--through", "{folder}"],
    "chain": ["route", "{a}", "{b}", "{c}"],
    "matrix": ["matrix", "{folder}"],
    "batch": ["batch", "--all", "{folder}", "--format", "markdown"],
    "summary": ["assess", "{a}", "{b}", "--format", "summary"],
    "crime": ["assess", "{a}", "{b}", "--need", "surrender", "--crime", "online-telecom-fraud", "--full"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_no_english_is_left_in_other_reports(command: str, tmp_path: Path) -> None:
    paths = [
        chinese(name, tmp_path) for name in ("profiles/TWN.yaml", "profiles/LVA.yaml", "profiles/JPN.yaml")
    ]
    named = dict(zip("abc", paths, strict=True)) | {"folder": tmp_path}
    done = run(*(part.format_map(named) for part in COMMANDS[command]), "--lang", "zh-Hant")
    assert done.code == 0, done.err
    shown = re.sub("<[^>]*>", "", done.out)
    assert set(WORD.findall(shown)) - NAMES - {path.stem for path in paths} == set()


def test_help_is_chinese_and_fits() -> None:
    lines = [
        *run("--lang", "zh-Hant", "--help").out.splitlines(),
        *run("diff", "--lang", "zh-Hant", "--help").out.splitlines(),
    ]
    assert "  結束代碼：0 完成，1 所設條件未通過，2 用法或輸入有誤，3 未評估任何配對。" in lines
    assert max(map(wide, lines)) <= 80


def wide(text: str) -> int:
    """The width of a text in cells, by Unicode's own table."""
    return sum(1 + (east_asian_width(char) in "WF") for char in text)


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize("full", [False, True], ids=["screen", "full"])
def test_lines_fit_tables_stand_straight_and_nothing_is_cut(
    pair: list[Path], full: bool, columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("readiness.cli.io.terminal.width", lambda: columns)
    done = run("assess", *pair, "--lang", "zh-Hant", *(["--full"] if full else []))
    lines = done.out.splitlines()
    assert max(map(wide, lines)) <= columns
    assert "…" not in done.out
    for line in lines:  # a line begins with no mark that closes, and ends with none that opens
        assert line.strip()[:1] not in set("、。，；：！？）」")
        assert line.strip()[-1:] not in set("（「")
    if full:
        head = next(number for number, line in enumerate(lines) if line.startswith(" 因素"))
        before = wide(lines[head].partition("權重")[0]) + wide("權重")
        shares = [line.index("%") for line in lines[head + 1 : head + 5]]
        assert {
            wide(line[: at + 1]) for line, at in zip(lines[head + 1 : head + 5], shares, strict=True)
        } == {before}


def test_the_first_screen_fits_the_screen(pair: list[Path]) -> None:
    assert len(run("assess", *pair, "--lang", "zh-Hant").out.splitlines()) <= 45


def test_the_verdict_is_emphasised_and_the_language_declared_in_html(pair: list[Path]) -> None:
    page = run("assess", *pair, "--lang", "zh-Hant", "--format", "html").out
    assert '<html lang="zh-Hant">' in page
    assert re.search("<strong>(受阻|未定|脆弱|就緒)</strong>", page)


def test_json_keeps_its_keys_and_ids_and_says_its_language(pair: list[Path]) -> None:
    chinese, english = (
        json.loads(run("assess", *pair, "--lang", tag, "--format", "json").out) for tag in ("zh-Hant", "en")
    )
    assert (chinese["rubric"]["language"], english["rubric"]["language"]) == ("zh-Hant", "en")
    for report in (chinese, english):
        report["rubric"].pop("language")
    assert shape(chinese) == shape(english)
    assert chinese["works"] != english["works"]


def shape(value: Any, key: str = "") -> Any:
    """What must be the same in every language: keys, ids, numbers; texts for people are left out."""
    if isinstance(value, dict):
        return {name: shape(part, name) for name, part in value.items() if name not in TEXTS}
    return [shape(item, key) for item in value] if isinstance(value, list) else value


TEXTS = ("says", "text", "name", "record", "allows", "casework", "note")
