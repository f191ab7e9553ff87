"""Candidates → the right one, with a confidence that can be believed."""
