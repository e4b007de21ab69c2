"""From facts and ratings to level intervals: grades, age, proxies, and what the two profiles say of the same thing."""
