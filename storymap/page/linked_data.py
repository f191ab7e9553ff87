"""The story for machines: schema.org's Article with its places and events, as JSON-LD."""

from typing import Any

from storymap.model import Event, Story, StoryPlace
from storymap.page.dates import machine_date
from storymap.page.visible import visible

Json = dict[str, Any]

_MOST = 200  # more would weigh on the page and help no search engine


def linked_data(story: Story, title: str, description: str) -> Json:
    """Return the story as a schema.org Article that mentions its places and is about its events."""
    document = story.document
    told: Json = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": title,
        "description": description,
        "inLanguage": document.language,
        "contentLocation": [_place(entry) for entry in story.places[:_MOST]],
        "about": [_event(event) for event in story.events[:_MOST]],
    }
    if document.author:
        told["author"] = {"@type": "Person", "name": visible(document.author)}
    if document.published:
        told["datePublished"] = document.published.isoformat()
    if document.source.startswith(("https://", "http://")):
        told["isBasedOn"] = document.source
    return told


def _place(entry: StoryPlace) -> Json:
    place = entry.place
    told: Json = {
        "@type": "Place",
        "name": visible(place.name),
        "geo": {"@type": "GeoCoordinates", "latitude": round(place.lat, 5), "longitude": round(place.lon, 5)},
    }
    if place.id.startswith("geonames:"):
        told["sameAs"] = f"https://sws.geonames.org/{place.id.removeprefix('geonames:')}/"
    return told


def _event(event: Event) -> Json:
    told: Json = {"@type": "Event", "name": visible(event.title or event.quote.text)}
    if date := machine_date(event.when):
        told["startDate"] = date
    if event.where:
        told["location"] = {"@type": "Place", "name": visible(event.where[0].place.name)}
    return told
