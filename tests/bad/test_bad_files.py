"""One broken file a mistake, and the message it must give. Adding a mistake is adding a file.

`profiles/NAME.yaml` is a profile that is wrong against `rubric.yaml`; `profiles/NAME.txt` beside it is the message.
`rubrics/NAME.yaml` says which text of `rubric.yaml` is replaced by which, and the message that follows.

`python tests/bad/test_bad_files.py` writes all messages anew after a change of wording: read the difference.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from textwrap import indent
from typing import TYPE_CHECKING

import pytest

from readiness.documents.place import Text
from readiness.documents.reading import read_profile, read_rubric
from readiness.documents.yaml_text import decode, parse
from readiness.errors import InputError

if TYPE_CHECKING:
    from readiness.model.rubric import Rubric

HERE = Path(__file__).parent
PROFILES = sorted((HERE / "profiles").glob("*.yaml"))
RUBRICS = sorted((HERE / "rubrics").glob("*.yaml"))
RUBRIC = Text("rubric.yaml", (HERE / "rubric.yaml").read_text("utf-8"))


@cache
def small_rubric() -> Rubric:
    """The rubric that every bad profile is read with."""
    return read_rubric([RUBRIC])


def profile_message(case: Path) -> str:
    """What a bad profile is refused with."""
    with pytest.raises(InputError) as caught:
        read_profile(decode(case.name, case.read_bytes()), small_rubric())
    return f"{caught.value}\n"


def broken_rubric(case: Path) -> tuple[str, str, str]:
    """The text to replace, what replaces it, and the message expected."""
    data, _ = parse(decode(case.name, case.read_bytes()))
    assert set(data) == {"replace", "by", "expect"}
    return data["replace"], data["by"] or "", data["expect"]


def rubric_message(case: Path) -> str:
    """What a rubric with one text replaced is refused with."""
    old, new, _ = broken_rubric(case)
    assert RUBRIC.content.count(old) == 1, "the text to replace must stand once in rubric.yaml"
    with pytest.raises(InputError) as caught:
        read_rubric([Text(RUBRIC.name, RUBRIC.content.replace(old, new))])
    return f"{caught.value}\n"


def test_every_case_is_collected() -> None:
    assert len(PROFILES) == 84
    assert len(RUBRICS) == 92
    assert {case.stem for case in PROFILES} == {case.stem for case in (HERE / "profiles").glob("*.txt")}


def test_the_rubric_itself_is_good() -> None:
    assert small_rubric().rubric == "small"


@pytest.mark.parametrize("case", PROFILES, ids=lambda case: case.stem)
def test_bad_profile(case: Path) -> None:
    assert profile_message(case) == case.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize("case", RUBRICS, ids=lambda case: case.stem)
def test_bad_rubric(case: Path) -> None:
    assert rubric_message(case) == broken_rubric(case)[2]


@pytest.mark.parametrize("case", [*PROFILES, *RUBRICS], ids=lambda case: case.stem)
def test_messages_are_fit_for_people(case: Path) -> None:
    text = profile_message(case) if case in PROFILES else rubric_message(case)
    assert all(line.isprintable() for line in text.splitlines())
    assert all(len(line) <= 200 for line in text.splitlines())
    for jargon in (
        "Input should",
        "validation error",
        "NoneType",
        "pydantic",
        "Traceback",
        "regex",
        "a dict",
    ):
        assert jargon not in text


def test_a_key_in_two_files_of_a_folder() -> None:
    head, tail = RUBRIC.content.split("factors:\n", 1)
    legal = tail.split("  legal:\n", 1)[1].split("  capacity:\n", 1)[0]
    files = [
        RUBRIC,
        Text("rubric/legal.yaml", f"# the second of the two\nfactors:\n  legal:\n{legal}"),
        Text("rubric/version.yaml", 'version: "2"\n'),
    ]
    with pytest.raises(InputError) as caught:
        read_rubric(files)
    line = head.count("\n") + tail.split("  legal:\n", 1)[0].count("\n") + 2
    assert str(caught.value).splitlines() == [
        f'rubric/legal.yaml:3:3: the key "legal" stands in rubric.yaml:{line} already',
        "    3 |   legal:",
        "      |   ^",
        "        keep one of them",
        'rubric/version.yaml:1:1: the key "version" stands in rubric.yaml:3 already',
        '    1 | version: "2"',
        "      | ^",
        "        keep one of them",
    ]


def test_no_files_at_all() -> None:
    with pytest.raises(InputError, match="the rubric has no YAML files"):
        read_rubric([])


def write_anew() -> None:
    """Write every expected message as it is now."""
    for case in PROFILES:
        case.with_suffix(".txt").write_text(profile_message(case), "utf-8")
    for case in RUBRICS:
        old, new, _ = broken_rubric(case)
        parts = {"replace": old, "by": new, "expect": rubric_message(case).removesuffix("\n")}
        blocks = [
            f"{key}: |{'' if key == 'expect' else '-'}\n{indent(text, '  ')}\n" for key, text in parts.items()
        ]
        case.write_text("".join(blocks), "utf-8")


if __name__ == "__main__":
    write_anew()
