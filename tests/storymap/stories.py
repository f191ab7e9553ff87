"""Stories of our own that the tests share, and hypothesis strategies that make more of them."""

from datetime import date

from hypothesis import strategies as st

from places.model import Candidate, Document, Mention, Place
from storymap.model import (
    Day,
    Event,
    Media,
    OffMap,
    PlaceMention,
    Route,
    Selector,
    Span,
    Story,
    StoryPlace,
    Stretch,
    Unplaced,
    When,
    Where,
    Who,
)

TEXT = (
    "Ada left Lisbon on 3 May 1893. Two weeks later the steamer reached Horta, where she met Rui at the "
    "Peter Café. She never saw Oz. They married in Lisbon in 1895."
)

LISBON = Place(
    id="geonames:2267057",
    name="Lisbon",
    lat=38.72509,
    lon=-9.1498,
    feature="PPLC",
    country="PT",
    admin=("Lisbon",),
    admin_codes=("PT.14",),
    population=517802,
)
HORTA = Place(
    id="geonames:3372988",
    name="Horta",
    lat=38.5382,
    lon=-28.62573,
    feature="PPL",
    country="PT",
    population=6400,
)
CAFE = Place(
    id="near:geonames:3372988:peter-cafe",
    name="Peter Café",
    lat=HORTA.lat,
    lon=HORTA.lon,
    feature="BLDG",
    country="PT",
    precision="near",
    within=HORTA.id,
)
LISBON_OHIO = Place(
    id="geonames:5161262",
    name="Lisbon",
    lat=40.77201,
    lon=-80.76813,
    feature="PPLA2",
    country="US",
    population=2761,
)


def span(words: str, text: str = TEXT, *, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start=start, end=start + len(words), text=words)


def _mention(words: str, kind: str = "toponym", *, after: int = 0) -> PlaceMention:
    at = span(words, after=after)
    mention = Mention(start=at.start, end=at.end, text=words, kind=kind)  # type: ignore[arg-type]
    return PlaceMention(mention=mention, confidence=0.97)


def journey() -> Story:
    """Return a short story with every member in use."""
    lisbon = StoryPlace(
        place=LISBON,
        mentions=(_mention("Lisbon"), _mention("Lisbon", after=60)),
        candidates=(Candidate(place=LISBON, score=0.97), Candidate(place=LISBON_OHIO, score=0.02)),
    )
    horta = StoryPlace(place=HORTA, mentions=(_mention("Horta"),))
    cafe = StoryPlace(place=CAFE, mentions=(_mention("Peter Café", "landmark"),))
    left = Event(
        id="e1",
        title="Ada leaves Lisbon",
        quote=span("Ada left Lisbon on 3 May 1893"),
        kind="movement",
        when=When(
            edtf="1893-05-03",
            earliest=Day(1893, 5, 3),
            latest=Day(1893, 5, 3),
            basis="stated",
            mention=span("3 May 1893"),
        ),
        where=(
            Where(place=LISBON, role="from", mention=span("Lisbon")),
            Where(place=HORTA, role="to", basis="carried", confidence=0.8, mention=span("Horta")),
        ),
        who=(Who(name="Ada", role="actor", mention=span("Ada")),),
        trigger=span("left"),
        narrative=1,
        chronological=1,
    )
    met = Event(
        id="e2",
        title="Ada meets Rui at the Peter Café",
        quote=span("she met Rui at the Peter Café"),
        mentions=(span("the steamer reached Horta"),),
        when=When(
            edtf="1893-05-17",
            earliest=Day(1893, 5, 17),
            latest=Day(1893, 5, 17),
            basis="carried",
            mention=span("Two weeks later"),
        ),
        where=(Where(place=CAFE, mention=span("Peter Café")),),
        who=(Who(name="Ada", role="actor"), Who(name="Rui", role="patient", mention=span("Rui"))),
        narrative=2,
        chronological=2,
        confidence=0.75,
    )
    married = Event(
        id="e3",
        title="They marry in Lisbon",
        quote=span("They married in Lisbon in 1895"),
        main=False,
        when=When(
            edtf="1895",
            earliest=Day(1895, 1, 1),
            latest=Day(1895, 12, 31),
            basis="stated",
            mention=span("1895"),
        ),
        where=(Where(place=LISBON, mention=span("Lisbon", after=60)),),
        source="a letter",
        part="Home again",
        narrative=3,
        chronological=3,
    )
    return Story(
        document=Document(
            text=TEXT,
            id="ada",
            title="Ada sails",
            published=date(1900, 1, 1),
            author="R. S.",
            source="ada.txt",
        ),
        places=(lisbon, horta, cafe),
        events=(left, met, married),
        unplaced=(Unplaced(span=span("Oz"), why="no gazetteer here knows it"),),
        off_map=(OffMap(quote=span("She never saw Oz"), why="negated", title="Ada does not see Oz"),),
        routes=(Route(id="r1", name="Ada", events=("e1",)),),
        origin=(
            Stretch(
                start=0,
                end=30,
                at=Selector(page=1, boxes=((72.0, 90.5, 300.0, 102.0), (72.0, 104.0, 120.0, 116.0))),
            ),
            Stretch(start=31, end=len(TEXT), at=Selector(page=2, path="/p[2]", file="a.xhtml", second=1.5)),
        ),
        media=(Media(src="https://example.org/cover.jpg", alt="The quay of Lisbon"),),
    )


