"""Two jurisdictions and the friendly forces between them: the best relayed path beside the direct link (S2.8, S2.12)."""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from readiness.errors import InputError, UsageError
from readiness.jurisdictions.lookup import key_of
from readiness.language import _
from readiness.model.question import Parts, on_one_day, resolve
from readiness.routes.links import Link, measure_all, rules_of
from readiness.routes.originator_control import RelayPosition, relay_of
from readiness.routes.paths import widest_path, widths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.documents.reading import ProfileDocument
    from readiness.model.question import Question, Scope
    from readiness.model.rubric import Rubric
    from readiness.routes.paths import Ends

Advice = Literal["direct", "relayed", "open", "none"]


class Hop(Struct, frozen=True):
    """One step of a path. `hours` is None if not known; `stated` tells that the relay itself gives them."""

    sender: str
    receiver: str
    link: Link
    hours: float | None
    stated: bool


class Path(Struct, frozen=True):
    """A relayed path. `strength` is that of its weakest hop less what relaying costs (0-4); `hours` the sum, or None."""

    codes: tuple[str, ...]
    hops: tuple[Hop, ...]
    strength: float
    hours: float | None
    weakest: Hop


class LinkWorth(Struct, frozen=True):
    """A link worth finding out, and how strong the way from end to end could be if it turned out well (0-4).

    `alone` tells that nothing else need turn out well.
    """

    link: Link
    could: float
    alone: bool


class Route(Struct, frozen=True):
    """The direct link, the best relayed path through known links, and what stands around them.

    `relays` are those of the path, in order; `excluded` those who do not pass on what the origin gives them.
    `advice`: `direct` and `relayed` name the better; `open` that the direct link is not known; `none` that nothing
    known stands above 0.
    """

    origin: str
    target: str
    scope: Scope
    direct: Link
    path: Path | None
    advice: Advice
    relays: tuple[RelayPosition, ...]
    excluded: tuple[RelayPosition, ...]
    worth: tuple[LinkWorth, ...]


def route(
    origin: ProfileDocument,
    target: ProfileDocument,
    through: Sequence[ProfileDocument],
    rubric: Rubric,
    question: Question,
    parts: Parts | None = None,
) -> Route:
    """The best way from origin to target. Raises InputError if both are one, UsageError if two profiles share a code."""
    rules = rules_of(rubric)
    if key_of(origin.id) == key_of(target.id):
        message = _("both ends are {id}; expected two jurisdictions").format(id=origin.id)
        raise InputError(
            [
                target.place.find(("profile",)).problem(
                    message, fix=_("the first is {file}").format(file=origin.file)
                )
            ]
        )
    documents = {origin.id: origin, target.id: target}
    for document in through:
        if document.id in documents:
            raise UsageError(
                _("{file} and {other} are both of {id}").format(
                    file=document.file, other=documents[document.id].file, id=document.id
                )
            )
        documents[document.id] = document
    asked = on_one_day(question, (document.profile for document in documents.values()))
    of_ends = (parts or Parts()).asked_of(asked, origin.id, target.id)
    scope = resolve(of_ends, rubric, origin.profile, target.profile)
    links = measure_all(rubric, documents.values(), asked, parts)
    relays = {document.id: relay_of(document, origin.id, scope.as_of) for document in through}
    barred = {code for code, relay in relays.items() if relay.passes_on == "no"}
    ends = (origin.id, target.id)
    direct = links[_key(*ends)]
    between = {
        key: link for key, link in links.items() if key != direct.ends and not barred.intersection(key)
    }
    path = _best(between, relays, ends, rules.relay_costs)
    return Route(
        origin.id,
        target.id,
        scope,
        direct,
        path,
        _advice(direct, path),
        tuple(relays[code] for code in path.codes[1:-1]) if path is not None else (),
        tuple(relays[code] for code in sorted(barred)),
        _worth(between, direct, ends, path, rules.relay_costs),
    )


