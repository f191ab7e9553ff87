"""How a story is shown, in the story file and in the corrections file."""

from typing import Any

from storymap.correct.showing import COLOUR, MOST_SIGN
from storymap.files.fields import Fields
from storymap.model import THEMES, Category, Look, View

Json = dict[str, Any]

_MOST_ZOOM = 18


def look_record(look: Look) -> Json:
    """Return those members of a look that say anything."""
    said = {
        "dek": look.dek,
        "credits": look.credits,
        "theme": look.theme,
        "view": look.view and view_record(look.view),
        "categories": [category_record(one) for one in look.categories],
    }
    return {key: value for key, value in said.items() if value}


def look_from(fields: Fields) -> Look:
    """Return the look of a story file's object.

    Raises:
        StoryFileError: a member is of the wrong kind.
    """
    return Look(
        dek=fields.text("dek", ""),
        credits=fields.text("credits", ""),
        theme=fields.choice("theme", ("", *THEMES), ""),
        view=view_from(fields),
        categories=fields.list_of("categories", category_from),
    )


def view_record(view: View) -> Json:
    """Return where the map looks."""
    return {"lat": round(view.lat, 5), "lon": round(view.lon, 5), "zoom": round(view.zoom, 2)}


def view_from(record: Fields, key: str = "view") -> View | None:
    """Return where the map looks; None where the member is absent or null."""
    fields = record.optional_object(key)
    if fields is None:
        return None
    return View(
        lat=fields.number("lat", -90, 90),
        lon=fields.number("lon", -180, 180),
        zoom=fields.number("zoom", 0, _MOST_ZOOM),
    )


def category_record(category: Category) -> Json:
    """Return a category."""
    return {"name": category.name, "colour": category.colour, "sign": category.sign}


def category_from(fields: Fields) -> Category:
    """Return a category of a JSON object."""
    sign = fields.text("sign", "")
    if len(sign) > MOST_SIGN:
        raise fields.fail("sign", f"must be a letter or two, not {len(sign)} characters")
    return Category(name=fields.text("name"), colour=colour_from(fields, "colour"), sign=sign)


def colour_from(fields: Fields, key: str, default: str | None = None) -> str:
    """Return a member that is a colour, #rrggbb in small letters."""
    text = fields.text(key, default).lower()
    if text != default and not COLOUR.fullmatch(text):
        raise fields.fail(key, f"must be a colour as #c2410c, not {text[:40]!r}")
    return text
