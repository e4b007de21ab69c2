"""Expected diagnoses that domain experts write in YAML, and whether an assessment meets them."""
