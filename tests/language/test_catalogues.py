"""The catalogues: read as Babel reads them, complete, up to date, and chosen as people ask for them."""

from __future__ import annotations

import io
import runpy
import string
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from cli.command_line import run
from readiness.cli.io import languages
from readiness.documents.reading import read_rubric
from readiness.documents.rubric_translation import context, texts_of, translated
from readiness.documents.yaml_text import decode
from readiness.language import Catalogue, entries, ngettext, speaking
from readiness.words import Texts, listed, sentences

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "languages").glob("*/*.po"))
UPDATE = runpy.run_path(str(ROOT / "languages" / "update.py"))
TEMPLATES = UPDATE["templates"]()
LEAST_TRANSLATED = {"program": 0.97}
"""The least part of the texts that is translated; of a rubric, 99 in 100."""
RUBRIC = read_rubric(
    [
        decode(path.name, path.read_bytes())
        for path in sorted((ROOT / "rubrics/law-enforcement").glob("*.yaml"))
    ]
)

POLISH = r"""
msgid ""
msgstr ""
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"

msgctxt "count"
msgid "{count:case|cases}"
msgstr "{count:sprawa|sprawy|spraw}"

msgid "{count} case"
msgid_plural "{count} cases"
msgstr[0] "{count} sprawa"
msgstr[1] "{count} sprawy"
msgstr[2] "{count} spraw"
"""


def test_every_language_is_collected() -> None:
    assert [str(path.relative_to(ROOT / "languages")) for path in FILES] == [
        "zh-Hant/law-enforcement.po",
        "zh-Hant/program.po",
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_file_is_read_as_babel_reads_it(path: Path) -> None:
    ours = {(entry.context, entry.message): entry.told for entry in entries(path.read_text("utf-8"))}
    theirs = {
        (message.context, message.id if isinstance(message.id, str) else message.id[0]): message.string
        for message in read_po(io.BytesIO(path.read_bytes()))
        if message.id
    }
    del ours[None, ""]
    assert ours == {
        key: (told,) if isinstance(told, str) else tuple(told or ()) for key, told in theirs.items()
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_is_translated_keeps_the_blanks_of_its_english(path: Path) -> None:
    for entry in entries(path.read_text("utf-8")):
        for told in entry.told if entry.message else ():
            assert blanks(told) <= blanks(entry.message) | blanks(entry.plural or ""), entry


def blanks(text: str) -> set[str]:
    return (
        {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        if "{" in text
        else set()
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_catalogue_has_nothing_stale_and_lacks_little(path: Path) -> None:
    """A new English text may wait for its translation, which is told in English until then; a changed one may not stay."""
    known = read_po(io.BytesIO(path.read_bytes()))
    template = TEMPLATES[path.stem]
    fuzzy = [message.id for message in known if message.id and message.fuzzy]
    stale = [
        message.id for message in known if message.id and template.get(message.id, message.context) is None
    ]
    assert (fuzzy, stale, [*known.obsolete]) == ([], [], []), "run python languages/update.py"
    wanted = [message for message in template if message.id]
    told = [message for message in wanted if UPDATE["is_told"](known.get(message.id, message.context))]
    least = LEAST_TRANSLATED.get(path.stem, 0.99)
    assert len(told) >= least * len(wanted), "run python languages/update.py, and translate what it lists"


def test_a_rubric_is_told_in_chinese_and_judges_as_before() -> None:
    chinese = translated(RUBRIC, chinese_catalogue())
    assert chinese.factors["political"].name == "政治意願"  # as the paper says, section 3.1
    assert chinese.obstacles["O7"].short == "維繫資源"
    assert texts_of(RUBRIC).keys() == texts_of(chinese).keys()
    assert chinese.digest == RUBRIC.digest
    english = {context(path): text for path, text in texts_of(RUBRIC).items()}
    back = translated(chinese, inverse(english, {context(p): text for p, text in texts_of(chinese).items()}))
    assert back == RUBRIC
    assert chinese != RUBRIC


def inverse(english: dict[str, str], chinese: dict[str, str]) -> Catalogue:
    catalogue = Catalogue("en-back")
    for path, told in chinese.items():
        catalogue._catalog[catalogue.CONTEXT % (path, told)] = english[path]  # noqa: SLF001
    return catalogue


def chinese_catalogue() -> Catalogue:
    return Catalogue("zh-Hant", [entry for path in FILES for entry in entries(path.read_text("utf-8"))])


def test_a_translation_of_an_older_english_text_is_not_told() -> None:
    old = 'msgctxt "title"\nmsgid "Another title"\nmsgstr "標題"\n'
    assert translated(RUBRIC, Catalogue("zh-Hant", entries(old))).title == RUBRIC.title


def test_a_fuzzy_translation_is_not_told() -> None:
    assert list(entries('#, fuzzy\nmsgid "yes"\nmsgstr "tak"\n')) == []


@pytest.mark.parametrize(
    ("count", "noun"), [(1, "sprawa"), (2, "sprawy"), (5, "spraw"), (12, "spraw"), (22, "sprawy")]
)
def test_a_language_has_as_many_plural_forms_as_it_needs(count: int, noun: str) -> None:
    say = Texts({"count": "{count:case|cases}"})
    assert say("count", count=count) == ("1 case" if count == 1 else f"{count} cases")
    with speaking(Catalogue("pl", entries(POLISH))):
        assert say("count", count=count) == f"{count} {noun}"
        assert ngettext("{count} case", "{count} cases", count).format(count=count) == f"{count} {noun}"


def test_lists_and_sentences_have_the_marks_of_their_script() -> None:
    with speaking(chinese_catalogue()):
        assert listed(["intelligence", "evidence"]) == "情資、證據"
    assert listed(["intelligence", "evidence"]) == "intelligence, evidence"
    assert sentences(["未知。", "依法", "（一）", "", "No."]) == "未知。依法（一）No."
    assert sentences(["One.", "Two."]) == "One. Two."


@pytest.mark.parametrize(
    ("surroundings", "tag"),
    [
        ({"LANG": "zh_TW.UTF-8"}, "zh-Hant"),
        ({"LANG": "zh_HK"}, "zh-Hant"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_TW.UTF-8"}, "en"),
        ({"LC_MESSAGES": "zh_TW.UTF-8", "LANG": "de_DE.UTF-8"}, "zh-Hant"),
        ({"LANG": "zh_CN.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": ""}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses(surroundings: dict[str, str], tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in languages.VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert languages.of_locale() == tag


def test_the_option_wins_over_the_file_and_the_file_over_the_locale(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    assert "就緒" in run("explain", "ready").out + run("assess", "TWN", "LVA", "--full").out
    Path("readiness.toml").write_text('lang = "en"\n')
    assert "UNDETERMINED" in run("assess", "TWN", "LVA").out
    assert "未定" in run("assess", "TWN", "LVA", "--lang", "ZH-hant").out
    assert "未定" in run("--lang", "zh-Hant", "brief", "TWN", "LVA", "--format", "markdown").out
    wrong = run("matrix", ".", "--lang", "zh-Hans")
    assert (wrong.code, wrong.out) == (2, "")
    assert wrong.err == '未知的語言「zh-Hans」；是否指"zh-Hant"？\n'
