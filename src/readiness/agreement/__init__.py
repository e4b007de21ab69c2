"""Several raters of the same jurisdictions: how far they agree, and what they say together."""
