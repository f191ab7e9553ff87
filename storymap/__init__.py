"""storymap turns a text into an interactive map of its story."""

__version__ = "0.1.0"
