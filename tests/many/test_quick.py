"""Reading quickly is reading the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from building import shipped_rubric
from readiness.documents.reading import read_profile, read_rubric
from readiness.documents.yaml_text import Text, decode
from readiness.errors import InputError
from readiness.many.quick import read_quickly, traced

ROOT = Path(__file__).parents[2]
BAD = sorted((ROOT / "tests" / "bad" / "profiles").glob("*.yaml"))
UNDECODABLE = {"not-utf8", "utf16"}
"""Bad profiles that are refused before either way of reading begins."""

GOOD = [ROOT / "profiles" / f"{code}.yaml" for code in ("TWN", "LVA", "DEU")]
SMALL = read_rubric([decode("rubric.yaml", (ROOT / "tests" / "bad" / "rubric.yaml").read_bytes())])


def message(text: Text, *, quickly: bool) -> str:
    """The errors of a file; nothing for a good one."""
    try:
        read_quickly(text, SMALL, {}) if quickly else read_profile(text, SMALL)
    except InputError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_a_good_profile_is_the_same(file: Path) -> None:
    text = decode(file.name, file.read_bytes())
    quick, whole = read_quickly(text, shipped_rubric(), {}), read_profile(text, shipped_rubric())
    assert (quick.profile, quick.digest, quick.file) == (whole.profile, whole.digest, whole.file)
    assert quick.line("ratings") == 0
    assert traced(quick, shipped_rubric()).line("facts") == whole.line("facts") > 0


def test_there_are_bad_profiles() -> None:
    assert len(BAD) > 50


@pytest.mark.parametrize(
    "file", [file for file in BAD if file.stem not in UNDECODABLE], ids=lambda file: file.stem
)
def test_a_bad_profile_has_the_same_errors(file: Path) -> None:
    text = decode(file.name, file.read_bytes())
    assert message(text, quickly=True) == message(text, quickly=False) != ""


@pytest.mark.parametrize("name", sorted(UNDECODABLE))
def test_a_file_that_is_no_text_is_refused_whoever_reads_it(name: str) -> None:
    file = ROOT / "tests" / "bad" / "profiles" / f"{name}.yaml"
    with pytest.raises(InputError, match="is not UTF-8"):
        decode(file.name, file.read_bytes())


@pytest.mark.parametrize(
    "content",
    [
        "",
        "- a\n",
        "profile: A\nprofile: B\n",
        "profile: &x A\nname: *x\n",
        "profile: !!str A\n",
        "profile: ! A\n",
        "profile: A\n---\nprofile: B\n",
        "{profile: A, {x: 1}: 2}\n",
        "profile: A\nratings: " + "[" * 60 + "]" * 60 + "\n",
        "profile: A\nname: {1: x, 1.0: y}\n",
        "profile: A\nname: {true: x, 1: y}\n",
        'profile: A\nname: {"1": x}\n',
        "profile: NO\nas_of: 2023\n",
        "profile: A\nas_of: 1_000\n",
        "profile: A\x00\n",
        "profile: [A\n",
    ],
)
def test_odd_texts_are_read_alike(content: str) -> None:
    text = Text("odd.yaml", content)
    assert message(text, quickly=True) == message(text, quickly=False)
    if not message(text, quickly=False):
        assert read_quickly(text, SMALL, {}).profile == read_profile(text, SMALL).profile
