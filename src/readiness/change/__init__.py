"""What would change a verdict: what-ifs, the smallest change, the cheapest plan, and what each target needs."""
