"""The pictures that a piece of HTML shows."""

from html.parser import HTMLParser


def pictures_in(markup: str) -> list[str]:
    """Return the addresses of the <img> elements, in their order."""
    finder = _Finder()
    finder.feed(markup)
    return finder.found


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img" and (src := dict(attrs).get("src")):
            self.found.append(src)
