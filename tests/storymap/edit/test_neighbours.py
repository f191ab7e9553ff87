"""Names that had leaned on one that was put right are looked at again."""

from dataclasses import replace

import places
from places.gazetteer import world
from storymap import from_text
from storymap.correct import anchor
from storymap.correct.operations import PlaceConfirm, PlaceSet
from storymap.edit.neighbours import Neighbours

TEXT = (
    "She left Paris in the morning. By noon she was in Clarksville, and on Sunday she reached Bonham. "
    "On Monday she went to Vienna."
)


def located(document, gazetteer, spans):
    return places.locate(document, gazetteer=gazetteer, spans=spans)


def held(name):
    at = TEXT.index(name)
    return anchor(TEXT, at, at + len(name))


def test_who_knows_which_paris_reads_clarksville_otherwise():
    story = from_text(TEXT)
    texan = PlaceSet(at=held("Paris"), place=world().get("geonames:4717560"))
    again = Neighbours(world(), located)

    found = {one["name"]: one["place"] for one in again.looked_at_again(story.correct(texan), [texan])}

    assert found["Clarksville"]["admin"][0] == "Texas"
    assert "Paris" not in found
    assert "Bonham" not in found  # it was in Texas already
    settled = PlaceConfirm(at=held("Clarksville"))
    names = [one["name"] for one in again.looked_at_again(story.correct(texan, settled), [texan, settled])]
    assert "Clarksville" not in names


def test_nothing_is_looked_at_again_before_something_is_decided():
    story = from_text(TEXT)
    asked = []

    def never(document, gazetteer, spans):
        asked.append(spans)
        return ()

    assert Neighbours(world(), never).looked_at_again(story, []) == []
    none = PlaceSet(at=held("Vienna"), place=None)
    assert Neighbours(world(), never).looked_at_again(story.correct(none), [none]) == []
    assert Neighbours(world(), never).looked_at_again(replace(story, places=(), unplaced=()), [none]) == []
    assert asked == []
