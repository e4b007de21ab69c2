"""Admissible factor weights: an order, never numbers (S1.80), and what follows from it exactly."""
