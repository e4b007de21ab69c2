"""Files, folders, the terminal: everything the program reads and writes."""
