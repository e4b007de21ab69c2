"""Questionnaires that go out as sheets and come back filled."""
