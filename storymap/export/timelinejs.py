"""Knight Lab's TimelineJS: its JSON, and the columns of its spreadsheet as CSV.

https://timeline.knightlab.com/docs/json-format.html; years there are astronomical, too: -217 is 218 BC.
"""

import json
from typing import Any

from storymap.errors import ReadError
from storymap.export.csvfile import read_table, table
from storymap.export.format import Exported
from storymap.export.items import Item, Stop, Told, items_of
from storymap.export.jsontext import degrees, list_of, object_of, parsed_json, text_of
from storymap.export.markup import as_html, from_html
from storymap.export.media import is_web
from storymap.export.rejoin import keep
from storymap.export.times import extent_named, when_between
from storymap.model import Day, Media, Story, When

Json = dict[str, Any]

_OWN = "storymap_item"
_HEADINGS = (
    *("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Display Date"),
    *("Headline", "Text", "Media", "Media Credit", "Media Caption", "Media Thumbnail"),
    *("Type", "Group", "Background"),
)


def write_timelinejs(story: Story) -> Exported:
    """Return the JSON that TimelineJS loads; an event without a date is not in it."""
    events = [told for item in items_of(story) if (told := _event(item, story))]
    whole: Json = {
        "title": {
            "text": {"headline": as_html(story.document.title), "text": as_html(story.document.author)}
        },
        "events": events,
        "scale": "human",
        "storymap_story": keep(story),
    }
    return Exported(content=_dumped(whole))


def read_timelinejs(content: bytes, name: str) -> Told:
    """Return what the JSON of TimelineJS tells.

    Raises:
        ReadError: it is no such file.
    """
    whole = object_of(parsed_json(content, name))
    events = [one for one in list_of(whole.get("events")) if isinstance(one, dict)]
    if not any("start_date" in one for one in events) and "storymap_story" not in whole:
        raise ReadError(f"{name}: is no TimelineJS timeline: it has no events with a start_date")
    title = object_of(object_of(whole.get("title")).get("text"))
    return Told(
        items=tuple(map(_item, events)),
        title=from_html(text_of(title.get("headline"))),
        kept=text_of(whole.get("storymap_story")),
    )


def write_timelinejs_csv(story: Story) -> Exported:
    """Return the table that TimelineJS' spreadsheet has, cells without HTML."""
    rows = [row for item in items_of(story) if (row := _row(item, story))]
    return Exported(content=table(_HEADINGS, [[row.get(name) for name in _HEADINGS] for row in rows]))


def read_timelinejs_csv(content: bytes, name: str) -> Told:
    """Return what the table of a TimelineJS spreadsheet tells; it has no places.

    Raises:
        ReadError: it is no such table.
    """
    rows = read_table(content, name)
    if not {"Year", "Headline"} <= set(rows[0] if rows else ()):
        raise ReadError(f"{name}: is no table of TimelineJS: it has no columns Year and Headline")
    title = next((row for row in rows if row.get("Type", "").strip() == "title"), {})
    return Told(
        items=tuple(_item_of_row(row) for row in rows if row.get("Type", "").strip() not in ("title", "era")),
        title=from_html(title.get("Headline", "")),
    )


def _event(item: Item, story: Story) -> Json | None:
    first, last = item.when.earliest or item.when.latest, item.when.latest
    if first is None:
        return None
    begin, end = _dates(first, last or first)
    told: Json = {
        "start_date": begin,
        "display_date": _label(item, story),
        "text": {"headline": as_html(item.title), "text": as_html(item.text)},
        "unique_id": item.id,
        _OWN: {
            "date": item.when.edtf,
            "first": str(item.when.earliest or ""),
            "last": str(item.when.latest or ""),
            "extent": item.when.extent,
            "stops": [[stop.name, stop.lat, stop.lon, stop.id] for stop in item.stops],
            "way": item.way,
        },
    }
    if end:
        told["end_date"] = end
    if item.part:
        told["group"] = item.part
    media = _media(item)
    return {**told, "media": media} if media else told


def _media(item: Item) -> Json | None:
    """Return the item's picture, else its place as the map that TimelineJS shows for an address of one."""
    if item.media and is_web(item.media[0].src):
        one = item.media[0]
        return {"url": one.src, "caption": as_html(one.caption), "credit": as_html(one.credit)}
    if not item.stops:
        return None
    last = item.stops[-1]
    return {
        "url": f"https://www.openstreetmap.org/?mlat={last.lat}&mlon={last.lon}#map=9/{last.lat}/{last.lon}",
        "caption": as_html(last.name),
        "credit": "",
    }


