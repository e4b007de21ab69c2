"""A batch: which pairs, what is done with them, where the rows go."""
