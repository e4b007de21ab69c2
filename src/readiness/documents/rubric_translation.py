"""Which parts of a rubric are texts for people, and a rubric with its texts in another language.

A catalogue translates a text by its path and its English, so that it never tells an English text that has changed since.
"""

from __future__ import annotations

from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from msgspec.structs import replace
from pydantic import TypeAdapter

from readiness.model.fields import TRANSLATED, RubricPart, model_of, written_key
from readiness.model.rubric import Rubric

if TYPE_CHECKING:
    from collections.abc import Iterator

    from readiness.language import Catalogue

Path = tuple[Any, ...]

OF_PROFILES = ("member", "observer", "civil", "common", "mixed", "religious", "many")
"""Words that profiles use and no rubric lists."""


def _tree(annotation: Any, marks: tuple[Any, ...] = ()) -> dict[str, Any] | None:
    """The keys that lead to texts in values of this type, * for any; None where there is no text, {} for a text."""
    if TRANSLATED in marks:
        return {}
    origin, inside = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _tree(inside[0], inside[1:])
    if origin in (Union, UnionType):
        return next((tree for item in inside if (tree := _tree(item)) is not None), None)
    if origin in (list, dict):
        below = _tree(inside[-1])
        return None if below is None else {"*": below}
    if (model := model_of(annotation)) is not None:
        trees = {
            field.alias or name: _tree(field.annotation, tuple(field.metadata))
            for name, field in model.model_fields.items()
        }
        return {key: tree for key, tree in trees.items() if tree is not None} or None
    return None


def texts_of(rubric: Rubric) -> dict[Path, str]:
    """Every text for people in a rubric, by its path of keys and places in lists, in the rubric's order."""
    return dict(_leaves(TypeAdapter(Rubric).dump_python(rubric, by_alias=True), _tree(Rubric) or {}, ()))


def names_of(rubric: Rubric) -> list[str]:
    """Every id that reports tell people as it stands, such as `joint-operation`."""
    tables = [item.table for item in rubric.indicators.values() if item.table is not None]
    causes = [item.cause for item in rubric.indicators.values() if item.cause is not None]
    names = [
        *(*rubric.factors, *rubric.indicators, *rubric.crimes),
        *(*rubric.needs, *rubric.phases, *rubric.measures, *rubric.roles, *rubric.weights),
        *(*rubric.agreement_kinds, *rubric.agreement_statuses, *rubric.structure_kinds),
        *(*rubric.relation_kinds, *rubric.standing),
        *(*rubric.law_matters, *(name for item in rubric.law_matters.values() for name in item.statuses)),
        *(*rubric.channel_access, *rubric.channel_components, *rubric.instrument_statuses),
        *(row for table in tables for row in table.rows),
        *(value for cause in causes for value in cause.values),
        *(
            derivation.kind or derivation.matter or derivation.from_
            for item in rubric.indicators.values()
            for derivation in item.derived
        ),
        *OF_PROFILES,
    ]
    return list(dict.fromkeys(names))


def translated(rubric: Rubric, catalogue: Catalogue) -> Rubric:
    """The rubric with the texts that a catalogue has; the others stay English. It keeps the digest of its files."""
    made: Rubric = _translated(rubric, _tree(Rubric) or {}, (), catalogue)
    return made


def context(path: Path) -> str:
    """Where a text stands, as catalogues name it: keys with dots, such as `factors.legal.name`."""
    return ".".join(str(step) for step in path)


def _translated(value: Any, tree: dict[str, Any], path: Path, catalogue: Catalogue) -> Any:
    if not tree:
        return catalogue.pgettext(context(path), value) if isinstance(value, str) and value else value

    def told(key: Any, part: Any) -> Any:
        below = tree.get(str(key), tree.get("*"))
        return part if below is None else _translated(part, below, (*path, key), catalogue)

    if isinstance(value, RubricPart):
        parts = {name: told(written_key(name), getattr(value, name)) for name in value.__struct_fields__}
        return replace(value, **parts)
    if isinstance(value, dict):
        return {key: told(key, part) for key, part in value.items()}
    return [told(number, part) for number, part in enumerate(value)] if isinstance(value, list) else value


def _leaves(value: Any, tree: dict[str, Any], path: Path) -> Iterator[tuple[Path, str]]:
    if not tree:
        if isinstance(value, str) and value:
            yield path, value
        return
    for key, part in _parts(value):
        below = tree.get(str(key), tree.get("*"))
        if below is not None:
            yield from _leaves(part, below, (*path, _key(key)))


def _parts(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return list(enumerate(value)) if isinstance(value, list) else []


def _key(key: Any) -> Any:
    """Levels are numbers in YAML and texts in JSON."""
    return int(key) if isinstance(key, str) and key.isdecimal() else key
