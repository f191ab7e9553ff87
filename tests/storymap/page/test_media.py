"""Pictures and recordings in the page: words for all of them, no host that nobody asked for."""

import re
from dataclasses import replace

from storymap.model import Media, Selector, Story, Stretch
from storymap.page import page
from tests.storymap.stories import journey

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
SOUND = "data:audio/mpeg;base64,SUQz"


def illustrated(*media: Media, cover: tuple[Media, ...] = ()) -> Story:
    story = journey()
    first, *rest = story.events
    return replace(story, events=(replace(first, media=media), *rest), media=cover)


def test_a_picture_stands_in_its_step_with_its_words() -> None:
    html = page(
        illustrated(Media(src=PIXEL, alt="A quay", caption="The quay & I", credit="Rui", licence="CC0"))
    )

    step = re.search(r'id="step-1".*?</li>', html, re.DOTALL)
    assert step is not None
    assert f'<img src="{PIXEL}" alt="A quay"' in step[0]
    assert "The quay &amp; I" in step[0]
    assert "Rui · CC0" in step[0]
    assert html.count(PIXEL) == 1


def test_a_caption_stands_for_words_that_are_missing() -> None:
    assert 'alt="The quay"' in page(illustrated(Media(src=PIXEL, caption="The quay")))


def test_the_first_picture_of_the_story_is_its_cover() -> None:
    html = page(illustrated(cover=(Media(src=SOUND, kind="audio", alt="Ada"), Media(src=PIXEL, alt="Cover"))))
    opening = html[html.index('id="opening"') : html.index('id="views"')]

    assert opening.index('alt="Cover"') < opening.index('<audio class="recording"')


def test_what_is_only_linked_is_shown_only_if_asked_for() -> None:
    story = illustrated(Media(src="https://pictures.example/a.jpg", alt="A quay"))

    assert "pictures.example" not in page(story)
    html = page(story, link_media=True)
    assert 'src="https://pictures.example/a.jpg"' in html
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy is not None
    assert "img-src data: https://pictures.example;" in policy[1]
    assert "media-src data: https://pictures.example;" in policy[1]


def test_addresses_that_are_no_pictures_stay_out() -> None:
    for src in ("javascript:alert(1)", "picture.jpg", "http://pictures.example/a.jpg", "https://a;b/c.jpg"):
        assert src not in page(illustrated(Media(src=src, alt="x")), link_media=True)


def test_a_quotation_of_a_recording_says_its_second() -> None:
    story = replace(journey(), origin=(Stretch(start=0, end=40, at=Selector(second=751.0)),))
    assert '<p class="original" data-second="751.0"><span dir="auto">12:31</span></p>' in page(story)
