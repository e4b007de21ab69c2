"""Many pairs at once: the same kernel over NumPy columns, with one row a pair. Nothing here loops over `assess`."""
