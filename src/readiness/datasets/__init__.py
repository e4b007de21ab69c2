"""Public data, and the user's own records, read in their publishers' formats and added to profiles as facts."""
