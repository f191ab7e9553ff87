"""The iframe for other people's pages."""

from html.parser import HTMLParser

from hypothesis import given

from storymap.export.embed import iframe, page_title
from tests.storymap.stories import texts


class Attributes(HTMLParser):
    """Collects the elements that a snippet makes."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))


@given(texts, texts)
def test_no_title_and_no_address_breaks_out_of_the_iframe(address: str, title: str) -> None:
    parser = Attributes()
    parser.feed(iframe(address=address, title=title))

    ((tag, attributes),) = parser.elements
    assert tag == "iframe"
    assert set(attributes) == {"src", "title", "style", "loading", "sandbox", "allow", "allowfullscreen"}


def test_the_page_may_run_scripts_but_not_act_as_its_host() -> None:
    parser = Attributes()
    parser.feed(iframe(address="https://example.org/map.html#step-2", title="Ada sails", height=500))

    attributes = parser.elements[0][1]
    assert attributes["src"] == "https://example.org/map.html#step-2"
    assert attributes["title"] == "Story map: Ada sails"
    assert "allow-scripts" in (attributes["sandbox"] or "")
    assert "allow-same-origin" not in (attributes["sandbox"] or "")
    assert "500px" in (attributes["style"] or "")


def test_a_pages_title_is_read_as_people_see_it() -> None:
    assert page_title("<html><title>\n Rome &amp; Pisa </title>") == "Rome & Pisa"
    assert page_title("<html>") == ""
