"""Tests of single report formats."""
