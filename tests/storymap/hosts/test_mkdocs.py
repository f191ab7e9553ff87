"""The hook in a real MkDocs."""

from pathlib import Path

import pytest
from lxml import etree

from tests.storymap.stories import journey

config = pytest.importorskip("mkdocs.config", reason="needs MkDocs")


@pytest.mark.filterwarnings("ignore")
def test_a_call_on_a_line_of_its_own_becomes_the_story_map(tmp_path: Path) -> None:
    from mkdocs.commands.build import build

    docs = tmp_path / "docs"
    (docs / "deep").mkdir(parents=True)
    journey().save(docs / "deep" / "voyage.json")
    (docs / "index.md").write_text('# Top\n\nNot `{{ storymap("x.json") }}` here.\n', encoding="utf-8")
    (docs / "deep" / "page.md").write_text(
        '# Page\n\n{{ storymap("voyage.json", height=500) }}\n\nAfter *it*.\n', encoding="utf-8"
    )
    (tmp_path / "hook.py").write_text(
        "from storymap.hosts.mkdocs import on_page_markdown\n", encoding="utf-8"
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: Test\nhooks: [hook.py]\n", encoding="utf-8")
    build(config.load_config(str(tmp_path / "mkdocs.yml")))

    page = (tmp_path / "site" / "deep" / "page" / "index.html").read_text(encoding="utf-8")
    (found,) = etree.HTML(page).xpath("//*[local-name()='story-map']")
    assert found.get("src") == "../../_storymaps/voyage.html"
    assert found.get("height") == "500"
    assert "<em>it</em>" in page
    assert (tmp_path / "site" / "_storymaps" / "voyage.html").is_file()
    assert "story-map" not in (tmp_path / "site" / "index.html").read_text(encoding="utf-8").split("<p>")[1]
