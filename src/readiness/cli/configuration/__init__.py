"""Defaults of options, from configuration files."""
