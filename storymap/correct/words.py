"""Which words, and which event, an operation is about in the story as it stands."""

from dataclasses import dataclass, field

from storymap.correct.anchor import Anchor, find
from storymap.model import Event, Span, Story

_LEAST_SHARED = 0.5  # of the words of two tellings, so that they count as one event's


class Unfit(Exception):  # noqa: N818 - no fault: what an operation was about is not there
    """The operation fits the story no longer; the text says why in plain words."""


@dataclass(frozen=True, slots=True)
class Change:
    """The story after an operation, and what it was about before and after, in words."""

    story: Story
    was: str
    became: str


@dataclass(slots=True)
class Words:
    """The text, searched for anchors; ``found`` notes where each was, ``titles`` are the events' first."""

    text: str
    titles: dict[str, str]
    found: dict[Anchor, Span] = field(default_factory=dict)

    def span(self, held: Anchor) -> Span:
        """Return the words; Unfit where they are not in the text, or cannot be told from others."""
        at = find(self.text, held) if held.exact else None
        if at is None:
            raise Unfit(f"the words “{shortened(held.exact)}” are not in the text where they stood")
        span = Span(start=at[0], end=at[1], text=self.text[at[0] : at[1]])
        self.found[held] = span
        return span

    def event(self, story: Story, held: Anchor) -> Event:
        """Return the event that is told by these words; Unfit where none is, or several are."""
        if held.made:
            made = next((event for event in story.events if event.id == made_id(held.made)), None)
            if made is None:
                raise Unfit("the event that it is about was not added, or is there no more")
            return made
        span = self.span(held)
        shares = [(_shared(event.quote, span), event) for event in story.events]
        best = max((share for share, _ in shares), default=0.0)
        likely = [event for share, event in shares if share == best]
        if best < _LEAST_SHARED:
            raise Unfit(f"no event is told by the words “{shortened(held.exact)}”")
        if len(likely) > 1:
            likely = [event for event in likely if self.titles.get(event.id, event.title) == held.title]
        if len(likely) != 1:
            raise Unfit(f"several events are told by the words “{shortened(held.exact)}”")
        self.found[held] = likely[0].quote
        return likely[0]


def made_id(operation_id: str) -> str:
    """Return the id of the event that an operation makes."""
    return f"made-{operation_id}"


def shortened(text: str, most: int = 60) -> str:
    """Return the text in one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _shared(one: Span, other: Span) -> float:
    """Return how much of the characters of two spans both have, 0…1."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(both, 0) / max(max(one.end, other.end) - min(one.start, other.start), 1)
