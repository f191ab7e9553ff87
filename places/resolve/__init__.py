"""Candidates → the place that a mention means, with a calibrated confidence."""
