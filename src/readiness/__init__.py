"""Assess whether two jurisdictions can work together against transnational crime.

The public library: everything in `__all__`, explained in `docs/library.md`. Each name is loaded when it is first used, so
that importing the package costs nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is slow to import

if TYPE_CHECKING:
    from typing import Any

    from readiness.api import (
        Assessment,
        InputError,
        ProfileDocument,
        Question,
        ReadinessError,
        Rubric,
        UsageError,
        assess,
        batch,
        load_profile,
        load_rubric,
    )

__version__ = "0.1.0"

__all__ = [
    "Assessment",
    "InputError",
    "ProfileDocument",
    "Question",
    "ReadinessError",
    "Rubric",
    "UsageError",
    "__version__",
    "assess",
    "batch",
    "load_profile",
    "load_rubric",
]


def __getattr__(name: str) -> Any:
    """A public name, from `readiness.api` when it is first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from readiness import api  # noqa: PLC0415

    value = getattr(api, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
