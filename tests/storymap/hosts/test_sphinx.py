"""The directive in a real Sphinx."""

from pathlib import Path

import pytest
from lxml import etree

from tests.storymap.stories import journey

application = pytest.importorskip("sphinx.application", reason="needs Sphinx")


def built(folder: Path, builder: str, document: str) -> Path:
    source, out = folder / "source", folder / "out"
    (source / "deep").mkdir(parents=True)
    journey().save(source / "deep" / "voyage.json")
    (source / "conf.py").write_text('extensions = ["storymap.hosts.sphinx"]\n', encoding="utf-8")
    (source / "index.rst").write_text("Top\n===\n\n.. toctree::\n\n   deep/page\n", encoding="utf-8")
    (source / "deep" / "page.rst").write_text(document, encoding="utf-8")
    app = application.Sphinx(source, source, out, folder / "trees", builder, status=None, freshenv=True)
    app.build()
    assert app.statuscode == 0
    return out


PAGE = "Page\n====\n\n.. storymap:: voyage.json\n   :step: 2\n"


@pytest.mark.filterwarnings("ignore")
def test_in_html_the_page_stands_in_its_element(tmp_path: Path) -> None:
    out = built(tmp_path, "html", PAGE)
    root = etree.HTML((out / "deep" / "page.html").read_text(encoding="utf-8"))

    (found,) = root.xpath("//*[local-name()='story-map']")
    assert found.get("src") == "../_storymaps/voyage.html"
    assert found.get("step") == "2"
    assert (out / "_storymaps" / "voyage.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert (out / "_storymaps" / "storymap-embed.js").is_file()


@pytest.mark.filterwarnings("ignore")
def test_in_other_formats_it_is_the_list_of_steps(tmp_path: Path) -> None:
    out = built(tmp_path, "text", PAGE)

    assert "1. Ada leaves Lisbon (Lisbon → Horta)" in (out / "deep" / "page.txt").read_text(encoding="utf-8")
