"""Every pair of a folder: what blocks where. Not a ranking."""
