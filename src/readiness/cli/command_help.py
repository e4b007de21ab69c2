"""What the help shows beside the options: where to start, examples of each command, and what its exit codes mean."""

from __future__ import annotations

from typing import NamedTuple

from readiness.language import _


class Manual(NamedTuple):
    """Examples of a command, each a whole command line, and its exit codes other than those of every command."""

    examples: tuple[str, ...]
    exits: str = "Exit codes: 0 done, 2 bad usage or input."


DEMANDS = (
    "Exit codes: 0 done, 1 a demand (--fail-on, --fail-under, --waivers) is missed, 2 bad usage or input."
)
DEMANDS_OF_MANY = "Exit codes: 0 done, 1 a demand (--fail-on, --fail-under) is missed, 2 bad usage or input, 3 nothing assessed."

MANUALS = {
    "assess": Manual(
        (
            "readiness assess TWN LVA",
            "readiness assess TWN LVA --need surrender --requesting TWN --full",
            "readiness assess TWN LVA -o report.html -o report.json",
        ),
        DEMANDS,
    ),
    "batch": Manual(
        (
            "readiness batch --all examples/controlled-delivery -o rows.csv",
            "readiness batch pairs.csv --need evidence --format jsonl",
        ),
        DEMANDS_OF_MANY,
    ),
    "history": Manual(
        (
            "readiness history AUS FJI",
            "readiness history USA CHN --need surrender --from 1990",
        ),
    ),
    "brief": Manual(("readiness brief TWN LVA", "readiness brief TWN LVA --as TWN -o brief.html")),
    "checklist": Manual(("readiness checklist TWN LVA --need surrender -o checklist.md",)),
    "partners": Manual(
        (
            "readiness partners TWN LVA JPN USA --sort verdict",
            "readiness partners TWN LVA JPN USA -o partners.html",
        ),
    ),
    "diff": Manual(
        ("readiness diff before.json after.json",),
        "Exit codes: 0 done, 1 there are differences (with --exit-code), 2 bad usage or input.",
    ),
    "what-if": Manual(
        (
            "readiness what-if TWN LVA --set LVA.mutual-trust=3",
            "readiness what-if TWN LVA --set pair.treaty-basis.surrender=2 --each",
        ),
    ),
    "plan": Manual(
        (
            "readiness plan TWN LVA",
            "readiness plan TWN LVA --target late --side TWN --within 12",
        ),
        "Exit codes: 0 done, 1 the target is not reached (with --fail-unreached), 2 bad usage or input.",
    ),
    "bottleneck": Manual(("readiness bottleneck TWN LVA --need evidence",)),
    "route": Manual(
        (
            "readiness route TWN LVA --through examples/friendly-force --need intelligence",
            "readiness route TWN JPN LVA --need joint-operation",
        ),
        DEMANDS,
    ),
    "matrix": Manual(
        (
            "readiness matrix examples/controlled-delivery",
            "readiness matrix examples/controlled-delivery --need evidence -o matrix.html",
        ),
        DEMANDS_OF_MANY,
    ),
    "explain": Manual(("readiness explain treaty-basis", "readiness explain O1 R09 money-laundering")),
    "list": Manual(("readiness list", "readiness list crimes", "readiness list profiles")),
    "validate": Manual(
        ("readiness validate twn.yaml", "readiness validate rubrics/law-enforcement --strict"),
    ),
    "schema": Manual(("readiness schema profile > profile.schema.json",)),
    "test": Manual(
        ("readiness test casebook/04-chn-twn-agreement-stalled-2016", "readiness test casebook -f junit"),
        "Exit codes: 0 done, 1 an expectation is not met, 2 bad usage or input, 3 there is no case.",
    ),
    "agreement": Manual(
        ("readiness agreement anna/ZEN.yaml ben/ZEN.yaml", "readiness agreement anna/ ben/ -f json"),
        "Exit codes: 0 done, 1 raters agree less than --fail-under, 2 bad usage or input, 3 nothing to compare.",
    ),
    "merge": Manual(("readiness merge anna/ZEN.yaml ben/ZEN.yaml -o ZEN.yaml",)),
    "import": Manual(
        (
            "readiness import own-records log.csv --into ours",
            "readiness import own-records log.csv --into ours --dry-run",
        ),
    ),
    "config": Manual(("readiness config",)),
    "profile": Manual(("readiness profile LVA", "readiness profile twn.yaml --partner JPN")),
    "init": Manual(("readiness init TWN --partner JPN -o twn.yaml",)),
    "interview": Manual(
        ("readiness interview twn.yaml --partner JPN", "readiness interview twn.yaml --need evidence"),
        "Exit codes: 0 done, 2 bad usage or input, 130 interrupted; answers given are kept.",
    ),
    "questionnaire": Manual(
        (
            "readiness questionnaire TWN --partner JPN -o questions.csv",
            "readiness questionnaire twn.yaml --unanswered -o questions.md",
        ),
        "Exit codes: 0 done, 2 bad usage or input, 3 the profile answers everything.",
    ),
}


def first_steps() -> str:
    """What the program shows when it is called without a command."""
    return _("""\
readiness says whether two jurisdictions can work together against
transnational crime, what blocks them now, and what to do first.

Start with

  readiness assess TWN LVA               a pair of shipped profiles, on a screen
  readiness init TWN -o twn.yaml         a profile of your own, to be filled
  readiness plan TWN LVA                 what to do, who does it, and when

Then

  readiness list profiles                the jurisdictions that ship
  readiness explain treaty-basis         what a word of a report means

Help

  readiness --help                       every command in a line
  readiness COMMAND --help               its options, with examples
  readiness --install-completion         the Tab key completes codes and ids""")
