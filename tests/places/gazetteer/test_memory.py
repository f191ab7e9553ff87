from places.gazetteer.chain import ChainGazetteer
from places.gazetteer.memory import MemoryGazetteer
from places.model import Place

FRANCE = Place(id="geonames:3017382", name="France", lat=46.7, lon=2.5, feature="PCLI", country="FR")
PARIS = Place(
    id="geonames:2988507", name="Paris", lat=48.9, lon=2.3, feature="PPLC", country="FR", population=2_138_551
)
TEXAN = Place(
    id="geonames:4717560", name="Paris", lat=33.7, lon=-95.6, feature="PPL", country="US", population=24_782
)
TEXAS = Place(
    id="geonames:4736286",
    name="Texas",
    lat=31.0,
    lon=-99.0,
    feature="ADM1",
    country="US",
    admin_codes=("US.TX",),
)


def small_world() -> MemoryGazetteer:
    return MemoryGazetteer(
        [TEXAN, FRANCE, PARIS, TEXAS],
        {
            FRANCE.id: {"French": "demonym", "Frankreich": "alternate"},
            TEXAS.id: {"Tex.": "abbreviation", "TX": "abbreviation"},
        },
    )


def test_the_more_prominent_place_of_a_name_comes_first():
    assert [p.id for p in small_world().lookup("paris")] == [PARIS.id, TEXAN.id]


def test_a_demonym_matches_but_is_no_name_to_look_up():
    world = small_world()
    assert [(m.place.id, m.kind) for m in world.matches("French")] == [(FRANCE.id, "demonym")]
    assert world.lookup("French") == ()


def test_an_abbreviation_counts_only_as_it_is_written():
    world = small_world()
    assert [m.kind for m in world.matches("TX")] == ["abbreviation"]
    assert world.lookup("Tex.") == (TEXAS,)
    assert world.lookup("tx") == world.lookup("TEX.") == world.lookup("tex") == ()


def test_a_possessive_leads_to_its_place():
    assert small_world().lookup("France’s") == (FRANCE,)
    assert small_world().lookup("Paris'")[0] == PARIS


def test_places_are_found_by_id_and_by_code():
    world = small_world()
    assert world.get(PARIS.id) == PARIS
    assert world.country("FR") == FRANCE
    assert world.division("US.TX") == TEXAS
    assert world.get("x") is world.country("XX") is world.division("US.ZZ") is None


def test_a_chain_puts_the_first_gazetteers_places_first_and_each_only_once():
    ours = Place(id="user:paris", name="Paris", lat=1, lon=2, feature="PPL")
    chain = ChainGazetteer(MemoryGazetteer([ours]), small_world(), small_world())
    assert [p.id for p in chain.lookup("Paris")] == [ours.id, PARIS.id, TEXAN.id]
    assert [m.place.id for m in chain.matches("Paris")] == [ours.id, PARIS.id, TEXAN.id]
    assert chain.get(ours.id) == ours
    assert chain.division("US.TX") == TEXAS
    assert chain.country("FR") == FRANCE
