"""Stories of any length to try the page with: random journeys among real towns, always the same ones."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import places
from places.model import Document, Mention, Place
from storymap.model import Day, Event, PlaceMention, Span, Story, StoryPlace, When, Where, Who
from storymap.page.towns import towns
from storymap.story import in_time_order

_WHO = ("Ines Halvorsen", "the surveyor Bram Okoye", "Captain Lior Whitfield", "Maud Castellane")
_DEEDS = (
    "reached {town} and stayed with the harbour master's sister until the rain was over",
    "sold two mules in {town} and wrote down what each of them had fetched",
    "drew the market of {town} from the steps of its oldest well",
    "fell ill in {town}, where a pharmacist would take no money for his drops",
    "met the others at {town} and heard that the bridge had gone in the night",
)
_BETWEEN = (
    "Nobody asked for papers, and nobody offered bread.",
    "The letters of those weeks are short, and some are in another hand.",
    "It was said that winter would come early; it always is.",
)
_FIRST = date(1871, 4, 2)


@dataclass(slots=True)
class _Told:
    """What has been told so far: the text in parts, its length, the events, and where towns are named."""

    parts: list[str]
    length: int
    events: list[Event]
    mentions: dict[str, list[PlaceMention]]

    def add(self, text: str) -> int:
        """Add words and return where they start."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start


def long_story(events: int, at: int) -> Story:
    """Return a story of so many events at so many towns of the gazetteer; the same for the same numbers."""
    chance = random.Random(f"{events} events at {at} towns")  # noqa: S311 - no secret, but always the same
    stops = list(real_towns(at, chance))
    told = _Told(parts=[], length=0, events=[], mentions={})
    day = _FIRST
    for number in range(1, events + 1):
        day += timedelta(days=chance.randint(0, 9))
        _tell(told, number, stops, day, chance)
        told.add("\n\n" if number % 4 == 0 else f" {chance.choice(_BETWEEN)} ")
    return Story(
        document=Document(text="".join(told.parts), title=f"A journey of {events} days", author="Nobody"),
        places=tuple(
            StoryPlace(place=stop, mentions=tuple(told.mentions[stop.id]))
            for stop in stops
            if stop.id in told.mentions
        ),
        events=in_time_order(told.events),
    )


def real_towns(count: int, chance: random.Random) -> Iterator[Place]:
    """Yield so many towns of the gazetteer, from all over the world, none twice."""
    known, gazetteer = towns(), places.gazetteer()
    seen: set[str] = set()
    while len(seen) < count:
        found = gazetteer.lookup(known.name(chance.randrange(len(known.lat))))
        if found and found[0].feature.startswith("PPL") and found[0].id not in seen:
            seen.add(found[0].id)
            yield found[0]


def _tell(told: _Told, number: int, stops: Sequence[Place], day: date, chance: random.Random) -> None:
    """Add one event: a sentence such as "On 3 May 1871, Maud Castellane drew the market of Ankara …"."""
    # Each town once, then anywhere.
    stop = stops[number - 1] if number <= len(stops) else chance.choice(stops)
    who = chance.choice(_WHO)
    before, after = chance.choice(_DEEDS).split("{town}")
    when = f"{day.day} {day:%B} {day.year}"
    start = told.add(f"On {when}, {who} {before}")
    at = told.add(stop.name)
    end = told.add(f"{after}.") + len(after) + 1
    quote = Span(start=start, end=end, text="".join(told.parts[-3:]))
    mention = Mention(start=at, end=at + len(stop.name), text=stop.name, kind="toponym")
    told.mentions.setdefault(stop.id, []).append(PlaceMention(mention=mention, confidence=0.9))
    exact = Day(day.year, day.month, day.day)
    event = Event(
        id=f"e{number}",
        title=f"{who} {before}{stop.name}",
        quote=quote,
        when=When(edtf=str(exact), earliest=exact, latest=exact, basis="stated"),
        where=(Where(place=stop, confidence=0.9),),
        who=(Who(name=who, role="actor"),),
        narrative=number,
    )
    told.events.append(event)
