"""What can be listed of a rubric, in the order of the help."""

KINDS = (
    "indicators",
    "factors",
    "obstacles",
    "remedies",
    "phases",
    "needs",
    "measures",
    "crimes",
    "standings",
    "roles",
    "weights",
    "channels",
    "instruments",
    "organisations",
    "bars",
    "limbs",
    "sources",
)
