from places.geocode.ask import Answer
from places.geocode.fill import fill
from places.model import Candidate, Located, Mention, Place


class Known:
    """A geocoder that knows what it is given, and keeps what it was asked."""

    service = "known"

    def __init__(self, **answers):
        self.answers = answers
        self.asked = []

    def ask(self, name, *, country="", around=None):
        self.asked.append((name, around))
        return self.answers.get(name, Answer(why=f"known knows no “{name}”"))


def place(name, lat, lon, country="CA", **more):
    return Place(id=f"test:{name}:{lat}", name=name, lat=lat, lon=lon, feature="PPL", country=country, **more)


def located(name, found=None, confidence=0.9, kind="toponym", why=""):
    mention = Mention(start=0, end=len(name), text=name, kind=kind)
    candidates = (Candidate(place=found, score=confidence),) if found else ()
    return Located(mention=mention, candidates=candidates, confidence=confidence, why=why)


CHARLOTTETOWN = located("Charlottetown", place("Charlottetown", 46.24, -63.13))


def test_only_what_is_open_is_asked_and_each_name_once():
    known = Known(Mill=Answer(places=(place("Mill", 46.5, -63.4),)))
    filled = fill(
        [CHARLOTTETOWN, located("Mill"), located("Mill"), located("Islanders", kind="demonym")], known
    )
    assert [name for name, _ in known.asked] == ["Mill"]
    assert [one.place.name if one.place else None for one in filled] == [
        "Charlottetown",
        "Mill",
        "Mill",
        None,
    ]
    assert filled[0] is CHARLOTTETOWN
    assert filled[1].confidence == 0.7


def test_the_neighbours_say_where_to_look():
    known = Known()
    fill([CHARLOTTETOWN, located("Mill")], known)
    (_, (west, south, east, north)) = known.asked[0]
    assert west < -63.13 < east
    assert south < 46.24 < north


def test_an_answer_far_from_everything_is_doubted():
    known = Known(Mill=Answer(places=(place("Mill", -38.1, 146.2, "AU"),)))
    (_, mill) = fill([CHARLOTTETOWN, located("Mill", why="not in the gazetteer")], known)
    assert mill.place is None
    assert mill.why == "not in the gazetteer; known has it only far from everything that the text is about"


def test_the_answer_that_fits_is_taken_though_it_comes_second():
    far, near = place("Mill", -38.1, 146.2, "AU"), place("Mill", 46.5, -63.4)
    (_, mill) = fill([CHARLOTTETOWN, located("Mill")], Known(Mill=Answer(places=(far, near))))
    assert mill.place == near


def test_a_place_of_the_same_country_fits_however_far():
    west = place("Mill", 49.3, -123.1)
    (_, mill) = fill([CHARLOTTETOWN, located("Mill")], Known(Mill=Answer(places=(west,))))
    assert mill.place == west


def test_without_an_answer_the_reason_is_told_and_what_was_there_stays():
    open_place, doubtful = located("Mill"), located("Avonlea", place("Avonlea", 46, -63), confidence=0.3)
    (_, mill, avonlea) = fill([CHARLOTTETOWN, open_place, doubtful], Known())
    assert mill.why == "known knows no “Mill”"
    assert avonlea == doubtful


def test_a_place_that_stands_for_one_inside_it_is_asked_for_itself():
    near = located("Mill", place("Charlottetown", 46.24, -63.13, precision="near"))
    mill = place("Mill", 46.5, -63.4)
    (_, found) = fill([CHARLOTTETOWN, near], Known(Mill=Answer(places=(mill,))))
    assert found.place == mill
