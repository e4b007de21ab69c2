"""The work of `readiness batch`: collecting the pairs, assessing them, writing the rows."""
