"""What a notebook is given: the page in a frame, and what is left of it where frames and styles are not."""

import json

import pytest
from lxml import etree

from tests.storymap.stories import HOSTILE, journey


def test_the_bundle_has_the_page_and_the_article() -> None:
    bundle = journey()._repr_mimebundle_(include=None, exclude=None)

    assert set(bundle) == {"text/html", "text/plain"}
    assert bundle["text/plain"] == "<Story 'Ada sails': 3 events, 3 places>"
    root = etree.HTML(bundle["text/html"])
    assert "<!DOCTYPE html>" in root.xpath("//iframe/@srcdoc")[0]
    assert "allow-same-origin" not in root.xpath("//iframe/@sandbox")[0]
    assert journey()._repr_html_() == bundle["text/html"]
    json.dumps(bundle)


def test_where_frames_and_styles_are_taken_out_the_article_is_left() -> None:
    """As GitHub and an untrusted Jupyter do."""
    root = etree.HTML(journey()._repr_html_())
    etree.strip_elements(root, "iframe", "style", "svg", with_tail=False)
    words = " ".join(" ".join(root.itertext()).split())

    assert "Ada meets Rui at the Peter Café" in words
    assert "38.5382, -28.62573" in words
    assert "window" not in words


@pytest.mark.parametrize("title", HOSTILE)
def test_no_story_breaks_out_of_its_output(title: str) -> None:
    from dataclasses import replace

    story = replace(journey(), document=replace(journey().document, title=title))
    root = etree.HTML(story._repr_html_())

    assert not root.xpath("//script|//*[@onerror]|//*[@onmouseover]")
    assert len(root.xpath("//iframe")) == 1


@pytest.mark.slow
def test_a_real_notebook_runs_and_keeps_the_story() -> None:
    nbclient = pytest.importorskip("nbclient", reason="needs nbclient and ipykernel")
    nbformat = pytest.importorskip("nbformat")
    source = "import sys; sys.path.insert(0, '.')\nfrom tests.storymap.stories import journey\njourney()"
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    (output,) = notebook.cells[0].outputs

    assert output.output_type == "execute_result"
    assert "storymap-frame" in output.data["text/html"]
