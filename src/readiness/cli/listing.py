"""The lists of `readiness list`: the ids of a rubric, and the profiles and rubrics that ship with the program."""

from __future__ import annotations

from readiness.cli.io.files import bundled_codes
from readiness.cli.io.loading import load_profile, load_rubric
from readiness.cli.io.shipped import bundled
from readiness.documents.profile_checks import names_of
from readiness.errors import UsageError, suggestion
from readiness.glossary import entries
from readiness.glossary.kinds import KINDS as WORDS
from readiness.language import _

SHIPPED = ("profiles", "rubrics")
KINDS = (*WORDS, *SHIPPED)
ALSO = {"countries": "profiles", "jurisdictions": "profiles", "states": "profiles", "indices": "indicators"}
"""What people call a list, and its name."""


def ids_with_names(kind: str, rubric: str) -> dict[str, str]:
    """Ids of a kind with their names. Raises UsageError for an unknown kind."""
    kind = kind.casefold()
    if kind in ALSO:
        told = _('there is no list of "{kind}"; write: readiness list {other}')
        raise UsageError(told.format(kind=kind, other=ALSO[kind]))
    plural = kind if kind in KINDS else f"{kind}s" if f"{kind}s" in KINDS else kind.removesuffix("y") + "ies"
    if plural not in KINDS:
        raise UsageError(
            _('there is no list of "{kind}"; {hint}').format(
                kind=kind,
                hint=suggestion(kind, KINDS) or _("the lists are {names}").format(names=", ".join(KINDS)),
            )
        )
    if plural == "rubrics":
        return {
            name: load_rubric(name).title
            for name in sorted(p.name for p in bundled("rubrics").iterdir() if p.is_dir())
        }
    loaded = load_rubric(rubric)
    if plural == "profiles":
        return {code: names_of(load_profile(code, loaded).profile) for code in bundled_codes("profiles")}
    return entries.names(loaded, plural)
