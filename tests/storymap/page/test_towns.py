import numpy as np

from places.model import Place
from storymap.page.towns import Towns, towns, towns_within, without

KNOWN = Towns(
    lat=np.array([-10.0, 0.0, 0.1, 0.2, 60.0]),
    lon=np.array([5.0, 0.0, 0.1, 3.0, 0.0]),
    rank=np.array([3, 7, 6, 7, 4], dtype=np.uint8),
    packed="Süd\nMitte\nGröße\nOst\nNord".encode(),
    end=np.array([4, 10, 18, 22, 27]),
)


def test_towns_come_by_rank_and_then_by_nearness_to_the_middle():
    found = towns_within(KNOWN, (-5, -5, 5, 5), ranks=range(10), most=9)
    assert [town[2] for town in found] == ["Größe", "Mitte", "Ost"]
    assert found[0] == [0.1, 0.1, "Größe", 6]


def test_only_the_wanted_ranks_and_as_many_as_wanted_come():
    assert [t[2] for t in towns_within(KNOWN, (-5, -5, 5, 5), ranks=range(7, 9), most=1)] == ["Mitte"]
    assert towns_within(KNOWN, (-5, -5, 5, 5), ranks=range(8, 9), most=9) == []


def test_a_town_at_a_point_of_the_story_is_left_out_and_one_near_an_areas_middle_is_not():
    found = [[0.0, 0.0, "Mitte", 7]]
    point = Place(id="a", name="Mitte", lat=0.01, lon=-0.01, feature="PPL")
    area = Place(id="b", name="Land", lat=0.01, lon=-0.01, feature="ADM1", precision="area")
    assert without(found, [point]) == []
    assert without(found, [area]) == found


def test_the_towns_of_the_world_are_where_they_are():
    known = towns()
    around = towns_within(known, (24.5, 59.8, 25.5, 60.5), ranks=range(12), most=50)
    assert around[0][2] == "Helsinki"
    assert "Espoo" in {town[2] for town in around}
