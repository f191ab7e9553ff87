"""What a reader has in mind while reading on: where and when the story is, which places were told last."""

from collections import deque
from dataclasses import dataclass, field

from places.model import Place
from storymap.events.draft import Draft
from storymap.model import When, Where

_RECENT = 12
_REMEMBERED = 60


@dataclass(slots=True)
class Scene:
    """The state of the discourse; it grows while the text is read, and forgets what is long ago.

    ``where`` and ``when`` are those of the last event with one, with the numbers of their paragraphs.
    ``setting`` and ``day`` come from a dateline or a heading and last until the next; ``head_line`` is the
    number of the last dateline. ``people`` has where each person was told last, with the number of the
    paragraph; ``focus`` is the place of the first event, which "the scene" means; ``home`` the place that the
    text or its part is about, ``subject`` that of the whole text. ``stray``: the text is about a place
    that could not be found; ``lost``: the place named last could not.
    """

    where: tuple[Where, ...] = ()
    where_line: int = -1
    when: When = field(default_factory=When)
    when_line: int = -1
    when_sentence: int = -1
    focus: Place | None = None
    home: Place | None = None
    subject: Place | None = None
    stray: bool = False
    lost: bool = False
    setting: Place | None = None
    head_line: int = -2
    day: When = field(default_factory=When)
    part: str | None = None
    people: dict[str, tuple[tuple[Where, ...], int]] = field(default_factory=dict)
    recent: deque[Place] = field(default_factory=lambda: deque(maxlen=_RECENT))
    happened: deque[Draft] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))

    def name(self, place: Place) -> None:
        """Note that a place was named: "the city" may mean it next."""
        if place in self.recent:
            self.recent.remove(place)
        self.recent.appendleft(place)
        self.lost = False

    def tell(self, draft: Draft) -> None:
        """Note an event: the next may happen there or then."""
        if draft.kind != "state" and draft.status == "asserted":
            stays = tuple(w for w in draft.where if w.role in ("at", "to"))
            if stays and not draft.why and draft.main:
                self.where, self.where_line = stays, draft.line
                if self.focus is None and stays[-1].place.precision != "area":
                    self.focus = stays[-1].place
                for who in draft.who:
                    self.people[who.name] = stays, draft.line
            if draft.when.known and draft.main and draft.line_kind != "caption":
                self.when, self.when_line, self.when_sentence = draft.when, draft.line, draft.sentence
            self.happened.append(draft)

    def live(self, place: Place | None, *, stray: bool = False) -> None:
        """Note what place a heading or first sentence is about; the text's own stays that of its parts."""
        if self.subject is None and not self.happened:
            self.subject = place
            self.stray = (self.stray or stray) and place is None
        self.home = place or self.subject

    def lose_place(self) -> None:
        """Forget where the story is: it went to a place that nobody could find."""
        self.where, self.where_line, self.lost = (), -1, True
        self.people.clear()

    def lose_time(self) -> None:
        """Forget when the story is: the text moved on in words that give no date."""
        self.when = When()

    def told(self, noun: str, sentence: int) -> Draft | None:
        """Return the last event of another sentence that a noun named ("the ceremony")."""
        for draft in reversed(self.happened):
            if noun in draft.words and draft.sentence != sentence:
                return draft
        return None
