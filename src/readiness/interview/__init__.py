"""Filling a profile: which questions are open, what an answer says, and how it gets into the file people keep."""
