"""Gold stories as labels of words: which tell something, and which places and dates belong to them."""

import json
from pathlib import Path

from places.evaluate import GoldDocument, GoldToponym
from places.model import Document
from training.stories import EVENT, IGNORED, MOVEMENT, PLACE, WHEN, read_story, told_words

TEXT = (
    "On 3 May 1839 the brig left Boston for Canton. Off Java a storm broke her mast. "
    "In June they came to Canton. Some say she burned."
)
POINTS = {"Boston": [42.36, -71.06, 30], "Canton": [23.13, 113.26, 30], "Java": [-7.5, 110.0, 300]}


def toponym(name: str, after: int = 0) -> GoldToponym:
    start = TEXT.index(name, after)
    lat, lon, _ = POINTS[name]
    return GoldToponym(start=start, end=start + len(name), text=name, lat=lat, lon=lon)


def written(folder: Path) -> GoldDocument:
    def quote(words: str) -> list[int]:
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    events = [
        {"trigger": "left", "places": ["Boston"], "when_words": "3 May 1839", "kind": "movement"},
        {"trigger": "broke", "places": ["Java"], "when_words": "", "kind": "event"},
        {"trigger": "burned", "places": ["Canton"], "when_words": "June", "kind": "event", "optional": True},
    ]
    offsets = [
        {"quote": quote("the brig left Boston for Canton"), "also": [quote("they came to Canton")]},
        {"quote": quote("a storm broke her mast")},
        {"quote": quote("she burned")},
    ]
    (folder / "logs").mkdir()
    (folder / "logs" / "brig.gold.json").write_text(json.dumps({"events": events}), encoding="utf-8")
    places = [{"name": n, "lat": a, "lon": b, "radius_km": r} for n, (a, b, r) in POINTS.items()]
    (folder / "logs" / "brig.json").write_text(
        json.dumps({"events": offsets, "places": places}), encoding="utf-8"
    )
    toponyms = toponym("Boston"), toponym("Canton"), toponym("Java"), toponym("Canton", TEXT.index("June"))
    return GoldDocument(document=Document(text=TEXT, id="logs-brig"), corpus="gold", toponyms=toponyms)


def test_words_that_tell_are_labelled(tmp_path: Path) -> None:
    told = read_story(tmp_path, written(tmp_path))
    assert told is not None
    labels = {word: told.triggers.get(TEXT.index(word), 0) for word in ("left", "broke", "burned", "brig")}
    assert labels == {"left": MOVEMENT, "broke": EVENT, "burned": IGNORED, "brig": 0}
    assert told.triggers[TEXT.index("came")] == IGNORED  # another telling, of which no word is known


def test_an_event_is_joined_to_its_own_place_and_date(tmp_path: Path) -> None:
    told = read_story(tmp_path, written(tmp_path))
    assert told is not None
    left, boston, canton = (TEXT.index(word) for word in ("left", "Boston", "Canton"))
    assert (PLACE, left, boston, 1) in told.links
    assert (PLACE, left, canton, 0) in told.links
    assert (WHEN, left, TEXT.index("3 May"), 1) in told.links
    assert (WHEN, left, TEXT.index("June"), 0) in told.links


def test_a_carried_place_is_the_last_mention_before(tmp_path: Path) -> None:
    told = read_story(tmp_path, written(tmp_path))
    assert told is not None
    right = [b for kind, a, b, ok in told.links if kind == PLACE and a == TEXT.index("burned") and ok]
    assert right == [TEXT.rindex("Canton")]


def test_labels_are_those_of_words(tmp_path: Path) -> None:
    told = read_story(tmp_path, written(tmp_path))
    assert told is not None
    starts = [TEXT.index(word) for word in ("the", "brig", "left", "Boston")]
    labels, links = told_words(told, starts)
    assert labels[2] == MOVEMENT
    assert (PLACE, 2, 3, 1) in links


def test_a_text_without_a_story_tells_nothing(tmp_path: Path) -> None:
    gold = GoldDocument(document=Document(text="x", id="logs-none"), corpus="gold", toponyms=())
    assert read_story(tmp_path, gold) is None
