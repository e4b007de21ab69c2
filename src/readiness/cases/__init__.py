"""Expected diagnoses, and whether an assessment meets them."""
