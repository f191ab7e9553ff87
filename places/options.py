"""What a user knows of a text and says on the command line: a frozen value, part of every call."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """A user's hints; empty ones change nothing.

    ``near`` is a point (latitude, longitude) that the text is about: nearer candidates gain.
    ``countries`` are ISO 3166-1 alpha-2 codes: a
    candidate elsewhere is passed over where there is one inside.
    ``exclude`` are names that are no places in this text (letter case makes no difference), or ids of places
    that are not meant.
    """

    near: tuple[float, float] | None = None
    countries: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