def _dates(first: Day, last: Day) -> tuple[Json, Json | None]:
    """Return the beginning, no finer than it is known, and the end if the two differ."""
    if first == last:
        return {"year": first.year, "month": first.month, "day": first.day}, None
    if first[1:] == (1, 1) and last[1:] == (12, 31):
        return {"year": first.year}, {"year": last.year} if last.year != first.year else None
    begin, end = ({"year": day.year, "month": day.month, "day": day.day} for day in (first, last))
    return begin, end


def _label(item: Item, story: Story) -> str:
    from storymap.page.dates import when_label
    from storymap.page.words import words_for

    return as_html(when_label(item.when, words_for(story.document.language)))


def _item(told: Json) -> Item:
    own, text = object_of(told.get(_OWN)), object_of(told.get("text"))
    title, body = (from_html(text_of(text.get(key))) for key in ("headline", "text"))
    stops = tuple(stop for one in list_of(own.get("stops")) if (stop := _stop(one)))
    media = object_of(told.get("media"))
    src = text_of(media.get("url"))
    shown = is_web(src) and not src.startswith("https://www.openstreetmap.org/?mlat=")
    return Item(
        id=text_of(told.get("unique_id")),
        title=title or body[:80] or "…",
        text=body,
        when=_when(told, own),
        stops=stops,
        way=own.get("way") is True and len(stops) > 1,
        part=text_of(told.get("group")),
        media=(
            Media(
                src=src,
                caption=from_html(text_of(media.get("caption"))),
                credit=from_html(text_of(media.get("credit"))),
            ),
        )
        if shown
        else (),
    )


def _stop(value: Any) -> Stop | None:
    if not isinstance(value, list) or len(value) != 4:
        return None
    point = degrees(value[1], value[2])
    return Stop(name=text_of(value[0]), lat=point[0], lon=point[1], id=text_of(value[3])) if point else None


def _when(told: Json, own: Json) -> When:
    first, last = text_of(own.get("first")), text_of(own.get("last"))
    if first or last:
        extent = own.get("extent")
        return when_between(first, last, edtf=text_of(own.get("date")), extent=extent_named(extent))
    start, end = (object_of(told.get(key)) for key in ("start_date", "end_date"))
    begin = _iso(*(text_of(start.get(key)) for key in ("year", "month", "day")))
    return when_between(begin, _iso(*(text_of(end.get(key)) for key in ("year", "month", "day"))) or begin)


def _iso(year: str, month: str, day: str) -> str:
    """Return the ISO date of three cells, as much of it as they say."""
    try:
        number = int(float(year))
        parts = [int(float(part)) for part in (month, day) if part.strip()]
    except (ValueError, OverflowError):
        return ""
    sign = "-" if number < 0 else ""
    return "-".join([f"{sign}{abs(number):04d}", *(f"{part:02d}" for part in parts)])


def _row(item: Item, story: Story) -> dict[str, Any] | None:
    told = _event(item, story)
    if told is None:
        return None
    start, end = told["start_date"], told.get("end_date", {})
    media = told.get("media", {})
    return {
        **{key.title(): start.get(key) for key in ("year", "month", "day")},
        **{f"End {key.title()}": end.get(key) for key in ("year", "month", "day")},
        "Display Date": from_html(told["display_date"]),
        "Headline": as_html(item.title),
        "Text": as_html(item.text),
        "Media": media.get("url", ""),
        "Media Credit": media.get("credit", ""),
        "Media Caption": media.get("caption", ""),
        "Group": item.part,
    }


def _item_of_row(row: dict[str, str]) -> Item:
    title, body = from_html(row.get("Headline", "")), from_html(row.get("Text", ""))
    begin = _iso(row.get("Year", ""), row.get("Month", ""), row.get("Day", ""))
    end = _iso(row.get("End Year", ""), row.get("End Month", ""), row.get("End Day", ""))
    src = row.get("Media", "").strip()
    point = _map_point(src)
    caption, credit = from_html(row.get("Media Caption", "")), from_html(row.get("Media Credit", ""))
    return Item(
        title=title or body[:80] or "…",
        text=body,
        when=when_between(begin, end or begin),
        stops=(Stop(name=caption, lat=point[0], lon=point[1]),) if point else (),
        part=row.get("Group", ""),
        media=(Media(src=src, caption=caption, credit=credit),) if is_web(src) and not point else (),
    )


def _map_point(src: str) -> tuple[float, float] | None:
    """Return the point of an address of OpenStreetMap's, as we write them."""
    from urllib.parse import parse_qs, urlsplit

    if not src.startswith("https://www.openstreetmap.org/?"):
        return None
    asked = parse_qs(urlsplit(src).query)
    return degrees(asked.get("mlat", [""])[0], asked.get("mlon", [""])[0])


def _dumped(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
