"""Lines and columns of all parts are those that PyYAML's nodes have, an independent way of reading."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from readiness.documents.place import Place, Text
from readiness.documents.yaml_text import decode, parse
from readiness.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FILES = [ROOT / "profiles" / f"{code}.yaml" for code in ("TWN", "LVA", "DEU")]


def nodes(node: Any, place: Place) -> Iterator[tuple[Any, Any, Place]]:
    """The key (if any) and value nodes of all parts, each with its place."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            part = place.find((key.value,))
            yield key, value, part
            yield from nodes(value, part)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            part = place.find((number,))
            yield None, value, part
            yield from nodes(value, part)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_part_has_its_line_and_column(file: Path) -> None:
    text = decode(file.name, file.read_bytes())
    _, root = parse(text)
    parts = list(nodes(yaml.compose(text.content, Loader=yaml.SafeLoader), root))
    assert len(parts) > 100
    for key, value, place in parts:
        location, mark = place.location, value.start_mark
        assert (location.line, location.column) == (mark.line + 1, mark.column + 1)
        if key is not None:
            assert (location.key_line, location.key_column) == (
                key.start_mark.line + 1,
                key.start_mark.column + 1,
            )


def test_a_step_that_the_file_lacks_is_passed_over() -> None:
    _, root = parse(Text("a.yaml", "a:\n  b: 1\n"))
    assert root.find(("a", "lacking", "b")).location is root.find(("a", "b")).location
    assert root.find(("lacking",)).location is root.location


def test_parts_of_several_texts_keep_their_text() -> None:
    first, second = Text("1.yaml", "a:\n  b: 1\n"), Text("2.yaml", "\na:\n  c: 2\nd: 3\n")
    place = Place((first, second))
    found = [place.find(path).location for path in (("a", "b"), ("a", "c"), ("d",))]
    assert [(location.text.name, location.line) for location in found] == [
        ("1.yaml", 2),
        ("2.yaml", 3),
        ("2.yaml", 4),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty"),
        ("a: 1\na: 2\n", 'the key "a" stands twice; the first is in line 1'),
        ("x:\n  true: 1\n  1: 2\n", 'the key "1" stands twice; the first is in line 2'),
        ("a: &x A\nb: *x\n", "anchors"),
        ("a: !!str A\n", "tags (!!str)"),
        ("a: 1\n---\nb: 2\n", "a second YAML document"),
        ("{a: 1, {x: 1}: 2}\n", "a key is a plain name; found a mapping"),
        ("a: " + "[" * 60 + "]" * 60 + "\n", "nested more than 40 levels deep"),
        ("a: A\x00\n", "U+0000"),
        ("a: [A\n", "not valid YAML"),
    ],
)
def test_odd_texts_are_refused(content: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(Text("odd.yaml", content))
    assert message in str(caught.value)


def test_scalars_are_those_of_yaml_1_2() -> None:
    data, _ = parse(Text("a.yaml", "[NO, 12:30, 2023-11-28, 1_000, 010, 1e3, ~, True, '1']"))
    assert data == ["NO", "12:30", "2023-11-28", "1_000", 10, 1000.0, None, True, "1"]
