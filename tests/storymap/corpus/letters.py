"""Small corpora for the tests. Documents that are story files need no model to be read, so they are quick."""

import json
from pathlib import Path

from places.model import Document, Mention, Place
from storymap.files import dump_story
from storymap.model import Day, Event, PlaceMention, Span, Story, StoryPlace, When, Where, Who

HAMBURG = Place(id="geonames:2911298", name="Hamburg", lat=53.55, lon=9.99, feature="PPLA", country="DE")
CALLAO = Place(id="geonames:3946083", name="Callao", lat=-12.05, lon=-77.13, feature="PPLA", country="PE")


def told(number: int, *, who: str = "Anna Weber", place: Place = CALLAO, text: str = "") -> Story:
    """Return a story of one event, a person's journey from Hamburg in 1840 + number."""
    year = 1840 + number
    text = text or f"In {year} {who} sailed from Hamburg to {place.name}. It was voyage {number}."
    spans = {name: Span(start=text.index(name), end=text.index(name) + len(name), text=name)
             for name in ("Hamburg", place.name)}  # fmt: skip
    where = tuple(
        Where(place=one, role=role, confidence=0.9, mention=spans[one.name])
        for one, role in ((HAMBURG, "from"), (place, "to"))
    )
    end = text.index(".")
    event = Event(
        id="e1",
        title=f"{who} sailed from Hamburg to {place.name}",
        quote=Span(start=0, end=end, text=text[:end]),
        kind="movement",
        when=When(edtf=str(year), earliest=Day(year, 1, 1), latest=Day(year, 12, 31), basis="stated"),
        where=where,  # type: ignore[arg-type]
        who=(Who(name=who, role="actor"),),
        narrative=1,
        chronological=1,
    )
    places = tuple(
        StoryPlace(
            place=one,
            mentions=(
                PlaceMention(
                    mention=Mention(
                        start=spans[one.name].start, end=spans[one.name].end, text=one.name, kind="toponym"
                    ),
                    confidence=0.9,
                ),
            ),
        )
        for one in (HAMBURG, place)
    )
    return Story(
        document=Document(text=text, title=f"Letter {number}", author=who), places=places, events=(event,)
    )


def write_letters(folder: Path, count: int, start: int = 0) -> Path:
    """Write so many letters as story files into a folder and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(start, start + count):
        (folder / f"letter-{number:04d}.json").write_text(dump_story(told(number)), encoding="utf-8")
    return folder


def tables_in(folder: Path) -> dict[str, bytes]:
    """Return all files of a corpus but what it keeps to go on with."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).parts[0] != "work"
    }


def json_lines(*rows: object) -> str:
    return "".join(row + "\n" if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)
