"""Filling and showing a profile: interviews, questionnaires, templates."""
