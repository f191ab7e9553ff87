import json
import sqlite3
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import pairwise

import pytest

from places.errors import GeocoderError
from places.geocode.ask import Clock, Geocoder
from places.geocode.cache import Cache
from places.geocode.services import LIMIT, connect, hints
from places.geocode.transport import MOST_BYTES
from tests.places.geocode.nominatim import PLACES, Fault, serving


class Watch:
    """A clock that only sleeping moves on."""

    def __init__(self):
        self.time = 1000.0
        self.slept = []

    def now(self):
        return self.time

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.time += seconds


@pytest.fixture
def nominatim(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with serving() as state:
        yield state


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def geocoder(nominatim, watch, tmp_path):
    return Geocoder(
        f"nominatim@{nominatim.address}",
        cache=tmp_path / "cache.sqlite",
        clock=Clock(now=watch.now, sleep=watch.sleep),
    )


def test_an_answer_is_a_place_with_id_kind_country_and_extent(geocoder):
    mill, hamlet = geocoder.ask("Mill of Avonlea").places
    assert (mill.id, mill.name, mill.feature, mill.country) == (
        "osm:way/4711",
        "Mill of Avonlea",
        "MUS",
        "CA",
    )
    assert (mill.lat, mill.lon, mill.precision, mill.bounds) == (46.487, -63.388, "exact", None)
    assert (hamlet.feature, hamlet.country) == ("PPL", "AU")
    (county,) = geocoder.ask("Lower Avonlea").places
    assert (county.feature, county.precision, county.bounds) == ("ADM2", "area", (-63.5, 46.1, -63.0, 46.5))


def test_the_context_goes_along_as_a_bias(geocoder, nominatim):
    geocoder.ask("Mill of Avonlea", country="CA", around=(-64, 45, -61, 47))
    (question,) = nominatim.asked
    assert question["viewbox"] == "-64.0,45.0,-61.0,47.0"
    assert "bounded" not in question
    assert (question["countrycodes"], question["accept-language"]) == ("ca", "en")


def test_the_program_names_itself(geocoder, nominatim):
    geocoder.ask("Mill of Avonlea")
    assert nominatim.agents[0].startswith("geostorymap")


def test_a_name_is_asked_only_once_even_by_the_next_run(geocoder, nominatim, tmp_path):
    first = geocoder.ask("Mill of Avonlea")
    again = Geocoder(geocoder.service, cache=tmp_path / "cache.sqlite").ask("Mill of Avonlea")
    assert again == first
    assert geocoder.ask("Nowhere").why.endswith("knows no “Nowhere”")
    assert geocoder.ask("Nowhere").places == ()
    assert [question["q"] for question in nominatim.asked] == ["Mill of Avonlea", "Nowhere"]


def test_requests_keep_a_second_apart(geocoder, watch):
    for name in ("Mill of Avonlea", "Lower Avonlea", "Nowhere"):
        geocoder.ask(name)
    assert watch.slept == pytest.approx([0.0, 1.2, 1.2])


@pytest.mark.parametrize(
    "fault",
    [
        Fault(status=500),
        Fault(status=502, body=b"<html>Bad gateway</html>"),
        Fault(status=429),
        Fault(body=b"<html>hello</html>"),
        Fault(body=b'[{"display_name": "no coordinates"}]'),
        Fault(body=b'[{"display_name": "off the earth", "lat": "123", "lon": "0"}]'),
        Fault(body=b"\xff\xfe\x00"),
    ],
    ids=["500", "502", "429", "no json", "no coordinates", "off the earth", "no text"],
)
def test_a_failure_is_tried_again_after_growing_pauses(geocoder, nominatim, watch, fault):
    nominatim.faults = [fault, fault]
    assert len(geocoder.ask("Mill of Avonlea").places) == 2
    assert [pause for pause in watch.slept if pause] == [2.0, 4.0]


def test_a_service_that_says_how_long_to_wait_is_obeyed(geocoder, nominatim, watch):
    nominatim.faults = [Fault(status=429, headers=[("Retry-After", "17")])]
    assert geocoder.ask("Mill of Avonlea").places
    assert 17.0 in watch.slept


def test_a_failure_that_lasts_is_a_reason_and_is_not_kept(geocoder, nominatim, watch):
    nominatim.faults = [Fault(status=500) for _ in range(5)]
    answer = geocoder.ask("Mill of Avonlea")
    assert answer.places == ()
    assert "failed" in answer.why
    assert sum(watch.slept) <= 40
    assert len(geocoder.ask("Mill of Avonlea").places) == 2


def test_a_question_that_is_not_understood_is_not_asked_again(geocoder, nominatim, watch):
    nominatim.faults = [Fault(status=400) for _ in range(5)]

    assert "does not understand the question" in geocoder.ask("Mill of Avonlea").why
    assert len(nominatim.faults) == 4


def test_an_empty_name_is_not_asked_for(geocoder, nominatim):
    nominatim.faults = [Fault(status=500)]

    assert geocoder.ask(" ").why == "there is no name to ask for"
    assert len(nominatim.faults) == 1


def test_a_time_out_is_a_reason(geocoder, nominatim):
    geocoder._geocoder.timeout = 0.05
    nominatim.faults = [Fault(wait=0.2) for _ in range(5)]
    assert geocoder.ask("Mill of Avonlea").why.endswith("did not answer in time")


def test_without_a_network_names_are_soon_no_longer_asked(tmp_path, watch):
    geocoder = Geocoder(
        "nominatim@http://127.0.0.1:9",  # the discard port, where nothing listens
        cache=tmp_path / "cache.sqlite",
        clock=Clock(now=watch.now, sleep=watch.sleep),
    )
    reasons = [geocoder.ask(f"Place {n}").why for n in range(5)]
    assert all("cannot be reached" in why for why in reasons[:3])
    assert all("not asked again" in why for why in reasons[3:])


@pytest.mark.parametrize("status", [401, 403])
def test_a_service_that_refuses_is_an_error(geocoder, nominatim, status):
    nominatim.faults = [Fault(status=status)]
    with pytest.raises(GeocoderError, match="refuses to answer"):
        geocoder.ask("Mill of Avonlea")


def test_an_unknown_service_is_an_error_that_names_the_known_ones():
    with pytest.raises(GeocoderError, match=r"no geocoder 'nominatum'; there are: .*nominatim"):
        connect("nominatum")


def test_a_missing_key_is_an_error_that_names_its_variable(monkeypatch):
    monkeypatch.delenv("OPENCAGE_API_KEY", raising=False)
    with pytest.raises(GeocoderError, match="set the variable OPENCAGE_API_KEY"):
        connect("opencage")
    monkeypatch.setenv("OPENCAGE_API_KEY", "x")
    assert connect("opencage").api_key == "x"


@pytest.mark.parametrize(
    "service", ["nominatim", "photon", "arcgis", "geonames", "opencage", "mapbox", "herev7"]
)
def test_each_service_is_told_what_it_understands(monkeypatch, service):
    for variable in ("GEONAMES_USERNAME", "OPENCAGE_API_KEY", "MAPBOX_API_KEY", "HEREV7_APIKEY"):
        monkeypatch.setenv(variable, "x")
    told = hints(connect(service), "CA", (-64, 45, -61, 47))
    assert told["exactly_one"] is False
    assert service == "arcgis" or len(told) > 1


def test_a_cache_that_cannot_be_used_is_an_error(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(GeocoderError, match=r"cache .* cannot be used"):
        Cache(tmp_path / "file" / "cache.sqlite")


def _write_many(arguments):
    path, number = arguments
    cache = Cache(path)
    for n in range(20):
        cache.put("s", f"{number}-{n}", [{"n": n}])
    return [cache.take_turn("s", 1.0, lambda: 1000.0) for _ in range(5)]


def test_two_processes_share_the_cache_and_the_pace(tmp_path):
    path = tmp_path / "cache.sqlite"
    Cache(path)
    with ProcessPoolExecutor(2) as pool:
        waits = [wait for some in pool.map(_write_many, [(path, 1), (path, 2)]) for wait in some]
    assert sorted(waits) == [float(n) for n in range(10)]
    db = sqlite3.connect(path)
    assert db.execute("SELECT count(*) FROM answer").fetchone() == (40,)
    db.close()


def test_at_the_server_requests_are_never_less_than_a_second_apart(nominatim, tmp_path):
    geocoder = Geocoder(f"nominatim@{nominatim.address}", cache=tmp_path / "cache.sqlite")
    for name in ("Mill of Avonlea", "Lower Avonlea", "Nowhere"):
        geocoder.ask(name)
    gaps = [later - earlier for earlier, later in pairwise(nominatim.moments)]
    assert len(gaps) == 2
    assert min(gaps) >= 1.0


@pytest.mark.parametrize("kept", ["{", "7", '["x"]', '[{"lat": 91, "lon": 0, "raw": {}}]', "[" * 5000])
def test_a_damaged_entry_of_the_cache_is_asked_for_again(geocoder, nominatim, tmp_path, kept):
    wanted = geocoder.ask("Mill of Avonlea")
    with closing(sqlite3.connect(tmp_path / "cache.sqlite")) as db:
        db.execute("UPDATE answer SET places = ?", (kept,))
        db.commit()
    assert geocoder.ask("Mill of Avonlea") == wanted
    assert len(nominatim.asked) == 2


def test_a_damaged_cache_is_begun_anew_and_that_is_said(tmp_path, caplog):
    path = tmp_path / "cache.sqlite"
    Cache(path).put("s", "q", [{"lat": 1}])
    damaged = bytearray(path.read_bytes())
    damaged[4096:5000] = b"x" * 904
    path.write_bytes(damaged)
    assert Cache(path).get("s", "q") is None
    assert "begun anew" in caplog.text


def test_a_cache_of_another_form_is_begun_anew(tmp_path):
    path = tmp_path / "cache.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE answer (other)")
    cache = Cache(path)
    cache.put("s", "q", [])
    assert cache.get("s", "q") == []


def test_a_locked_cache_is_waited_for_and_then_said_to_be_in_use(tmp_path, monkeypatch):
    monkeypatch.setattr("places.geocode.cache._PATIENCE", 0.1)
    path = tmp_path / "cache.sqlite"
    cache = Cache(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(GeocoderError, match="another program has it"):
            cache.put("s", "q", [])


def _answer(**more):
    return json.dumps([PLACES["Lower Avonlea"][0] | more]).encode()


def test_an_answer_with_half_a_letter_is_none(geocoder, nominatim):
    nominatim.faults = [Fault(body=_answer(name="\ud800"))] * 20
    assert geocoder.ask("Lower Avonlea").why == f"{geocoder.service} sent something that is no answer"


@pytest.mark.parametrize("box", [["nan", "1", "2", "3"], ["-91", "1", "2", "3"], ["1", "2", "3", "1e999"]])
def test_bounds_that_are_not_on_the_earth_are_left_out(geocoder, nominatim, box):
    nominatim.faults = [Fault(body=_answer(boundingbox=box))]
    (place,) = geocoder.ask("Lower Avonlea").places
    assert place.bounds is None


def test_a_name_that_is_no_text_is_not_taken_for_one(geocoder, nominatim):
    nominatim.faults = [Fault(body=_answer(name={"a": 1}))]
    (place,) = geocoder.ask("Lower Avonlea").places
    assert place.name == "Lower Avonlea"


def test_of_a_list_without_end_only_the_first_places_are_looked_at(geocoder, nominatim):
    many = PLACES["Lower Avonlea"][0]
    nominatim.faults = [Fault(body=json.dumps([many | {"osm_id": n} for n in range(500)]).encode())]
    assert len(geocoder.ask("Lower Avonlea").places) == LIMIT


def test_an_answer_of_many_megabytes_is_none(geocoder, nominatim):
    nominatim.faults = [Fault(body=b"[" + b" " * (MOST_BYTES + 1) + b"]")] * 20
    assert geocoder.ask("Lower Avonlea").places == ()


def test_a_redirect_to_another_host_is_not_followed(geocoder, nominatim):
    there = [("Location", f"{nominatim.address.replace('127.0.0.1', 'localhost')}/search?q=Lower+Avonlea")]
    nominatim.faults = [Fault(status=302, headers=there)] * 20
    answer = geocoder.ask("Lower Avonlea")
    assert answer.places == ()
    assert "another host" in answer.why