def _best(
    links: Mapping[Ends, Link], relays: Mapping[str, RelayPosition], ends: Ends, cost: float
) -> Path | None:
    strengths = {key: link.strength for key, link in links.items() if link.strength}
    hops = {
        (sender, receiver): _hop(links[key], relays, sender, receiver)
        for key in strengths
        for sender, receiver in (key, key[::-1])
    }
    minutes = {key: None if hop.hours is None else round(60 * hop.hours) for key, hop in hops.items()}
    codes = widest_path(strengths, minutes, *ends)
    if codes is None:
        return None
    taken = tuple(hops[step] for step in pairwise(codes))
    weakest = min(taken, key=lambda hop: hop.link.strength or 0.0)
    hours = [hop.hours for hop in taken if hop.hours is not None]
    return Path(
        codes,
        taken,
        max(0.0, (weakest.link.strength or 0.0) - cost),
        sum(hours) if len(hours) == len(taken) else None,
        weakest,
    )


def _hop(link: Link, relays: Mapping[str, RelayPosition], sender: str, receiver: str) -> Hop:
    """A relay's own hours are how long it takes to pass on, and replace those of the link."""
    stated = relays[sender].hours if sender in relays else None
    return Hop(sender, receiver, link, link.hours if stated is None else stated, stated is not None)


def _advice(direct: Link, path: Path | None) -> Advice:
    """The stronger, at equal strength the faster, and direct if they are alike."""
    relayed = path.strength if path is not None else 0.0
    if direct.strength is None:
        return "open" if relayed else "none"
    if not max(direct.strength, relayed):
        return "none"
    faster = path is not None and (_known(path.hours) < _known(direct.hours))
    better = relayed > direct.strength or (relayed == direct.strength and faster)
    return "relayed" if better else "direct"


def _known(hours: float | None) -> float:
    return inf if hours is None else hours


def _worth(
    links: Mapping[Ends, Link], direct: Link, ends: Ends, path: Path | None, cost: float
) -> tuple[LinkWorth, ...]:
    """Links not known that could make a better way than the best known: the most promising first.

    First those that could do so alone, all others staying as they are known; then those that could reach still further
    if other links, not known either, turned out well too.
    """
    best = max(path.strength if path is not None else 0.0, direct.strength or 0.0)
    open_ones = [link for link in links.values() if link.strength is None]
    known = {key: link.strength for key, link in links.items() if link.strength}
    hoped = {key: link.at_most for key, link in links.items() if link.at_most > 0}
    alone = [LinkWorth(link, could, alone=True) for link, could in _hopes(open_ones, known, ends, cost)]
    alone += [LinkWorth(direct, direct.at_most, alone=True)] if direct.strength is None else []
    reached = max([best, *(worth.could for worth in alone)])
    together = [LinkWorth(link, could, alone=False) for link, could in _hopes(open_ones, hoped, ends, cost)]
    return (*_promising(alone, best), *_promising(together, reached))


def _hopes(
    open_ones: Sequence[Link], strengths: Mapping[Ends, float], ends: Ends, cost: float
) -> Iterator[tuple[Link, float]]:
    """How strong the way could be over each link, if the others had these strengths."""
    from_origin = widths(_without(strengths, ends[1]), ends[0])
    from_target = widths(_without(strengths, ends[0]), ends[1])
    for link in open_ones:
        there = min(from_origin.get(link.a, 0.0), from_target.get(link.b, 0.0))
        back = min(from_origin.get(link.b, 0.0), from_target.get(link.a, 0.0))
        yield link, max(0.0, min(link.at_most, max(there, back)) - cost)


def _promising(hopes: Sequence[LinkWorth], best: float) -> list[LinkWorth]:
    kept = [worth for worth in hopes if worth.could > best]
    return sorted(kept, key=lambda worth: (-worth.could, len(worth.link.unknown), worth.link.ends))


def _without(strengths: Mapping[Ends, float], code: str) -> dict[Ends, float]:
    return {key: strength for key, strength in strengths.items() if code not in key}


def _key(a: str, b: str) -> Ends:
    return (a, b) if a < b else (b, a)
