"""What a rubric says about each of its words: what it is, why, its scale, its weight, its remedies."""
