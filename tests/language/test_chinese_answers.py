"""What is said in Chinese beside reports: wrong usage, near names, importers, raters, the reference, differences."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from cli.command_line import run
from readiness.documents.profile_checks import names_of
from readiness.language import Catalogue, speaking
from readiness.model.profile import Profile
from readiness.wrapping import cells

ROOT = Path(__file__).parents[2]
TYPED = re.compile(
    r"`[^`]*`|(?:readiness|pandoc) [a-z].*|--[a-z-]+( [\w.=-]+)?|[\w./-]*/[\w./-]+|['\"「][^'\"」]*['\"」]"
)
"""What is to be typed, or was typed: commands, paths, names in quotes."""
ENGLISH = re.compile(r"[A-Za-z]{2,} +[a-z]{2,}")


def english(text: str) -> list[str]:
    """Words of English that follow each other, in what is no command and no name."""
    return ENGLISH.findall(TYPED.sub("", text))


WRONG = [
    "asess TWN LVA",
    "assess",
    "assess TWN",
    "assess TWN LVA JPN",
    "assess TWN Taiwan",
    "assess TWN Latvai",
    "assess TWN nowhere.yaml",
    "assess TWN report.docx",
    "assess TWN LVA --need xyz",
    "assess TWN LVA --crime xyz",
    "assess TWN LVA --as-of tomorrow",
    "assess TWN LVA --role LVA",
    "assess TWN LVA --role JPN=haven",
    "assess TWN LVA -o a.docx",
    "assess TWN LVA -o a.yaml",
    "assess TWN LVA --fail-under abc",
    "assess TWN LVA --formt text",
    "assess TWN LVA --case nowhere.yaml",
    "assess TWN LVA --strict",
    "batch",
    "batch pairs.csv",
    "diff a.json b.json",
    "explain xyz",
    "list countries",
    "history TWN LVA --from 2020-05",
    "plan TWN LVA --within 2,5",
    "plan TWN LVA --budget much",
    "what-if TWN LVA --set LVA.mutual-trust=9",
    "what-if TWN LVA --set mutual-trust=3",
    "what-if TWN LVA --set LVA.treaty-basis=3",
    "route TWN LVA",
    "schema foo",
    "test nowhere",
    "merge TWN LVA",
    "agreement TWN LVA",
    "import",
    "import foo x",
    "import wgi nowhere.xlsx",
    "import own-records log.csv --into log.csv",
    "init TWM -o twm.yaml",
    "init Latvai",
    "interview nowhere.yaml",
    "questionnaire TWN -o a.ods",
    "validate nowhere.yaml",
]


@pytest.mark.parametrize("line", WRONG)
def test_wrong_usage_is_answered_in_chinese(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("log.csv").write_text("a,b\n")
    done = run("--lang", "zh-Hant", *line.split(" "))
    told = done.err.split("\n", 1) if done.out else [done.err]  # what is told beside a result
    assert re.search("[一-鿿]", done.err)
    assert english(told[0]) == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("assess TWN LVA --formt text", '無此選項 --formt；是否指"--format"？'),
        ("explain gat", '無稱為「gat」者；是否指"gate"？'),
        ("validate TWM.yaml", '是否指"TWN.yaml"？'),
        ("init Latvai", '是否指"拉脫維亞"？'),
    ],
)
def test_a_near_name_is_found_whatever_the_language(
    line: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "profiles" / "TWN.yaml", tmp_path)
    assert told in run("--lang", "zh-Hant", *line.split(" ")).err


def test_a_need_may_be_asked_for_in_the_words_of_the_language() -> None:
    said = run("--lang", "zh-Hant", "assess", "TWN", "LVA", "--need", "引渡")
    assert (said.code, said.err) == (0, "")
    assert "需求：人犯解交" in said.out


@pytest.mark.parametrize(
    ("word", "title"),
    [
        ("gate", "必要條件  用語 gate\n"),
        ("必要條件", "必要條件  用語 gate\n"),
        ("情資", "情資  需求 intelligence\n"),
        ("treaty-basis", "條約依據  指標 treaty-basis\n"),
        ("controlled-delivery", "控制下交付  措施 controlled-delivery\n"),
    ],
)
def test_a_word_is_explained_by_its_id_or_its_name(word: str, title: str) -> None:
    told = run("--lang", "zh-Hant", "explain", word).out
    also_called = re.compile("^別稱 .*\n(?: .*\n)*", re.MULTILINE)  # what people write, in any language
    assert told.startswith(title)
    assert english(also_called.sub("", told)) == []


def test_an_importer_speaks_chinese_and_writes_english(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text("date-sent,from,to,need,days,outcome\n2022-01-01,TWN,LVA,evidence,30,completed\n")
    done = run("--lang", "zh-Hant", "import", "own-records", log, "--into", tmp_path)
    assert done.out == "新建1份檔案，更新0份，0份不變\n"
    assert "作為TWN之紀錄讀取" in done.err
    written = " ".join((tmp_path / "TWN.yaml").read_text().split())
    assert "requests: 1 completed; median 30 days (30 to 30)" in written


def test_mistakes_in_a_log_are_told_in_chinese(tmp_path: Path) -> None:
    log = tmp_path / "log.csv"
    log.write_text(
        "date-sent,from,to,need,days,outcome\n"
        "01/02/2022,TWN,LVA,evidences,x,completed\n"
        "2022-02-01,TWN,TWN,evidence,,completed\n"
    )
    done = run("--lang", "zh-Hant", "import", "own-records", log, "--into", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert english(done.err.replace(str(log), "")) == []
    assert "是否指2022-02-01或2022-01-02？" in done.err


def test_raters_who_contradict_each_other_are_told_in_chinese(tmp_path: Path) -> None:
    for name, level in (("a", 1), ("b", 4)):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "ZEN.yaml").write_text(
            f"profile: ZEN\nas_of: 2024-01-01\nratings:\n  contact-point: {{level: {level}, cause: no-means}}\n"
        )
    files = [tmp_path / name / "ZEN.yaml" for name in "ab"]
    told = run("--lang", "zh-Hant", "merge", *files, "-o", tmp_path / "merged.yaml").err
    assert told == "待解決：ratings.contact-point：評定者1：1, 評定者2：4；採用1\n"
    assert "rater 2: 4" in (tmp_path / "merged.yaml").read_text()  # what is written stays English


def test_a_difference_is_told_by_names(tmp_path: Path) -> None:
    files = [tmp_path / "a.json", tmp_path / "b.json"]
    run("assess", "TWN", "LVA", "-o", files[0])
    run("assess", "TWN", "LVA", "--need", "evidence", "--as-of", "2022", "-o", files[1])
    told = run("--lang", "zh-Hant", "diff", *files).out
    assert "詢問方式不同：需求為證據，原為情資、證據" in told
    assert set(re.findall("[A-Za-z-]{3,}", told)) <= {"TWN", "LVA"}


def test_a_starting_profile_is_commented_in_chinese_and_wrapped_by_cells() -> None:
    lines = run("--lang", "zh-Hant", "init", "TWN", "--partner", "JPN", "-o", "-").out.splitlines()
    comments = [line for line in lines if re.match(" *#.*[一-鿿]", line)]
    assert len(comments) > 200
    assert max(map(cells, comments)) <= 112
    assert "  #   必要等級：早期 2、中期 2、後期 2" in lines


@pytest.mark.parametrize("command", ["assess", "batch", "plan", "what-if", "questionnaire", "interview"])
def test_the_help_of_a_command_fits_with_its_defaults(command: str) -> None:
    lines = run(command, "--lang", "zh-Hant", "--help").out.splitlines()
    assert max(map(cells, lines)) <= 80
    assert lines[0].startswith(f"用法：readiness {command} [選項]") or "[選項]" in lines[0]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ({"zh-Hant": "甲", "en": "Latvia"}, "甲"),
        ({"en": "Latvia"}, "拉脫維亞"),
        ({"en": "Police of Riga"}, "Police of Riga"),
        ({}, "拉脫維亞"),
    ],
)
def test_a_jurisdiction_goes_by_its_own_name_before_that_of_the_tables(
    name: dict[str, str], told: str
) -> None:
    profile = Profile.model_validate({"profile": "LVA", "name": name})
    with speaking(Catalogue("zh-Hant")):
        assert names_of(profile) == told
    assert names_of(profile) == name.get("en", "Latvia")
