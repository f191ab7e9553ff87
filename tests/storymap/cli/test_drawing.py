"""How a page is called."""

from pathlib import Path

import pytest

from storymap.cli.drawing import page_for


@pytest.mark.parametrize(
    ("name", "page"),
    [
        ("article.txt", "article.html"),
        ("-", "story.html"),
        ("https://example.org/news/peru.html?id=3#top", "peru.html"),
        ("https://example.org/news/peru/", "peru.html"),
        ("https://example.org", "example.html"),
    ],
)
def test_a_page_is_called_as_its_input(
    name: str, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert page_for(name) == Path(page)
