"""A corpus → what the atlas shows, in columns: places, documents, people, and a row for every mention."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from storymap.corpus.corpus import Corpus

Row = dict[str, Any]

KINDS = ("event", "movement", "state", "report", "named")
"""What a mention stands in: an event of one of storymap's kinds, or none."""

_MENTION = ["document", "mention", "start", "confidence", "place", "name", "country", "lat", "lon", "quote"]
_EVENT = ["document", "event", "narrative", "start", "end", "kind", "year", "places", "people"]
_DOCUMENT = ["document", "collection", "title", "author", "language", "published", "same_as"]


@dataclass(slots=True)
class Listed:
    """Values in the order in which they first came, each with its number."""

    values: list[Any] = field(default_factory=list)
    numbers: dict[Any, int] = field(default_factory=dict)

    def number(self, key: Any, value: Any = None) -> int:
        """Return the number of a key; ``value`` is what is listed for it, by default the key itself."""
        if key not in self.numbers:
            self.numbers[key] = len(self.values)
            self.values.append(key if value is None else value)
        return self.numbers[key]


@dataclass(slots=True)
class Atlas:
    """What the atlas shows; columns of one name are of one length, numbers point into the lists."""

    places: Listed = field(default_factory=Listed)
    documents: Listed = field(default_factory=Listed)
    people: Listed = field(default_factory=Listed)
    quotes: Listed = field(default_factory=Listed)
    collections: Listed = field(default_factory=Listed)
    languages: Listed = field(default_factory=Listed)
    items: dict[str, list[Any]] = field(
        default_factory=lambda: {
            name: []
            for name in (
                "place",
                "document",
                "year",
                "kind",
                "sure",
                "quote",
                "people",
                "mention",
                "also",
                "step",
            )
        }
    )

    def view(self) -> Row:
        """Return it as plain values, but for the quotations, which a page reads only when they are needed."""
        places, documents = self.places.values, self.documents.values
        return {
            "kinds": list(KINDS),
            "collections": self.collections.values,
            "languages": self.languages.values,
            "people": self.people.values,
            "places": {key: [row[key] for row in places] for key in ("id", "name", "country", "lat", "lon")},
            "documents": {
                key: [row[key] for row in documents]
                for key in ("id", "title", "author", "collection", "language", "page")
            },
            "items": self.items,
        }


def atlas_of(corpus: Corpus, only: Iterable[str] = ()) -> Atlas:
    """Return the atlas of a corpus, of these collections only if any are named."""
    made, wanted, others = Atlas(), set(only), _tellings(corpus)
    parts = zip(
        corpus.batches("documents", _DOCUMENT),
        corpus.batches("mentions", _MENTION),
        corpus.batches("events", _EVENT),
        strict=True,
    )
    for documents, mentions, events in parts:
        about = {
            row["document"]: row
            for row in documents.to_pylist()
            if row["same_as"] is None and (not wanted or row["collection"] in wanted)
        }
        told = _by_document(events.to_pylist())
        for mention in mentions.to_pylist():
            if mention["place"] is not None and mention["document"] in about:
                _add(made, mention, about[mention["document"]], told.get(mention["document"], ()), others)
    made.items["also"] = [
        [made.documents.numbers[name] for name in names if name in made.documents.numbers]
        for names in made.items["also"]
    ]
    return made


def _tellings(corpus: Corpus) -> dict[tuple[str, str], list[str]]:
    """Return for an event, by document and id, the other documents that tell it, too."""
    from storymap.corpus.query import ask

    question = "SELECT DISTINCT document, event, other FROM tellings ORDER BY document, event, other"
    told: dict[tuple[str, str], list[str]] = {}
    for row in ask(corpus.folder, question).to_pylist():
        told.setdefault((row["document"], row["event"]), []).append(row["other"])
    return told


def page_name(document: str) -> str:
    """Return the name of a document's page: its id in letters that every host takes, the same every time."""
    plain = re.sub(r"[^a-z0-9]+", "-", document.lower()).strip("-")[:60]
    digest = hashlib.blake2b(document.encode("utf-8", errors="replace"), digest_size=4).hexdigest()
    return f"doc/{plain or 'document'}-{digest}.html"


def _by_document(events: Iterable[Row]) -> dict[str, list[Row]]:
    told: dict[str, list[Row]] = {}
    for event in events:
        told.setdefault(event["document"], []).append(event)
    return told


def _add(
    made: Atlas,
    mention: Row,
    document: Row,
    events: Iterable[Row],
    others: Mapping[tuple[str, str], list[str]],
) -> None:
    event = next(_around(mention, events), None)
    published = document["published"]
    year = event["year"] if event and event["year"] is not None else published.year if published else None
    place = {"id": mention["place"], **{key: mention[key] for key in ("name", "country", "lat", "lon")}}
    name = document["document"]
    about = {
        "id": name,
        "title": document["title"] or name,
        "author": document["author"],
        "collection": made.collections.number(document["collection"]),
        "language": made.languages.number(document["language"]),
        "page": page_name(name),
    }
    row = {
        "place": made.places.number(mention["place"], place),
        "document": made.documents.number(name, about),
        "year": year,
        "kind": KINDS.index(event["kind"] if event else "named"),
        "sure": round(mention["confidence"], 2),
        "quote": made.quotes.number(mention["quote"]),
        "people": [made.people.number(person) for person in dict.fromkeys(event["people"])] if event else [],
        "mention": mention["mention"],
        "step": event["narrative"] if event else 0,
        "also": others.get((name, event["event"]), []) if event else [],
    }
    for key, value in row.items():
        made.items[key].append(value)


def _around(mention: Row, events: Iterable[Row]) -> Iterator[Row]:
    """Yield the events in whose words a mention stands and at whose places it is."""
    for event in events:
        if event["start"] <= mention["start"] < event["end"] and mention["place"] in event["places"]:
            yield event
