"""TEI P5: the text as it is, and beside it, in standOff, its places, its events and where they are told.

https://tei-c.org/release/doc/tei-p5-doc/en/html/TS.html#TSSO
"""

import re
from typing import Any

from lxml import etree

from storymap.export.format import Exported
from storymap.export.items import Item, Stop, Told, in_order, is_way
from storymap.export.rejoin import keep
from storymap.export.times import extent_named, iso_date, when_between
from storymap.export.xmltext import add, child, every, local, parsed, text_at
from storymap.model import Event, Span, Story, When

_TEI = "http://www.tei-c.org/ns/1.0"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")


def write_tei(story: Story) -> Exported:
    """Return the story as TEI; the text stands in paragraphs, whole and unmarked."""
    root = etree.Element(f"{{{_TEI}}}TEI", nsmap={None: _TEI})
    _header(root, story)
    _stand_off(root, story)
    _text(root, story)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return Exported(content=written + b"\n")


def read_tei(content: bytes, name: str) -> Told:
    """Return what a TEI file tells: its events, else its places that have coordinates.

    Raises:
        ReadError: it is no XML.
    """
    root = parsed(content, name)
    places = {place.get(f"{_XML}id", ""): stop for place in every(root, "place") if (stop := _stop(place))}
    items = [_item(event, places) for event in every(root, "event")]
    if not items:
        items = [Item(id=key, title=stop.name or "…", stops=(stop,)) for key, stop in places.items()]
    header = child(root, "teiHeader", "fileDesc")
    kept = child(root, "teiHeader", "xenoData")
    return Told(
        items=tuple(items),
        title="" if header is None else text_at(header, "titleStmt", "title").strip(),
        author="" if header is None else text_at(header, "titleStmt", "author").strip(),
        kept=(kept.text or "").strip() if kept is not None else "",
    )


def _header(root: Any, story: Story) -> None:
    document = story.document
    header = add(root, "teiHeader")
    described = add(header, "fileDesc")
    titles = add(described, "titleStmt")
    add(titles, "title", document.title)
    if document.author:
        add(titles, "author", document.author)
    published = add(described, "publicationStmt")
    add(
        published, "p", f"Published {document.published.isoformat()}" if document.published else "Unpublished"
    )
    add(add(described, "sourceDesc"), "p", document.source or "Born digital")
    profile = add(header, "profileDesc")
    add(add(profile, "langUsage"), "language", "", ident=document.language or "und")
    add(header, "xenoData", keep(story), type="storymap")


def _stand_off(root: Any, story: Story) -> None:
    aside = add(root, "standOff")
    numbers = {entry.place.id: f"place.{n}" for n, entry in enumerate(story.places, start=1)}
    for event in story.events:
        for where in event.where:
            numbers.setdefault(where.place.id, f"place.{len(numbers) + 1}")
    known = {where.place.id: where.place for event in story.events for where in event.where}
    known |= {entry.place.id: entry.place for entry in story.places}
    if numbers:
        listed = add(aside, "listPlace")
        for key, number in numbers.items():
            place = known[key]
            entry = add(listed, "place")
            entry.set(f"{_XML}id", number)
            add(entry, "placeName", place.name)
            if place.country:
                add(entry, "country", "", key=place.country)
            add(add(entry, "location"), "geo", f"{round(place.lat, 6)} {round(place.lon, 6)}")
            add(entry, "idno", place.id, type="storymap")
    if story.events:
        listed = add(aside, "listEvent")
        for step, event in enumerate(in_order(story), start=1):
            _event(listed, event, step, numbers)
    _spans(aside, story, numbers)


def _event(listed: Any, event: Event, number: int, places: dict[str, str]) -> None:
    told = add(listed, "event", type=event.kind, n=event.id, **_dates(event.when))
    told.set(f"{_XML}id", f"event.{number}")
    marks = [f"#{places[where.place.id]}" for where in event.where]
    if marks:
        told.set("where", marks[-1])  # TEI allows one: the place that is reached
    if is_way(event):
        told.set("subtype", "way")
    add(told, "label", event.title)
    add(told, "desc", event.quote.text)
    if len(marks) > 1:
        add(add(told, "note", type="places"), "ptr", target=" ".join(marks))


def _dates(when: When) -> dict[str, str]:
    first, last = when.earliest, when.latest
    if first and last and "/" not in (date := iso_date(first, last)):
        return {"when-iso": date}
    low, high = ("from-iso", "to-iso") if when.extent == "throughout" else ("notBefore-iso", "notAfter-iso")
    return {name: str(day) for name, day in ((low, first), (high, last)) if day}


def _spans(aside: Any, story: Story, numbers: dict[str, str]) -> None:
    """Add where the text names the places and tells the events, by their characters."""
    found: list[tuple[Span, str]] = [
        (Span(start=one.mention.start, end=one.mention.end, text=one.mention.text), numbers[entry.place.id])
        for entry in story.places
        for one in entry.mentions
    ]
    found += [
        (span, f"event.{number}")
        for number, event in enumerate(in_order(story), start=1)
        for span in (event.quote, *event.mentions)
    ]
    if found:
        group = add(aside, "spanGrp", type="mentions")
        for span, what in sorted(found, key=lambda pair: (pair[0].start, pair[0].end)):
            length = span.end - span.start
            add(group, "span", "", target=f"#string-range(text,{span.start},{length})", ana=f"#{what}")


def _text(root: Any, story: Story) -> None:
    """Add the text in paragraphs, whose blank lines stand between them as they were."""
    body = add(add(root, "text"), "body")
    body.getparent().set(f"{_XML}id", "text")
    text = story.document.text
    start, last = 0, None
    for gap in [*_BLANK.finditer(text), None]:
        end = len(text) if gap is None else gap.start()
        last = add(body, "p", text[start:end])
        if gap is not None:
            last.tail = gap.group()
            start = gap.end()
    if last is None:
        add(body, "p", "")


def _stop(place: Any) -> Stop | None:
    numbers = text_at(place, "location", "geo").replace(",", " ").split()
    try:
        lat, lon = float(numbers[0]), float(numbers[1])
    except (IndexError, ValueError):
        return None
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        return None
    own = [one.text or "" for one in place if local(one) == "idno" and one.get("type") == "storymap"]
    return Stop(
        name=" ".join(text_at(place, "placeName").split()), lat=lat, lon=lon, id=own[0] if own else ""
    )


def _item(event: Any, places: dict[str, Stop]) -> Item:
    listed = [ptr.get("target", "") for note in event if local(note) == "note" for ptr in note]
    marks = " ".join(listed) if event.findall("{*}note[@type='places']") else event.get("where", "")
    stops = tuple(places[name] for mark in marks.split() if (name := mark.removeprefix("#")) in places)
    text = text_at(event, "desc") or text_at(event, "p")
    title = text_at(event, "label") or text_at(event, "head") or text[:80]
    return Item(
        id=event.get("n", "") or event.get(f"{_XML}id", ""),
        title=title or "…",
        text=text,
        when=_when(event),
        stops=stops,
        way=event.get("subtype") == "way" and len(stops) > 1,
    )


def _when(event: Any) -> When:
    def told(name: str) -> str:
        return str(event.get(f"{name}-iso", "") or event.get(name, ""))

    if exact := told("when"):
        return when_between(exact, exact)
    if told("from") or told("to"):
        return when_between(told("from"), told("to"), extent=extent_named("throughout"))
    return when_between(told("notBefore"), told("notAfter"), extent=extent_named("within"))
