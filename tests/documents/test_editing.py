"""Changes in place: the data becomes what was asked for, and every other line stays."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readiness.documents.editing import inline, put, remove
from readiness.documents.place import Text
from readiness.documents.yaml_text import parse


def read(text: str) -> Any:
    return parse(Text("x", text))[0]


TEXT = """\
# top
a: {x: 1, y: 2}   # flow
b:
  c: 1   # one
  d:
    - {e: 1}   # item
    - {e: 2}

  # tail of b
f: "漢字 𝄞"
"""


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        (("a", "z"), 3, "a: {x: 1, y: 2, z: 3}   # flow"),
        (("a", "x"), {"k": "no"}, 'a: {x: {k: "no"}, y: 2}   # flow'),
        (("b", "c"), 9, "  c: 9   # one"),
        (("b", "new"), [1, "two words"], '  new: [1, "two words"]'),
        (("g", "h"), True, "  h: true"),
        (("f",), "2023-11-28", "f: 2023-11-28"),
    ],
)
def test_put_changes_one_place(path: tuple[str, ...], value: Any, line: str) -> None:
    new = put(TEXT, path, value)
    assert line in new.splitlines()
    assert len(set(TEXT.splitlines()) - set(new.splitlines())) <= 1
    found = read(new)
    for key in path:
        found = found[key]
    assert found == value


@pytest.mark.parametrize(
    ("path", "gone"),
    [
        (("a", "x"), "a: {x: 1, y: 2}   # flow"),
        (("a", "y"), "a: {x: 1, y: 2}   # flow"),
        (("b", "c"), "  c: 1   # one"),
        (("f",), 'f: "漢字 𝄞"'),
    ],
)
def test_remove_takes_one_line_or_part_of_one(path: tuple[str, ...], gone: str) -> None:
    new = remove(TEXT, path)
    assert set(TEXT.splitlines()) - set(new.splitlines()) == {gone}
    found = read(new)
    for key in path[:-1]:
        found = found[key]
    assert path[-1] not in found


def test_remove_takes_the_mappings_that_would_be_empty() -> None:
    assert read(remove("a: 1\nb:\n  c:\n    d: 1\n", ("b", "c", "d"))) == {"a": 1}
    assert read(remove("a: 1\nb: {c: {d: 1}, e: 2}\n", ("b", "c", "d"))) == {"a": 1, "b": {"e": 2}}


def test_a_list_in_block_style_is_replaced_whole() -> None:
    new = put(TEXT, ("b", "d"), [{"e": 3}])
    assert read(new)["b"] == {"c": 1, "d": [{"e": 3}]}
    assert "# tail of b" in new


def test_a_path_through_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match=r"f is not a mapping"):
        put(TEXT, ("f", "g"), 1)


plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=12),
    lambda parts: (
        st.lists(parts, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=8), parts, max_size=3)
    ),
    max_leaves=8,
)


@given(plain)
def test_any_plain_data_is_read_back(value: Any) -> None:
    assert read(put("a: 1\n", ("b",), value)) == {"a": 1, "b": value}
    assert read(f"x: {inline(value)}\n") == {"x": value}
