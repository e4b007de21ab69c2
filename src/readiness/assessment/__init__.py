"""A pair judged: from two profiles, a rubric and a question to the result, which is the JSON contract."""
