"""Sentences → events: what happened, where, when, who, and the words that say so."""

from storymap.events.read import read_events

__all__ = ["read_events"]
