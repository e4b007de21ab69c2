"""Assess whether two jurisdictions can work together against transnational crime."""

__version__ = "0.1.0"
