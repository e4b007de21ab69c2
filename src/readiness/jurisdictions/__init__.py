"""Jurisdictions by any code or name that people use for them."""
