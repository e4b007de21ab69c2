"""What is probably not meant in a rubric that is otherwise right: parts that do nothing, and texts not translated."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from readiness.documents import rubric_remedies
from readiness.documents.rubric_translation import context, texts_of
from readiness.errors import Problem
from readiness.language import _, ngettext
from readiness.model.question import lanes_meet
from readiness.words import Count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.documents.place import Place
    from readiness.language import Entry
    from readiness.model.indicator import Indicator
    from readiness.model.rubric import Rubric

LARGEST = 0.25
"""The share of all indicators from which an obstacle that they name first is too large."""

FIRST = 5
"""How many of the missing or unknown texts of a translation are named."""


def warnings(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """Every part of a checked rubric that does nothing, each with its place."""
    for check in (
        _indicators,
        _obstacles,
        _remedies,
        rubric_remedies.warnings,
        _needs_and_measures,
        _phases,
        _factors,
        _crimes,
        _weights,
        _sources,
    ):
        yield from check(rubric, root)


def _indicators(rubric: Rubric, root: Place) -> Iterator[Problem]:
    for key, item in rubric.indicators.items():
        place = root.find(("factors", rubric.factor_of[key], "indicators", key))
        if not item.remedies:
            fix = _("add `remedies: […]`, or a remedy of its own")
            yield place.problem(
                _("no remedy lifts {key}: a plan can never change it").format(key=key), fix=fix, at_key=True
            )
        raised = item.cause.obstacles if item.cause is not None else {}
        silent = [value for value in item.causes if value is not None and value not in raised]
        if raised and silent:
            message = _(
                "the cause {cause} of {key} raises no obstacle of its own, as the other causes do"
            ).format(cause=silent[0], key=key)
            fix = _("add `{cause}: …`").format(cause=silent[0])
            yield place.find(("cause", "obstacles")).problem(message, fix=fix, at_key=True)
        if item.when is not None:
            yield from _scope(rubric, key, item, place)
            yield from _included(rubric, key, item.when.needs, place.find(("when",)))
        if item.table is not None and item.table.by == "need":
            needs = [need for need in _needs_in_play(rubric, item) if need not in item.table.rows]
            if needs:
                message = _(
                    "{key} has no row for {needs}, for which it counts: it stays unknown there"
                ).format(key=key, needs=_and(needs))
                yield place.find(("table", "rows")).problem(
                    message, fix=_("add `{need}: …`").format(need=needs[0]), at_key=True
                )


def _scope(rubric: Rubric, key: str, item: Indicator, place: Place) -> Iterator[Problem]:
    when = item.when
    if when is None or when.measures:
        return  # any measure can be planned, whatever the needs
    gate = _(" and its gate never binds") if item.necessary else ""
    spot = place.find(("when",))
    if not when.needs:
        message = _("the `when` of {key} names no need and no measure: it never counts{gate}").format(
            key=key, gate=gate
        )
        yield spot.problem(message, fix=_("name one, or remove `when`: then it always counts"), at_key=True)
    elif not _needs_in_play(rubric, item):
        message = ngettext(
            "{key} belongs to the {lane} lane, but {needs} goes through another: by itself that never brings it in{gate}",
            "{key} belongs to the {lane} lane, but {needs} go through another: by itself that never brings it in{gate}",
            len(when.needs),
        ).format(key=key, lane=item.lane, needs=_and(when.needs), gate=gate)
        yield spot.problem(message, fix=_("change its `lane`, or name a need of its lane"), at_key=True)


def _included(rubric: Rubric, key: str, needs: Sequence[str], place: Place) -> Iterator[Problem]:
    """What a need asks for, one that includes it asks for as well."""
    for need, entry in rubric.needs.items():
        included = [other for other in entry.includes if other in needs]
        if included and need not in needs:
            message = _("{key} is asked for {included}, and not for {need}, which includes that").format(
                key=key, included=_and(included), need=need
            )
            yield place.problem(message, fix=_("name {need} too").format(need=need), at_key=True)


def _needs_in_play(rubric: Rubric, item: Indicator) -> list[str]:
    """The needs that bring an indicator into scope by themselves."""
    return [
        need
        for need, entry in rubric.needs.items()
        if lanes_meet(entry.lane, item.lane) and (item.when is None or need in item.when.needs)
    ]


def _obstacles(rubric: Rubric, root: Place) -> Iterator[Problem]:
    raised = {name for item in rubric.indicators.values() for name in item.obstacles}
    by_cause = {
        name for item in rubric.indicators.values() if item.cause for name in item.cause.obstacles.values()
    }
    first: dict[str, list[str]] = {}
    for key, item in rubric.indicators.items():
        first.setdefault(item.obstacles[0], []).append(key)
    for name in rubric.obstacles:
        place = root.find(("obstacles", name))
        if name not in raised | by_cause:
            yield place.problem(
                _("no indicator raises {name}: it is never diagnosed").format(name=name), at_key=True
            )
        elif name not in first and name not in by_cause:
            message = _(
                "no indicator names {name} first: a diagnosis counts each indicator for its first obstacle only"
            ).format(name=name)
            yield place.problem(message, at_key=True)
        elif (
            len(first.get(name, ())) > LARGEST * len(rubric.indicators)
            and len(rubric.obstacles) > 1 / LARGEST
        ):
            message = _(
                "{count} of {total} indicators name {name} first: it is found often by size alone"
            ).format(count=len(first[name]), total=len(rubric.indicators), name=name)
            yield place.problem(
                message, fix=_("name another obstacle first where it fits as well"), at_key=True
            )


def _remedies(rubric: Rubric, root: Place) -> Iterator[Problem]:
    lifting = {name for item in rubric.indicators.values() for name in item.remedies}
    required = {need.remedy for remedy in rubric.remedies.values() for need in remedy.prerequisites}
    for name in rubric.remedies:
        if name not in lifting:
            what = (
                _("lifts no indicator and only prepares others")
                if name in required
                else _("lifts no indicator")
            )
            fix = _("name {name} in the `remedies` of what it lifts").format(name=name)
            yield root.find(("remedies", name)).problem(f"{name} {what}", fix=fix, at_key=True)
    used = {remedy.class_ for remedy in rubric.remedies.values()}
    for name in rubric.measure_classes:
        if name not in used:
            yield root.find(("measure-classes", name)).problem(
                _("no remedy is of the class {name}").format(name=name), at_key=True
            )


def _needs_and_measures(rubric: Rubric, root: Place) -> Iterator[Problem]:
    whens = [item.when for item in rubric.indicators.values() if item.when is not None]
    tables = [
        item.table
        for item in rubric.indicators.values()
        if item.table is not None and item.table.by == "need"
    ]
    for name in rubric.needs:
        if not any(name in when.needs for when in whens) and not any(name in table.rows for table in tables):
            message = _(
                "the need {name} brings nothing: no indicator names it in `when` or has a row for it"
            ).format(name=name)
            yield root.find(("needs", name)).problem(message, at_key=True)
    for name in rubric.measures:
        if not any(name in when.measures for when in whens):
            message = _("the measure {name} brings nothing: no indicator names it in `when`").format(
                name=name
            )
            yield root.find(("measures", name)).problem(message, at_key=True)
    for name, served in rubric.agreement_kinds.items():
        if not served:
            message = _("agreements of the kind {name} serve no need: they never tell the phase").format(
                name=name
            )
            yield root.find(("agreement-kinds", name)).problem(message, at_key=True)


def _phases(rubric: Rubric, root: Place) -> Iterator[Problem]:
    for name, phase in list(rubric.phases.items())[1:]:
        if not phase.infer:
            message = _(
                "nothing puts a relation into the {name} phase: its gates and weights wait for --phase {name}"
            ).format(name=name)
            yield root.find(("phases", name)).problem(message, fix=_("add `infer: […]`"), at_key=True)


def _factors(rubric: Rubric, root: Place) -> Iterator[Problem]:
    """A factor of which nothing counts leaves the pair without a score for a need."""
    for name, factor in rubric.factors.items():
        empty = [
            need
            for need, entry in rubric.needs.items()
            if not any(
                lanes_meet(item.lane, entry.lane) and (item.when is None or need in item.when.needs)
                for item in factor.indicators.values()
            )
        ]
        if empty:
            message = _(
                "no indicator of {name} counts for {needs} alone: readiness has no value there"
            ).format(name=name, needs=_and(empty))
            yield root.find(("factors", name)).problem(message, at_key=True)


def _crimes(rubric: Rubric, root: Place) -> Iterator[Problem]:
    for name, crime in rubric.crimes.items():
        place = root.find(("crimes", name))
        for key, times in crime.emphasis.items():
            if times == 1:
                message = _("an emphasis of 1 changes no weight of {key}").format(key=key)
                yield place.find(("emphasis", key)).problem(message, fix=_("remove it"), at_key=True)
        for need in crime.needs:
            if need in rubric.default_needs:
                at = crime.needs.index(need)
                yield place.find(("needs", at)).problem(
                    _("{need} is sought by default: {name} adds nothing by it").format(need=need, name=name)
                )


def _weights(rubric: Rubric, root: Place) -> Iterator[Problem]:
    for name, chosen in rubric.weights.items():
        base = rubric.weights.get(chosen.extends or "")
        for phase, orders in chosen.orders.items():
            if base is not None and sorted(orders) == sorted(base.orders.get(phase, [])):
                message = _(
                    "the order of {name} in the {phase} phase is that of {extends}: it changes nothing"
                ).format(name=name, phase=phase, extends=chosen.extends)
                yield root.find(("weights", name, "orders", phase)).problem(
                    message, fix=_("remove it"), at_key=True
                )


def _sources(rubric: Rubric, root: Place) -> Iterator[Problem]:
    cited = {name for item in rubric.indicators.values() for name in item.sources}
    for name in rubric.sources:
        if name not in cited:
            message = _("no indicator cites the source {name}").format(name=name)
            yield root.find(("sources", name)).problem(
                message, fix=_("name it in `sources` of what it tells"), at_key=True
            )


def untranslated(rubric: Rubric, files: Mapping[str, Sequence[Entry]]) -> Iterator[Problem]:
    """What the files of one language lack of the rubric, and what in them belongs to a text that has changed or is no more.

    Of two files that translate a text the later counts. Only a file with the rubric's name is held to have nothing besides.
    """
    wanted = {context(path): text for path, text in texts_of(rubric).items()}
    given = {
        entry.context: (file, entry)
        for file, entries in files.items()
        for entry in entries
        if entry.context not in (None, "id") and any(entry.told)
    }
    missing = [name for name in wanted if name not in given]
    if missing:
        yield Problem(
            _("{count} of {total} texts are not translated: {first}").format(
                count=len(missing), total=len(wanted), first=_first(missing)
            ),
            [*files][-1],
        )
    old = [name for name in wanted if name in given and given[name][1].message != wanted[name]]
    if old:
        message = _("{count:text|texts} changed since being translated, told in English: {first}").format(
            count=Count(len(old)), first=_first(old)
        )
        yield _at(given[old[0]], message, _("translate the new English"))
    own = [name for name, (file, _) in given.items() if PurePath(file).stem == rubric.rubric]
    unknown = [name for name in own if name not in wanted]
    if unknown:
        message = _("{count:entry|entries} without a text in the rubric: {first}").format(
            count=Count(len(unknown)), first=_first(unknown)
        )
        yield _at(given[unknown[0]], message, _("remove what is no longer used"))


def _at(where: tuple[str, Entry], message: str, fix: str) -> Problem:
    file, entry = where
    return Problem(message, file, entry.line, 1, fix=fix)


def _first(names: Sequence[str | None]) -> str:
    return ", ".join(str(name) for name in names[:FIRST]) + (", …" if len(names) > FIRST else "")


def _and(names: Sequence[str]) -> str:
    return (
        names[0]
        if len(names) == 1
        else _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
    )
