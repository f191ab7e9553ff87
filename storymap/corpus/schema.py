"""The tables of a corpus, column by column; docs/corpora.md says what they hold.

A *reading* is what one document says, a row of nested lists; readings are what is kept while a corpus is
being read, and what its tables are made of.
"""

import pyarrow as pa

MENTION = (
    pa.field("mention", pa.int32()),
    pa.field("start", pa.int32()),
    pa.field("end", pa.int32()),
    pa.field("text", pa.string()),
    pa.field("kind", pa.string()),
    pa.field("confidence", pa.float32()),
    pa.field("place", pa.string()),
    pa.field("name", pa.string()),
    pa.field("country", pa.string()),
    pa.field("lat", pa.float64()),
    pa.field("lon", pa.float64()),
    pa.field("why", pa.string()),
    pa.field("quote", pa.string()),
    pa.field("geometry", pa.binary()),
)
EVENT = (
    pa.field("event", pa.string()),
    pa.field("title", pa.string()),
    pa.field("quote", pa.string()),
    pa.field("start", pa.int32()),
    pa.field("end", pa.int32()),
    pa.field("kind", pa.string()),
    pa.field("status", pa.string()),
    pa.field("main", pa.bool_()),
    pa.field("edtf", pa.string()),
    pa.field("earliest", pa.string()),
    pa.field("latest", pa.string()),
    pa.field("year", pa.int32()),
    pa.field("last_year", pa.int32()),
    pa.field("when_basis", pa.string()),
    pa.field("places", pa.list_(pa.string())),
    pa.field("names", pa.list_(pa.string())),
    pa.field("roles", pa.list_(pa.string())),
    pa.field("people", pa.list_(pa.string())),
    pa.field("people_roles", pa.list_(pa.string())),
    pa.field("reported_by", pa.string()),
    pa.field("part", pa.string()),
    pa.field("narrative", pa.int32()),
    pa.field("chronological", pa.int32()),
    pa.field("confidence", pa.float32()),
    pa.field("lat", pa.float64()),
    pa.field("lon", pa.float64()),
    pa.field("geometry", pa.binary()),
)
PLACE = (
    pa.field("place", pa.string()),
    pa.field("name", pa.string()),
    pa.field("lat", pa.float64()),
    pa.field("lon", pa.float64()),
    pa.field("feature", pa.string()),
    pa.field("country", pa.string()),
    pa.field("admin", pa.list_(pa.string())),
    pa.field("precision", pa.string()),
    pa.field("population", pa.int64()),
    pa.field("since", pa.int32()),
    pa.field("until", pa.int32()),
    pa.field("mentions", pa.int64()),
    pa.field("events", pa.int64()),
    pa.field("first_year", pa.int32()),
    pa.field("last_year", pa.int32()),
)
ABOUT = (
    pa.field("title", pa.string()),
    pa.field("author", pa.string()),
    pa.field("language", pa.string()),
    pa.field("published", pa.date32()),
    pa.field("source", pa.string()),
    pa.field("characters", pa.int32()),
    pa.field("text", pa.string()),
    pa.field("story", pa.string()),
)
READING = pa.schema(
    [
        pa.field("key", pa.string()),
        pa.field("part", pa.int32()),
        pa.field("id", pa.string()),
        pa.field("error", pa.string()),
        *ABOUT,
        pa.field("mentions", pa.list_(pa.struct(MENTION))),
        pa.field("events", pa.list_(pa.struct(EVENT))),
        pa.field("places", pa.list_(pa.struct(PLACE))),
    ]
)
"""A row a document: ``key`` is its item's, ``part`` counts the documents of an item from 0."""

_WHICH = pa.field("document", pa.string())
GEOMETRY = pa.field("geometry", pa.binary())
DOCUMENTS = pa.schema(
    [
        _WHICH,
        pa.field("collection", pa.string()),
        *ABOUT,
        pa.field("mentions", pa.int32()),
        pa.field("places", pa.int32()),
        pa.field("events", pa.int32()),
        pa.field("same_as", pa.string()),
    ]
)
MENTIONS = pa.schema([_WHICH, *MENTION])
EVENTS = pa.schema([_WHICH, *EVENT])
PLACES = pa.schema([*PLACE, pa.field("documents", pa.int64()), GEOMETRY])
ERRORS = pa.schema([_WHICH, pa.field("collection", pa.string()), pa.field("error", pa.string())])
