"""Many pairs at once, over NumPy columns: one row per pair."""
