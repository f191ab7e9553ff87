"""Our client against a real Nominatim, whose PostgreSQL runs on this machine and holds osm/avonlea.osm.

What a real one cannot be brought to do (429, garbage, answers that are wrong) is in test_ask.py, with a
server of our own that speaks Nominatim's format; that it does is tested here.
"""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from places.geocode.ask import Clock, Geocoder
from tests.places.geocode import nominatim as imitation

ROOT = Path(__file__).parents[3]
WORLD = Path(__file__).with_name("osm") / "avonlea.osm"
ISLAND = (-64.5, 45.9, -62.0, 47.1)
PRAIRIE = (-107.0, 49.0, -103.0, 51.5)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("nominatim_tool", ROOT / "tools" / "nominatim.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if lacking := module.missing():
        need = f"no {', no '.join(lacking)}; as root on Debian, tools/test.py installs all that"
        # Where changes are judged it must not go unnoticed that nothing was tested.
        pytest.fail(need) if os.environ.get("CI") else pytest.skip(need)
    return module


@pytest.fixture(scope="module")
def served(tool):
    with tool.serving(WORLD) as served:
        yield served


@pytest.fixture
def service(served, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return f"nominatim@{served.address}"


class Meanwhile:
    """A clock that does not wait; what is to happen before a question is asked again, happens then."""

    def __init__(self):
        self.time = 1000.0
        self.repair = None

    def now(self):
        return self.time

    def sleep(self, seconds):
        self.time += seconds
        if seconds > 1 and self.repair:  # not the pause of a second between any two questions
            self.repair()
            self.repair = None


@pytest.fixture
def clock():
    return Meanwhile()


@pytest.fixture
def geocoder(service, clock, tmp_path):
    return Geocoder(service, cache=tmp_path / "cache.sqlite", clock=Clock(now=clock.now, sleep=clock.sleep))


@pytest.mark.parametrize(
    ("name", "place", "lat", "lon", "feature"),
    [
        ("Charlottetown", "osm:node/200", 46.235, -63.13, "PPL"),
        ("Green Gables", "osm:node/204", 46.4888, -63.382, "FRM"),
        ("Bright River", "osm:node/203", 46.41, -63.45, "RSTN"),
        ("avonlea school", "osm:node/205", 46.493, -63.385, "SCH"),
        ("Mill of Avonlea, Canada", "osm:way/11", 46.487, -63.388, "MUS"),
        ("Lovers Lane", "osm:way/13", 46.4895, -63.3841, "RD"),
        ("7 Lovers Lane", "osm:node/211", 46.4894, -63.3832, "BLDG"),
        ("Silverbrook", "osm:way/12", 46.483, -63.395, "STM"),
        ("Lake of Shining Waters", "osm:way/10", 46.4955, -63.375, "LK"),
    ],
)
def test_what_is_in_the_file_is_found_where_the_file_has_it(geocoder, name, place, lat, lon, feature):
    (found,) = geocoder.ask(name).places
    assert (found.id, found.country) == (place, "CA")
    assert (found.lat, found.lon) == pytest.approx((lat, lon), abs=0.0005)
    assert found.feature == feature


@pytest.mark.parametrize(
    ("name", "place", "feature", "bounds"),
    [
        ("Canada", "osm:relation/1", "PCLI", (-141.0, 42.0, -52.6, 74.0)),
        ("Prince Edward Island", "osm:relation/2", "ADM1", (-64.42, 45.95, -61.97, 47.07)),
        ("Lower Avonlea", "osm:relation/3", "ADM2", (-63.5, 46.1, -63.0, 46.5)),
    ],
)
def test_a_country_a_province_and_a_county_are_areas_with_their_extent(
    geocoder, name, place, feature, bounds
):
    (found,) = geocoder.ask(name).places
    assert (found.id, found.feature, found.precision, found.bounds) == (place, feature, "area", bounds)
    west, south, east, north = bounds
    assert west < found.lon < east
    assert south < found.lat < north


@pytest.mark.parametrize(
    "name", ["Nowhere", "Green Gables farm", "a'; DROP TABLE placex; --", "?", "é" * 300]
)
def test_what_is_not_in_the_file_is_not_found(geocoder, name):
    assert geocoder.ask(name).why.endswith(f"knows no “{name}”")


def test_of_namesakes_the_one_near_the_rest_of_the_text_comes_first(geocoder):
    assert {place.id for place in geocoder.ask("Avonlea").places} >= {"osm:node/201", "osm:node/220"}
    assert geocoder.ask("Avonlea", around=ISLAND).places[0].id == "osm:node/201"
    assert geocoder.ask("Avonlea", around=PRAIRIE).places[0].id == "osm:node/220"


def test_what_is_only_elsewhere_is_found_all_the_same(geocoder):
    (found,) = geocoder.ask("Green Gables", around=PRAIRIE).places
    assert found.id == "osm:node/204"


def test_a_country_that_is_asked_for_excludes_all_others(geocoder):
    assert {place.country for place in geocoder.ask("Carmody").places} == {"CA", "AU"}
    assert [place.id for place in geocoder.ask("Carmody", country="AU").places] == ["osm:node/221"]
    assert geocoder.ask("Green Gables", country="AU").places == ()


def test_a_house_is_called_by_its_number_and_street(geocoder):
    (house,) = geocoder.ask("7 Lovers Lane").places
    assert house.name == "7 Lovers Lane"


def test_a_name_in_another_script_is_found_and_told_in_english(geocoder):
    (found,) = geocoder.ask("Зелёные Крыши").places
    assert (found.id, found.name, found.country) == ("osm:node/223", "Zelyonye Kryshi", "RU")


def test_while_the_database_is_down_there_is_a_reason_and_later_an_answer(geocoder, tool, served):
    tool.stop_database(served.folder)
    try:
        assert "HTTP Error 500" in geocoder.ask("Avonlea").why
    finally:
        tool.start_database(served.folder)
    assert geocoder.ask("Avonlea").places


def test_a_service_that_hangs_is_asked_again_and_answers_when_it_has_recovered(geocoder, clock, served):
    geocoder._geocoder.timeout = 2.0
    clock.repair = lambda: served.server.send_signal(signal.SIGCONT)
    served.server.send_signal(signal.SIGSTOP)
    try:
        assert geocoder.ask("Green Gables").places[0].id == "osm:node/204"
    finally:
        served.server.send_signal(signal.SIGCONT)
    assert clock.repair is None  # it was asked in vain before


def test_a_run_that_was_stopped_goes_on_from_the_cache(geocoder, service, served, clock, tmp_path):
    before = geocoder.ask("Carmody", around=ISLAND)
    later = Geocoder(service, cache=tmp_path / "cache.sqlite", clock=Clock(now=clock.now, sleep=clock.sleep))
    later._geocoder.timeout = 0.1
    served.server.send_signal(signal.SIGSTOP)
    try:
        assert later.ask("Carmody", around=ISLAND) == before
        assert later.ask("Bright River").why.endswith("did not answer in time")
    finally:
        served.server.send_signal(signal.SIGCONT)


def test_the_server_of_the_fault_tests_answers_as_the_real_one(geocoder, clock, tmp_path):
    def told(places):
        return {(p.name, p.feature, p.country, p.precision, p.bounds) for p in places}

    with imitation.serving() as state:
        imitator = Geocoder(
            f"nominatim@{state.address}",
            cache=tmp_path / "imitated.sqlite",
            clock=Clock(now=clock.now, sleep=clock.sleep),
        )
        for name in imitation.PLACES:
            assert told(imitator.ask(name).places) == told(geocoder.ask(name).places)


@pytest.mark.parametrize("name", imitation.PLACES)
def test_the_server_of_the_fault_tests_has_members_of_the_same_names_and_types(geocoder, name):
    real = {answer["addresstype"]: answer for answer in _raw(geocoder, name)}
    for imitated in imitation.PLACES[name]:
        answer = real[imitated["addresstype"]]
        assert {key: type(value) for key, value in imitated.items()}.items() <= {
            key: type(value) for key, value in answer.items()
        }.items()
        assert imitated["address"].keys() <= answer["address"].keys()
        for key in ("osm_type", "class", "type", "place_rank", "name"):
            assert imitated[key] == answer[key]


def _raw(geocoder, name):
    return [one.raw for one in geocoder._geocoder.geocode(name, exactly_one=False, addressdetails=True)]


LETTER = """A letter from the island

The doctor came from Charlottetown by train as far as Bright River. Anne had left Prince Edward Island in May
and returned to Avonlea in June 1908.
"""


def test_a_text_is_read_with_what_only_the_service_knows(service, tmp_path):
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    command = [sys.executable, "-m", "storymap", "story", "letter.txt", "-o", "letter.json"]
    done = subprocess.run(
        [*command, "--geocoder", service],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    story = json.loads((tmp_path / "letter.json").read_text(encoding="utf-8"))
    found = {place["name"]: place["id"] for place in story["places"]}
    assert (found["Bright River"], found["Avonlea"]) == ("osm:node/203", "osm:node/201")
    assert found["Charlottetown"].startswith("geonames:")  # which nobody had to be asked for


def test_a_file_that_is_no_map_is_an_error_and_leaves_nothing_behind(tool, tmp_path, monkeypatch):
    made = []
    make = tempfile.mkdtemp
    monkeypatch.setattr(tool.tempfile, "mkdtemp", lambda prefix: made.append(make(prefix=prefix)) or made[0])
    (tmp_path / "letter.osm").write_text(LETTER, encoding="utf-8")
    failure = pytest.raises(RuntimeError, match=r"import .*letter\.osm.* failed with status")
    with failure, tool.serving(tmp_path / "letter.osm"):
        pytest.fail("it was served")
    assert [Path(folder).exists() for folder in made] == [False]
