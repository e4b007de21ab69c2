"""A questionnaire for experts who use neither YAML nor a terminal: the sheet that goes out, and the way back in."""
