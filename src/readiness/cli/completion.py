"""Shell completion of codes and ids. Nothing is loaded until the shell asks."""

from __future__ import annotations

from readiness.glossary.kinds import KINDS as WORDS

KINDS = (*WORDS, "profiles", "rubrics")
EXPLAINED = tuple(kind for kind in WORDS if kind not in ("roles", "limbs"))


def complete_profiles(incomplete: str) -> list[str]:
    """Codes of shipped profiles; files are completed by the shell."""
    from readiness.cli.io.files import bundled_codes

    return [code for code in bundled_codes("profiles") if code.startswith(incomplete.upper())]


def complete_kinds(incomplete: str) -> list[str]:
    """What `readiness list` can list."""
    return [kind for kind in KINDS if kind.startswith(incomplete)]


def complete_ids(incomplete: str) -> list[str]:
    """Every id of the shipped rubric."""
    return [
        name for kind in EXPLAINED for name in _ids(kind) if name.casefold().startswith(incomplete.casefold())
    ]


def complete_phases(incomplete: str) -> list[str]:
    """Phases of the shipped rubric."""
    return _starting("phases", incomplete)


def complete_needs(incomplete: str) -> list[str]:
    """Needs of the shipped rubric."""
    return _starting("needs", incomplete)


def complete_measures(incomplete: str) -> list[str]:
    """Measures of the shipped rubric."""
    return _starting("measures", incomplete)


def complete_crimes(incomplete: str) -> list[str]:
    """Crimes of the shipped rubric."""
    return _starting("crimes", incomplete)


def complete_weights(incomplete: str) -> list[str]:
    """Weight sets of the shipped rubric."""
    return _starting("weights", incomplete)


def _starting(kind: str, incomplete: str) -> list[str]:
    return [name for name in _ids(kind) if name.startswith(incomplete)]


def _ids(kind: str) -> list[str]:
    from readiness.cli.io.loading import load_rubric
    from readiness.glossary.entries import names

    return list(names(load_rubric("law-enforcement"), kind))
