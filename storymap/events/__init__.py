"""Sentences → events: what happened, where, when, who, and the words that say so."""

from storymap.events.read import Section, read_events

__all__ = ["Section", "read_events"]
