"""What people write: rubrics, profiles, questions, cases, waivers."""
