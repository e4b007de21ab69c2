"""Mutated inputs of every kind against every command: nothing breaks the program, hangs it, or reaches a log as a command."""
