"""Several raters: how far they agree, and their consensus."""
