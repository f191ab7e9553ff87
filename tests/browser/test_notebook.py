"""What a notebook shows of a story: the page in its frame, or the article where there are no frames."""

from pathlib import Path

import nbclient
import nbformat
import pytest
from lxml import etree
from playwright.sync_api import expect

CELL = "import sys; sys.path.insert(0, {root!r})\nfrom tests.storymap.stories import journey\njourney()"


@pytest.fixture(scope="module")
def output() -> str:
    """Return the HTML that a real notebook has kept of a story."""
    root = str(Path(__file__).parents[2])
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL.format(root=root))])
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3").execute()
    return str(notebook.cells[0].outputs[0].data["text/html"])


def cell(folder: Path, html: str) -> Path:
    path = folder / "host.html"
    path.write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>Notebook</title><div class="output">{html}</div>',
        encoding="utf-8",
    )
    return path


def test_the_page_works_in_the_output_of_a_cell(reader, output, tmp_path):
    tab = reader.open(cell(tmp_path, output))
    frame = tab.frame_locator("iframe")
    expect(frame.locator(".step")).to_have_count(3)
    frame.get_by_role("button", name="Begin").click()

    expect(frame.locator(".step[aria-current=step]")).to_have_id("step-1")
    expect(tab.locator(".storymap-still")).to_be_hidden()


def test_where_frames_and_styles_are_taken_out_the_article_is_read(reader, output, tmp_path):
    """As GitHub shows a notebook, and Jupyter one that it does not trust."""
    root = etree.HTML(output)
    etree.strip_elements(root, "iframe", "style", "svg", with_tail=False)
    left = etree.tostring(root.find("body"), encoding="unicode", method="html")
    tab = reader.open(cell(tmp_path, left))

    expect(tab.get_by_role("heading", level=1)).to_have_text("Ada sails")
    expect(tab.locator(".steps > li")).to_have_count(3)
    expect(tab.locator(".places")).to_contain_text("38.5382, -28.62573")
    assert len(tab.frames) == 1