# Text that breaks pages which put it into HTML or code instead of data.
HOSTILE = (
    "</script><script>window.pwned=1</script>",
    "`${window.pwned=1}`",
    "<img src=x onerror=window.pwned=1>",
    "\"' onmouseover=window.pwned=1 x='",
    "C:\\2019\\x \u2028 \u2029 \x00 \x07 \x1b[31m",
    "<!-- --> ]]> {{ 7*7 }} {% raw %} &amp; &lt;",
    "مرحبا \u202e 平壤 👩‍👩‍👧 e\u0301",
)

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=60) | st.sampled_from(HOSTILE)


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Draw stories about arbitrary text, with a few events at arbitrary places."""
    text = draw(texts.filter(lambda words: len(words) > 1))
    cuts = st.integers(0, len(text))

    def drawn_span() -> Span:
        start, end = sorted((draw(cuts), draw(cuts)))
        return Span(start=start, end=end, text=text[start:end])

    places = tuple(
        Place(
            id=f"storymap:{number}",
            name=draw(texts),
            lat=round(draw(st.floats(-90, 90)), 6),
            lon=round(draw(st.floats(-180, 180)), 6),
            feature=draw(st.sampled_from(["PPL", "PCLI", "STM", ""])),
            country=draw(st.sampled_from(["", "PT", "KP"])),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    events = tuple(
        Event(
            id=f"e{number}",
            title=draw(texts),
            quote=drawn_span(),
            where=tuple(Where(place=place, mention=drawn_span()) for place in places[:number]),
            who=(Who(name=draw(texts)),),
            when=draw(
                st.sampled_from(
                    [
                        When(),
                        When(
                            edtf="-0217", earliest=Day(-217, 1, 1), latest=Day(-217, 12, 31), basis="stated"
                        ),
                        When(edtf="1990/..", earliest=Day(1990, 1, 1), extent="open", basis="assumed"),
                    ]
                )
            ),
            narrative=number + 1,
        )
        for number in range(draw(st.integers(0, 4)))
    )
    half = len(text) // 2
    at = Selector(
        source=draw(texts), line=draw(st.integers(1, 9)), row=2, paragraph=3, until=draw(st.floats(0, 9))
    )
    return Story(
        origin=(Stretch(start=0, end=half, at=at), Stretch(start=half, end=len(text), at=Selector(page=7))),
        media=(
            Media(src="picture.jpg", kind="image", alt=draw(texts), caption=draw(texts), credit=draw(texts)),
        ),
        document=Document(text=text, title=draw(texts)),
        places=tuple(StoryPlace(place=place, mentions=()) for place in places),
        events=events,
        unplaced=(Unplaced(span=drawn_span(), why=draw(texts)),),
    )
