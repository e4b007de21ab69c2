"""Options that several commands share, each described once, and the groups in which they are taken."""

from __future__ import annotations

from typing import Annotated

import typer
from msgspec import Struct

from readiness.cli.completion import complete_profiles, complete_roles, complete_sides, of_rubric, words


def _speak(tag: str | None) -> str | None:
    """Speak the language that is asked for, before anything else is told."""
    if tag is not None:
        from readiness.cli.io.languages import choose

        choose(tag)
    return tag


def _for_sharing(share: bool) -> bool:
    """Keep messages, too, from quoting profiles."""
    if share:
        from readiness.cli.io.discretion import keep_to

        keep_to(share=True)
    return share


def _up_to(level: str | None) -> str | None:
    """Keep messages, too, from quoting profiles marked above a level."""
    if level is not None:
        from readiness.cli.io.discretion import keep_to

        keep_to(limit=level.casefold().removeprefix("tlp:"))
    return level


def _for_all(all_tlp: bool) -> bool:
    """Keep messages from quoting marked profiles, unless all may see them."""
    if not all_tlp:
        from readiness.cli.io.discretion import keep_to

        keep_to(anybody=True)
    return all_tlp


Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="TAG",
        autocompletion=words("en", "zh-Hant"),
        callback=_speak,
        is_eager=True,
        help="Language of what is told, such as en or zh-Hant; by default that of the locale.",
    ),
]
ProfileA = Annotated[
    str,
    typer.Argument(
        metavar="A",
        autocompletion=complete_profiles,
        help="Profile of one jurisdiction: a file, a code or name that ships (TWN, Taiwan), or - for standard input.",
    ),
]
ProfileB = Annotated[
    str, typer.Argument(metavar="B", autocompletion=complete_profiles, help="Profile of the other, likewise.")
]
Phase = Annotated[
    str | None,
    typer.Option(
        autocompletion=of_rubric("phases"),
        help="Phase to assess; by default inferred from the records of the pair.",
    ),
]
Reader = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="CODE",
        autocompletion=complete_sides,
        help='Code of the side that reads: it becomes "we".',
    ),
]
Roles = Annotated[
    list[str] | None,
    typer.Option(
        autocompletion=complete_roles,
        help="Route role, CODE=ROLE, in every pair of that jurisdiction. Repeatable.",
    ),
]
Requesting = Annotated[
    str | None,
    typer.Option(
        autocompletion=complete_sides,
        help="Code of the jurisdiction that asks, in every pair that it is of; by default both ways.",
    ),
]
CaseFile = Annotated[str | None, typer.Option(help="File with these options as YAML.")]
Lane = Annotated[
    str | None,
    typer.Option(
        autocompletion=words("informal", "formal", "both"),
        help="informal, formal or both; by default follows the needs.",
    ),
]
Needs = Annotated[
    list[str] | None,
    typer.Option(
        autocompletion=of_rubric("needs"), help="Help sought; the first is the main need. Repeatable."
    ),
]
Measures = Annotated[
    list[str] | None, typer.Option(autocompletion=of_rubric("measures"), help="Measure planned. Repeatable.")
]
Crimes = Annotated[
    list[str] | None,
    typer.Option(autocompletion=of_rubric("crimes"), help="Crime whose overlay applies. Repeatable."),
]
Limbs = Annotated[
    list[str] | None,
    typer.Option(
        autocompletion=of_rubric("limbs"),
        help="Limb of UNTOC art. 3(2), a to d, that makes the case transnational. Repeatable.",
    ),
]
Bars = Annotated[
    list[str] | None,
    typer.Option(
        autocompletion=of_rubric("bars"),
        help="Bar that the person in question raises, such as nationality. Repeatable.",
    ),
]
Weights = Annotated[
    str | None, typer.Option(autocompletion=of_rubric("weights"), help="Weight set of the rubric.")
]
RubricName = Annotated[str, typer.Option(help="Rubric: a folder, a file, or a shipped name.")]
AddedCrimes = Annotated[
    list[str] | None,
    typer.Option(help="File that adds crimes to the rubric, such as a region's own. Repeatable."),
]
AsOf = Annotated[
    str | None, typer.Option("--as-of", help="Date of the assessment; later evidence is ignored.")
]
Outputs = Annotated[list[str] | None, typer.Option("--output", "-o", help="File for the report. Repeatable.")]
TextFormats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        autocompletion=words("text", "markdown", "json"),
        help="text, markdown or json. Repeatable.",
    ),
]
FailUnder = Annotated[float | None, typer.Option(help="Exit 1 if readiness is below this, or has no value.")]
FailOn = Annotated[
    list[str] | None,
    typer.Option(
        autocompletion=of_rubric("obstacles", also=("blocked", "undetermined", "fragile", "ready")),
        help="Exit 1 on this verdict or obstacle. Repeatable.",
    ),
]
Baseline = Annotated[
    str | None,
    typer.Option(
        metavar="FILE", help="What was known before, from --write-baseline: only what is new fails."
    ),
]
WriteBaseline = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Write down what --fail-on and --fail-under find, instead of failing."),
]
Waivers = Annotated[str | None, typer.Option(help="File of waivers: obstacles accepted until a date.")]
Today = Annotated[
    str | None, typer.Option(help="Day on which waivers are looked at; by default that of the assessment.")
]
Strict = Annotated[bool, typer.Option(help="Refuse stale, ungraded, conflicting or assumed evidence.")]
Share = Annotated[
    bool,
    typer.Option(callback=_for_sharing, help="Leave out evidence, directional trust and source names."),
]
MaxTlp = Annotated[
    str | None,
    typer.Option(
        autocompletion=words("clear", "green", "amber", "amber+strict", "red"),
        callback=_up_to,
        help="Leave out the evidence of profiles marked above this TLP level: clear … red.",
    ),
]
AllTlp = Annotated[
    bool,
    typer.Option(
        "--all-tlp",
        callback=_for_all,
        help="Show what profiles marked above TLP:CLEAR say, for readers who may see it.",
    ),
]


class AskedOfPairs(Struct, frozen=True):
    """What is asked about any pair, and by which rubric."""

    phase: Phase = None
    lane: Lane = None
    need: Needs = None
    measure: Measures = None
    crime: Crimes = None
    bar: Bars = None
    limb: Limbs = None
    case: CaseFile = None
    weights: Weights = None
    rubric: RubricName = "law-enforcement"
    crimes: AddedCrimes = None
    as_of: AsOf = None
    role: Roles = None
    requesting: Requesting = None


class Demanded(Struct, frozen=True):
    """What must hold, or the command fails."""

    fail_under: FailUnder = None
    fail_on: FailOn = None
    strict: Strict = False
    waivers: Waivers = None
    today: Today = None
    baseline: Baseline = None
    write_baseline: WriteBaseline = None


class Shown(Struct, frozen=True):
    """What readers may see."""

    share: Share = False
    max_tlp: MaxTlp = None


class ShownOfMany(Shown, frozen=True):
    """What readers may see of a command that refuses marked profiles unless told how much of them."""

    all_tlp: AllTlp = False

    @property
    def open(self) -> bool:
        """Whether marked profiles may be read: all may see them, or what they say is left out."""
        return self.all_tlp or self.share or self.max_tlp is not None
