"""The report on a route through relays, in words and in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from readiness.report.page import Bullets, Grid, Heading, Line, Page
from readiness.report.pages.scope import in_words
from readiness.words import clauses, clean, level, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from readiness.model.rubric import Rubric
    from readiness.report.page import Part, Style
    from readiness.routes.links import Link, LinkLevel
    from readiness.routes.originator_control import RelayPosition
    from readiness.routes.relayed_path import Hop, LinkWorth, Path, Route
    from readiness.words import Texts

WORTH_SHOWN = 5
STYLE: dict[str, Style] = {"direct": "good", "relayed": "good", "open": "open", "none": "bad"}
DAYS_FROM = 48
"""From this many hours on, a time is given in days."""


def page(route: Route, names: Mapping[str, str], rubric: Rubric, say: Texts) -> Page:
    """The report of a route. `names` are those of all jurisdictions by code."""
    return _RouteTeller(route, names, rubric, say).page()


def time(hours: float | None, say: Texts) -> str:
    """A time in hours or days, or the word for unknown."""
    if hours is None:
        return say("route.time-unknown")
    if hours < DAYS_FROM:
        return say("route.hours", count=f"{hours:g}")
    return say("route.days", count=f"{hours / 24:.0f}")


class _RouteTeller:
    """Holds what every sentence needs."""

    def __init__(self, route: Route, names: Mapping[str, str], rubric: Rubric, say: Texts) -> None:
        self.it, self.rubric, self.say = route, rubric, say
        self.names = {code: clean(name) for code, name in names.items()}

    def page(self) -> Page:
        it, say = self.it, self.say
        asked = f"{say('scope.as-of', date=it.scope.as_of.isoformat())} · {in_words(it.scope, self.rubric)}"
        made = f"{self.rubric.rubric} {self.rubric.version} · {asked}"
        return Page(f"{self.names[it.origin]} → {self.names[it.target]}", made, list(self._parts()))

    def _parts(self) -> Iterator[Part]:
        it, say = self.it, self.say
        yield Line(self._headline(), STYLE[it.advice])
        if it.path is not None:
            yield Heading(say("route.path", via=self._via(it.path)))
            yield self._hops(it.path)
            yield Line(self._limit(it.path))
            yield Heading(say("route.control"))
            yield Bullets([self._relay(relay) for relay in it.relays])
        if it.excluded:
            yield Heading(say("route.excluded"))
            yield Bullets([self._relay(relay) for relay in it.excluded])
        yield Heading(say("route.direct"))
        yield self._levels(it.direct)
        yield Line(self._of_direct())
        if it.worth:
            yield Heading(say("route.worth"))
            yield Bullets(list(self._worth(it.worth)))
        yield Line(say("route.reads"), "dim")
        yield Line(self.rubric.disclaimer, "italic")

    def _headline(self) -> str:
        it = self.it
        values = {"direct": level(it.direct.strength), "most": level(it.direct.at_most)}
        values["direct_time"] = time(it.direct.hours, self.say)
        if it.path is not None:
            values |= {
                "via": self._via(it.path),
                "strength": level(it.path.strength),
                "time": time(it.path.hours, self.say),
            }
        if it.advice == "direct":
            return self.say("route.advice-direct", **values)
        if it.advice == "none":
            key = "none-open" if it.direct.strength is None else "none"
            return self.say(f"route.advice-{key}", **values)
        return self.say(f"route.advice-{it.advice}", **values)

    def _via(self, path: Path) -> str:
        return listed([self.names[code] for code in path.codes[1:-1]])

    def _hops(self, path: Path) -> Grid:
        heads = [self.say(f"route.head-{key}") for key in ("hop", "strength", "time", "held")]
        rows = [
            [
                f"{self.names[hop.sender]} → {self.names[hop.receiver]}",
                level(hop.link.strength),
                self._time(hop),
                self._held(hop.link.limiting),
            ]
            for hop in path.hops
        ]
        return Grid(heads, rows, right=(1,))

    def _time(self, hop: Hop) -> str:
        told = time(hop.hours, self.say)
        return self.say("route.stated", time=told) if hop.stated else told

    def _held(self, limiting: LinkLevel | None) -> str:
        return self._named(limiting) if limiting is not None else self.say("none")

    def _named(self, link_level: LinkLevel) -> str:
        """An indicator and the side it belongs to."""
        name = self.rubric.indicators[link_level.indicator].name
        if not link_level.held_by:
            return name
        return self.say("route.of", indicator=name, side=self._both(link_level.held_by))

    def _both(self, codes: Sequence[str]) -> str:
        names = [self.names[code] for code in codes]
        return names[0] if len(names) == 1 else self.say("side.both", a=names[0], b=names[1])

    def _limit(self, path: Path) -> str:
        hop = path.weakest
        cost = self.rubric.routes.relay_costs if self.rubric.routes is not None else 0.0
        return self.say(
            "route.limit",
            sender=self.names[hop.sender],
            receiver=self.names[hop.receiver],
            strength=level(hop.link.strength),
            indicator=self._held(hop.link.limiting),
            cost=level(cost),
            total=level(path.strength),
            time=time(path.hours, self.say),
        )

    def _relay(self, relay: RelayPosition) -> str:
        told = self.say(
            f"route.relay-{relay.passes_on or 'silent'}",
            relay=self.names[relay.code],
            origin=self.names[self.it.origin],
        )
        behind = clauses(clean(part) for part in (relay.note, relay.source) if part)
        return self.say("behind", what=told, aside=behind) if behind else told

    def _levels(self, link: Link) -> Grid:
        heads = [self.say("heading.indicator"), self.say("heading.level"), self.say("heading.side")]
        rows = [
            [
                self.rubric.indicators[link_level.indicator].name,
                level(link_level.level, self.say("unknown")),
                self._both(link_level.held_by) if link_level.held_by else self.say("side.pair"),
            ]
            for link_level in link.levels
        ]
        return Grid(heads, rows, right=(1,))

    def _of_direct(self) -> str:
        link = self.it.direct
        if link.strength is None:
            names = listed([self._named(link_level) for link_level in link.unknown])
            return self.say("route.direct-unknown", most=level(link.at_most), names=names)
        return self.say(
            "route.direct-known",
            strength=level(link.strength),
            indicator=self._held(link.limiting),
            time=time(link.hours, self.say),
        )

    def _worth(self, candidates: Sequence[LinkWorth]) -> Iterator[str]:
        for worth in candidates[:WORTH_SHOWN]:
            a, b = (self.names[code] for code in worth.link.ends)
            names = listed([self._named(link_level) for link_level in worth.link.unknown])
            key = "route.worth-line" if worth.alone else "route.worth-together"
            yield self.say(key, a=a, b=b, names=names, could=level(worth.could))
        if len(candidates) > WORTH_SHOWN:
            yield self.say("evidence.more", count=len(candidates) - WORTH_SHOWN)
