"""Small inputs that stand for kinds of faults in events and headlines, from raw text.

The file of the cases is not part of the project: without it the test is skipped. ``EXPECTED`` has, by case,
what must be told and, behind "no", what must not: words of a headline, then "@" and a place with its role, or
only its name ("nowhere": the event is not drawn), then "=" and a date. A case is right if all of it holds.
Those that are wrong still are named in ``KNOWN``; at most a twentieth.
"""

import json
from datetime import date
from pathlib import Path

import pytest

import storymap
from storymap.model import Event, Story

CASES = Path(__file__).parents[3] / "shared" / "cases" / "reading.jsonl"
SHARE = 0.95

EXPECTED: dict[str, tuple[str, ...]] = {
    "K02-1": ("no reached",),
    "K02-2": ("no crashed",),
    "K02-4": ("no Vienna", "no born"),
    "K02-5": ("She barely escaped from Riga @ Riga", "no left Oslo"),
    "K04-1": ("Anna Brandt was born in Lima, Ohio @ Lima = 1921", "no served @ Lima"),
    "K04-2": ("They cheered the victory in Trafalgar Square", "no married @ Trafalgar Square"),
    "K04-5": ("was born in Perth", "no sold @ Perth", "no split @ Perth"),
    "K05-1": ("reached Walvis Bay", "no George Marsh reached"),
    "K05-2": ("flew west over the Atlantic", "no Bessie Cole flew"),
    "K05-4": ("Our hosts worked hard in Punta Arenas", "no Reed had come", "no Reed came"),
    "K08-1": ("The Steam Boat Thorn took us in tow off Montauk",),
    "K08-2": ("left Liverpool @ Liverpool:from = 1852-06", "no @ United States"),
    "K08-4": ("@ Brooklyn = 1915", "@ Tokyo Bay = 1945", "no @ Arizona", "no @ Missouri"),
    "K08-5": ("@ Southampton", "no @ Copenhagen"),
    "K12-1": ("A falsely accused farmer was arrested", "An unarmed and seriously wounded man was carried"),
    "K12-2": ("The flood hit a badly built dam near Memphis",),
    "K12-4": ("The ex-king landed", "A well-known judge was shot in Aix-en-Provence"),
    "K13-1": ("to thank the President of Uruguay @ Montevideo:to",),
    "K13-2": ("no We received in Punta Arenas",),
    "K13-4": ("took us in tow off Montauk",),
    "K13-5": ("Leeds beat Chelsea 2-1 at Elland Road",),
    "K14-1": ("We travelled by train to Rotterdam @ Rotterdam:to",),
    "K14-2": ("marched to billets at Beauval @ Beauval",),
    "K14-4": ("Heff and 2nd Lieut. Thomas were appointed",),
    "K14-5": ("The telescope was erected at Melbourne @ Melbourne",),
    "K15-1": ("by boat to Harwich @ Harwich:to",),
    "K15-2": ("@ Hamburg:to = 1850", "@ Kinsale = 1851"),
    "K16-1": ("The battalion reached No 2 Camp at Le Havre @ Le Havre = 1915-03-10",),
    "K18-1": ("We bought bread @ Fruita",),
    "K18-2": ("no Details",),
    "K18-4": ("no nationalities",),
    "K19-2": ("@ Saint Petersburg", "abdicated at Pskov @ Pskov", "no Petrograd @ Pskov"),
    "K22-1": ("Ada Bell left Hull for Oslo", "no [", "died in Trondheim = 1940"),
    "K22-2": ("no _", "no .--", "@ Munich:from"),
    "K23-1": ("@ Joplin = 1930", "no taught @ Joplin"),
    "K23-2": ("She met him at the Brooklyn Navy Yard", "no @ New York City"),
    "merge-1": ("wall fell in Leeds", "bus crashed in Leeds"),
    "merge-2": ("Ann was born in Leeds", "Bob was born in Leeds"),
    "merge-4": ("mill opened", "school opened", "church opened"),
    "merge-5": ("stormed the Bastille", "king hunted in Paris @ Paris"),
    "merge-7": ("bomb went off", "second bomb killed six people"),
    "merge-news-1": ("A man was shot", "A woman was stabbed", "A shop burned down"),
    "hypo-1": ("no bridge",),
    "hypo-2": ("no dam",),
    "hypo-4": ("no burned",),
    "hypo-5": ("no Lima",),
    "hypo-7": ("no Lima",),
    "hypo-news-1": ("no banner",),
    "lead-1": ("seventy cars slid off the road",),
    "lead-2": ("nine cows died",),
    "lead-4": ("twelve lorries burned",),
    "lead-5": ("a bridge fell",),
    "leg-1": ("@ Oslo:to = 1998", "@ Lima:to = 1999"),
    "leg-2": ("@ Tijuana:to = 2009", "@ Ciudad Juárez:to = 2010"),
    "leg-4": ("@ Vladivostok:to", "@ Nagasaki:to"),
    "leg-5": ("@ Omsk:to", "@ Nagasaki:to", "@ Manila:to"),
    "vanish-1": ("@ Leeds = 1802",),
    "title-upper-2": ("@ St. Louis = 1921-05-03",),
    "title-small-1": ("from Sant Cugat del Vallés to Ventalló",),
    "title-small-2": ("we came to Nancy",),
}
# K04-2: "They married" is put where they had cheered. K14-4: the parse ends the sentence at "Lieut."; K14-2:
# it takes the orders for what marched.
KNOWN = {"K04-2", "K14-2", "K14-4"}


def cases() -> dict[str, dict[str, str]]:
    rows = map(json.loads, CASES.read_text(encoding="utf-8").splitlines())
    return {row["id"]: row for row in rows}


def told(case: dict[str, str]) -> Story:
    published = date.fromisoformat(case["date"]) if case["date"] else None
    return storymap.from_text(case["text"], published=published, language="en")


def is_told(wanted: str, story: Story) -> bool:
    return any(fits(wanted, event) for event in story.events if event.status == "asserted")


def fits(wanted: str, event: Event) -> bool:
    """Tell whether an event has the words, the place and the date."""
    rest, _, day = wanted.partition(" = ")
    words, _, spot = rest.partition("@ ")
    name, _, role = spot.strip().partition(":")
    there = not name or any(w.place.name == name and role in ("", w.role) for w in event.where)
    return words.strip() in event.title and there and day in ("", event.when.edtf)


def is_right(expected: tuple[str, ...], story: Story) -> bool:
    return all(is_told(one.removeprefix("no "), story) != one.startswith("no ") for one in expected)


@pytest.mark.skipif(not CASES.is_file(), reason="needs ../shared/cases/reading.jsonl")
def test_the_events_of_the_cases_are_told() -> None:
    rows = cases()
    wrong = {name for name, expected in EXPECTED.items() if not is_right(expected, told(rows[name]))}

    assert wrong <= KNOWN
    assert 1 - len(wrong) / len(EXPECTED) >= SHARE
