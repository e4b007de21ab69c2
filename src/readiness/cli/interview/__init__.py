"""An interview in the terminal: its course, and what is said and read."""
