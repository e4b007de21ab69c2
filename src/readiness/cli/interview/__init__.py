"""The interview in the terminal: `session` decides what is asked and saved, `dialogue` prints and reads."""
