"""Text of a story is only ever text, whatever is in it."""

import pytest
from playwright.sync_api import expect

from places.model import Candidate, Document, Mention, Place
from storymap.model import (
    Event,
    OffMap,
    PlaceMention,
    Route,
    Span,
    Story,
    StoryPlace,
    Unplaced,
    When,
    Where,
    Who,
)
from storymap.page import page

EVIL = (
    "</script><script>globalThis.pwned=1</script>",
    "<img src=x onerror=globalThis.pwned=1>",
    "${globalThis.pwned=1}`${globalThis.pwned=1}`",
    "{{ 7*7 }}{% raw %}",
    "\"'><svg onload=globalThis.pwned=1>",
    "<!-- --><style>*{display:none}</style>",
    "javascript:globalThis.pwned=1",
    "\\u003cb\\u003e C:\\path\\2019 \u2028\u2029 \x00\x07\x1b[31m \u202eright to left",
)


def hostile_story():
    line = " ".join(EVIL)
    text = "\n".join([line, *EVIL])
    span = Span(start=0, end=len(line), text=line)
    place = Place(
        id=f"x:{EVIL[0]}", name=line, lat=1.0, lon=2.0, feature="PPL", country="<b", admin=(EVIL[1],)
    )
    other = Place(id="x:2", name=EVIL[4], lat=3.0, lon=4.0, feature=EVIL[0], country="")
    mention = PlaceMention(mention=Mention(start=0, end=len(line), text=line, kind="toponym"), confidence=0.4)
    where = (Where(place=place), Where(place=other, confidence=0.1))
    event = Event(
        id=EVIL[0],
        title=EVIL[0],
        quote=span,
        where=where,
        who=(Who(name=EVIL[1]),),
        source=EVIL[2],
        part=EVIL[3],
        when=When(mention=Span(start=0, end=1, text=EVIL[4])),
        narrative=1,
    )
    return Story(
        document=Document(text=text, title=line, author=EVIL[1], source=EVIL[6], language='en"><script>'),
        places=(
            StoryPlace(place=place, mentions=(mention,), candidates=(Candidate(place=other, score=0.5),)),
        ),
        events=(event,),
        unplaced=(Unplaced(span=Span(start=0, end=len(line), text=line), why=EVIL[1]),),
        off_map=(OffMap(quote=span, why=EVIL[0]),),
        routes=(Route(id="r", name=EVIL[1], events=(EVIL[0],)),),
    )


@pytest.fixture(scope="module")
def hostile_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / "hostile.html"
    path.write_text(page(hostile_story()), encoding="utf-8")
    return path


def test_hostile_text_is_shown_as_text(reader, hostile_file):
    tab = reader.open(hostile_file)
    tab.locator(".pin").first.click()
    tab.get_by_role("tab", name="Text").click()

    expect(tab.locator("h1")).to_contain_text("</script><script>globalThis.pwned=1</script>")
    expect(tab.locator(".popup").first).to_contain_text("${globalThis.pwned=1}`${globalThis.pwned=1}`")
    expect(tab.locator(".source-text")).to_contain_text("{{ 7*7 }}{% raw %}")
    expect(tab.locator(".source-text")).to_contain_text("␀␇␛[31m")
    assert tab.evaluate("globalThis.pwned") is None
    # The page has one picture of its own, the empty one of the light box.
    assert tab.locator("img[src], img[onerror], main svg[onload]").count() == 0


def test_hostile_text_is_text_without_scripts_too(reader, hostile_file):
    tab = reader.open(hostile_file, java_script_enabled=False)

    expect(tab.locator(".step h3")).to_have_text("</script><script>globalThis.pwned=1</script>")
    assert tab.locator("img").count() == 0


def test_the_policy_lets_no_script_but_the_pages_own_run(story_tab, reader):
    story_tab.evaluate(
        "document.body.append(Object.assign(document.createElement('script'),"
        " {textContent: 'globalThis.pwned = 1'}))"
    )

    assert story_tab.evaluate("globalThis.pwned") is None
    assert len(reader.complaints) == 1
    assert "Content Security Policy" in reader.complaints.pop()
