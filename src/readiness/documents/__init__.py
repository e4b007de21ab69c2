"""Files people write: YAML with exact positions, and the models of rubrics and profiles."""
