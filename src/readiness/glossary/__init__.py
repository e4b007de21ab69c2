"""What the words of a rubric mean: the answers of `explain` and `list`."""
