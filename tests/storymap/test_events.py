"""Sentences and what they tell: each rule of storymap.events by an example."""

from datetime import date

import pytest

from places.model import Document, Located, Mention
from storymap.model import Event, Story
from storymap.story import tell
from tests.storymap.gazette import located, place

WORLD = {
    "Rome": place("Rome", 41.9, 12.5, "PPLC", "IT"),
    "Pompeii": place("Pompeii", 40.75, 14.5, "PPL", "IT"),
    "Naples": place("Naples", 40.85, 14.27, "PPLA", "IT"),
    "Bari": place("Bari", 41.1, 16.87, "PPLA", "IT"),
    "Corfu": place("Corfu", 39.62, 19.92, "PPL", "GR"),
    "Lida": place("Lida", 53.9, 25.3, "PPL", "BY"),
    "Minsk": place("Minsk", 53.9, 27.57, "PPLC", "BY"),
    "Vienna": place("Vienna", 48.2, 16.37, "PPLC", "AT"),
    "Buda": place("Buda", 47.5, 19.03, "PPL", "HU"),
    "Linz": place("Linz", 48.3, 14.29, "PPLA", "AT"),
    "Austria": place("Austria", 47.3, 13.3, "PCLI", "AT"),
    "London": place("London", 51.5, -0.12, "PPLC", "GB"),
    "Leeds": place("Leeds", 53.8, -1.55, "PPL", "GB"),
    "York": place("York", 53.96, -1.08, "PPL", "GB"),
    "Moscow": place("Moscow", 55.75, 37.62, "PPLC", "RU"),
    "Russia": place("Russia", 60, 100, "PCLI", "RU"),
    "Town Hall": place("Town Hall", 53.8, -1.55, "BLDG", "GB"),
    "Danube": place("Danube", 45.2, 29.7, "STM"),
}


def story(text: str, *, published: date | None = None) -> Story:
    return tell(Document(text=text, published=published), located(text, WORLD))


def only(text: str, *, published: date | None = None) -> Event:
    events = story(text, published=published).events
    assert len(events) == 1, [e.title for e in events]
    return events[0]


def where(event: Event) -> dict[str, str]:
    return {w.place.name: w.role for w in event.where}


def test_a_journey_has_its_ends_and_what_lies_between() -> None:
    first, second = story("He left Rome for Pompeii and travelled from Naples via Bari to Corfu.").events
    assert (first.kind, where(first)) == ("movement", {"Rome": "from", "Pompeii": "to"})
    assert (second.kind, where(second)) == ("movement", {"Naples": "from", "Bari": "via", "Corfu": "to"})


def test_a_traveller_s_movements_make_a_route() -> None:
    told = story("Anna Berg left Rome for Naples in 1901. She sailed to Corfu in 1902.")
    assert [(r.name, r.events) for r in told.routes] == [("Anna Berg", ("e1", "e2"))]


def test_coordinated_verbs_are_events_of_their_own() -> None:
    first, second = story("The army took Lida on 3 May 1920 and reached Minsk on 9 July 1920.").events
    assert (first.when.edtf, second.when.edtf) == ("1920-05-03", "1920-07-09")
    assert second.title == "The army reached Minsk"


def test_one_verb_may_tell_two_events() -> None:
    first, second = story("The army took Lida on 3 May 1920 and Minsk on 9 July 1920.").events
    assert (where(first), first.when.edtf) == ({"Lida": "at"}, "1920-05-03")
    assert (where(second), second.when.edtf) == ({"Minsk": "at"}, "1920-07-09")
    assert "Minsk" in second.title
    assert "Lida" not in second.title


def test_each_leg_of_a_journey_has_its_own_year() -> None:
    first, second = story("In 1820 she moved to Rome, and in 1822 to Vienna.").events
    assert (where(first), first.when.edtf) == ({"Rome": "to"}, "1820")
    assert (where(second), second.when.edtf) == ({"Vienna": "to"}, "1822")


def test_a_participle_lends_its_date_and_keeps_its_place() -> None:
    first, second = story("Visiting London in March 1890, Grieg gave concerts in Leeds and York.").events
    assert where(first) == {"London": "to"}
    assert where(second) == {"Leeds": "at", "York": "at"}
    assert (second.when.edtf, second.when.basis) == ("1890-03", "carried")
    assert first.title == "Grieg visited London"


def test_a_participle_behind_is_an_event_too() -> None:
    first, second = story("The army advanced from Lida in 1920, reaching the outskirts of Minsk.").events
    assert where(first) == {"Lida": "from"}
    assert where(second) == {"Minsk": "to"}


def test_what_is_taken_is_where_it_happened() -> None:
    event = only("Vienna was occupied by French troops in November 1805.")
    assert where(event) == {"Vienna": "at"}
    assert event.where[0].basis == "patient"


def test_a_purpose_lends_its_place_and_time() -> None:
    event = only("Some 900 men died in the battles to liberate Minsk in 1944.")
    assert (where(event), event.when.edtf) == ({"Minsk": "at"}, "1944")


def test_capitals_that_act_are_marked_as_standing_for_others() -> None:
    event = only("In 1955 Vienna and Moscow established diplomatic ties.")
    assert {w.basis for w in event.where} == {"metonym"}


def test_a_capital_that_acts_somewhere_is_not_the_place() -> None:
    assert where(only("Moscow signed the treaty in Vienna in 1955.")) == {"Vienna": "at"}


def test_the_narrower_of_two_places_is_the_place() -> None:
    assert where(only("The fire broke out in Linz, Austria, in 1800.")) == {"Linz": "at"}


def test_a_river_beside_a_town_is_no_second_place() -> None:
    assert where(only("The king died at Linz on the Danube in 1493.")) == {"Linz": "at"}


@pytest.mark.parametrize(
    "text",
    [
        "The ambassador to Russia spoke in London in 1990.",
        "The king of Austria died in London in 1740.",
        "Moscow's envoy arrived in London in 1700.",
    ],
)
def test_places_in_titles_are_no_places_of_the_event(text: str) -> None:
    assert set(where(only(text))) == {"London"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The army never reached Vienna.", "negated"),
        ("No one was hurt in Vienna.", "negated"),
        ("The king refused to leave Vienna.", "negated"),
        ("The queen will visit Vienna in May.", "future"),
        ("A meeting will be held in Vienna next week.", "future"),
        ("They might have taken Vienna in a week.", "hypothetical"),
        ("He hoped to reach Vienna.", "hypothetical"),
        ("If the bridge falls, the army will lose Vienna.", "future"),
        ("He usually spent the winter in Vienna.", "habitual"),
        ("Every year she went to Vienna.", "habitual"),
    ],
)
def test_what_did_not_happen_once_stays_off_the_map_with_the_reason(text: str, why: str) -> None:
    told = story(text)
    assert told.events == ()
    assert why in {o.why for o in told.off_map}


def test_an_event_without_a_place_is_listed_without_one() -> None:
    event = only("The king signed the decree in 1781.")
    assert (event.where, event.when.edtf) == ((), "1781")


def test_a_report_is_the_source_and_no_event() -> None:
    event = only(
        "A bridge collapsed in Linz on Monday, the Evening Post reported.", published=date(2021, 3, 3)
    )
    assert (event.source, event.when.edtf) == ("Evening Post", "2021-03-01")
    assert event.title == "A bridge collapsed in Linz"


def test_according_to_names_the_source() -> None:
    event = only("Two people were injured in Linz in 2003, according to the Interior Ministry.")
    assert event.source == "Interior Ministry"


def test_a_dated_report_is_kept_off_the_map() -> None:
    told = story("The agency reported on 3 May 2004 that a mill had burned down in Leeds.")
    assert [e.title for e in told.events] == ["A mill had burned down in Leeds"]
    assert "report" in {o.why for o in told.off_map}


def test_a_state_at_a_place_is_a_note_without_a_date() -> None:
    event = only("There are nine old mills in York.")
    assert (event.kind, event.when.known, event.main) == ("state", False, False)


def test_there_is_where_the_story_was() -> None:
    events = story("In 1820 Shelley moved to Pompeii. He died there in 1822.").events
    assert where(events[1]) == {"Pompeii": "at"}
    assert (events[1].where[0].basis, events[1].when.basis) == ("carried", "stated")
    assert events[1].title == "Shelley died there"  # its own words: a carried place is in no headline


def test_the_city_is_the_one_named_last() -> None:
    events = story("The Swedes marched on Linz in 1647. On 4 May 1648 they stormed the city.").events
    assert where(events[1]) == {"Linz": "at"}


def test_the_scene_of_a_fire_is_where_it_burned() -> None:
    text = (
        "A fire broke out at the Town Hall on Monday.\n\nCrews drove from York. "
        "The mayor visited the scene on Tuesday."
    )
    events = story(text, published=date(2021, 3, 3)).events
    assert set(where(events[-1])) == {"Town Hall"}


def test_after_the_ceremony_is_the_same_place_and_day() -> None:
    text = (
        "A ceremony took place at the Town Hall on Tuesday.\n\n"
        "After the ceremony, the mayor and the bishop held a conversation."
    )
    events = story(text, published=date(2021, 3, 3)).events
    assert (where(events[1]), events[1].when.edtf) == ({"Town Hall": "at"}, "2021-03-02")
    assert {events[1].when.basis, events[1].where[0].basis} == {"carried"}


def test_when_takes_the_date_before_it() -> None:
    told = story("Relations have been close since 1955, when Vienna and Moscow signed a treaty.")
    assert told.events[-1].when.edtf in ("1955", "1955/..")


def test_a_caption_and_the_paragraph_below_tell_one_event() -> None:
    text = (
        "The mayor (L) hands the medal to Anna Berg at the Town Hall, May 5, 2020. /AP\n"
        "The medal was handed to Anna Berg by the mayor at the Town Hall on Tuesday."
    )
    event = only(text, published=date(2020, 5, 6))
    assert len(event.mentions) == 1
    assert event.quote.text.startswith("The medal was handed")


def test_furniture_of_a_page_tells_nothing() -> None:
    text = "By Anna Berg\n\nRead more:\nFire destroys mill in Leeds\nFlood hits York"
    assert story(text).events == ()


def test_letters_count_days_from_their_heads() -> None:
    text = (
        "ROME, March 2d, 1894.\n\nOn Tuesday we drove to Pompeii.\n\n"
        "NAPLES, March 12th.\n\nYesterday we sailed to Corfu."
    )
    assert [e.when.edtf for e in story(text).events] == ["1894-02-27", "1894-03-11"]


def test_people_are_named_in_full() -> None:
    events = story("Johanna Lindqvist was born in York in 1801. Lindqvist moved to Leeds in 1820.").events
    assert events[1].title == "Johanna Lindqvist moved to Leeds"
    assert [w.name for w in events[1].who] == ["Johanna Lindqvist"]


def test_pronouns_become_names() -> None:
    events = story("Johanna Lindqvist was born in York in 1801. In 1820 she moved to Leeds.").events
    assert events[1].title == "Johanna Lindqvist moved to Leeds"


def test_those_who_act_and_those_who_undergo_are_told_apart() -> None:
    event = only("The police arrested Johanna Lindqvist in Leeds in 1819.")
    assert {w.name: w.role for w in event.who} == {"police": "actor", "Johanna Lindqvist": "patient"}


def test_order_in_time_goes_by_the_end_of_what_is_vague_and_the_start_of_what_lasts() -> None:
    text = (
        "The leaders met in Vienna in April 2019. Anna left Rome on 23 April 2019. "
        "York was occupied by rebels from 1910 to 1945. A mill burned down in Leeds in 1940."
    )
    told = {e.where[0].place.name: e.chronological for e in story(text).events}
    assert told == {"York": 1, "Leeds": 2, "Rome": 3, "Vienna": 4}


def test_peoples_are_no_places_and_unknown_names_are_listed() -> None:
    text = "The ship reached Oz in 1900."
    told = tell(Document(text=text), located(text, {"Oz": None}))
    assert (told.places, [u.span.text for u in told.unplaced]) == ((), ["Oz"])


def test_the_same_text_tells_the_same_story() -> None:
    text = "He left Rome for Naples in 1901. There he met Anna Berg."
    assert story(text) == story(text)


def test_an_eventful_noun_with_place_and_date_is_an_event() -> None:
    events = story("After the siege of Vienna in 1529 the army withdrew to Buda.").events
    assert [(where(e), e.when.edtf) for e in events] == [
        ({"Vienna": "at"}, "1529"),
        ({"Buda": "to"}, "1529"),
    ]


def test_years_in_brackets_go_with_the_places_before_them() -> None:
    events = story("He built organs in Linz (1964), York (1970) and Leeds (1977).").events
    assert [(where(e), e.when.edtf) for e in events] == [
        ({"Linz": "at"}, "1964"),
        ({"York": "at"}, "1970"),
        ({"Leeds": "at"}, "1977"),
    ]


def test_a_plan_to_go_somewhere_is_no_journey() -> None:
    told = story("A plan to visit Vienna in 1920 came to nothing.")
    assert not [e for e in told.events if e.kind == "movement"]


def test_where_no_cut_is_safe_the_headline_is_the_sentence() -> None:
    text = (
        "The long-serving secretary of the international commission for the navigation and the regulation "
        "of the rivers and canals of the eastern provinces finally opened the enormous new congress building "
        "in Linz."
    )
    assert only(text).title == text.rstrip(".")


def test_a_long_headline_is_cut_behind_a_phrase() -> None:
    text = (
        "The engineers opened the bridge in Linz with a long procession of children from all the schools of "
        "the town and of the villages around it."
    )
    title = only(text).title
    assert len(title) <= 90
    assert title.startswith("The engineers opened the bridge in Linz with a long procession")


def test_letters_without_a_year_do_not_go_back_in_time() -> None:
    text = (
        "ROME, December 30th, 1894.\n\nToday we left Naples.\n\n"
        "NAPLES, January 2d.\n\nYesterday we sailed to Corfu."
    )
    assert [e.when.edtf for e in story(text).events] == ["1894-12-30", "1895-01-01"]


@pytest.mark.parametrize(
    "text", ["", "\n\n\n", "Rome", "…", "1905", "Rome. Rome! Rome?", "(L) /AP", "By\nBy\nBy"]
)
def test_texts_that_tell_nothing_tell_no_event(text: str) -> None:
    assert story(text).events == ()


def test_a_landmark_that_nobody_knows_is_in_the_town_of_the_story() -> None:
    text = (
        "A fire broke out in Leeds on Monday.\n\nForty people were brought to the Corn Exchange on Tuesday."
    )
    start = text.index("Corn Exchange")
    mention = Mention(start=start, end=start + 13, text="Corn Exchange", kind="landmark")
    given = (*located(text, WORLD), Located(mention=mention, why="no gazetteer knows it"))
    told = tell(Document(text=text, published=date(2021, 3, 3)), given)
    assert (where(told.events[1]), told.events[1].where[0].basis) == ({"Leeds": "at"}, "carried")
    assert [u.span.text for u in told.unplaced] == ["Corn Exchange"]


def test_there_is_no_place_when_the_one_named_last_is_unknown() -> None:
    text = "In 1820 Shelley lived in Rome. In 1821 he moved to Oz. He died there in 1822."
    start = text.index("Oz")
    unknown = Located(mention=Mention(start=start, end=start + 2, text="Oz", kind="toponym"), why="unknown")
    told = tell(Document(text=text), (*located(text, WORLD), unknown))
    assert [where(e) for e in told.events if e.where] == [{"Rome": "at"}]


def test_each_leg_of_a_way_has_its_own_direction() -> None:
    flown = only("In 1998 he flew from Rome to Naples, from Naples to Bari and from Bari to Corfu.")
    assert where(flown) == {"Rome": "from", "Naples": "to", "Bari": "to", "Corfu": "to"}
    assert where(only("In 1850 they sailed from Naples for Corfu.")) == {"Naples": "from", "Corfu": "to"}


def test_what_was_only_ordered_is_no_event() -> None:
    told = story("In 1864 he ordered that Linz be burned.")
    assert not told.events
    assert {o.why for o in told.off_map} == {"report", "hypothetical"}


def test_two_dated_clauses_joined_by_and_are_two_events() -> None:
    told = story("On 12 March 1917 a revolt began in Minsk, and three days later the Tsar abdicated at Lida.")
    assert [(where(e), e.when.edtf) for e in told.events] == [
        ({"Minsk": "at"}, "1917-03-12"),
        ({"Lida": "at"}, "1917-03-15"),
    ]


def test_what_is_no_thing_is_no_note_of_a_place() -> None:
    assert not story("In Austria there are four nationalities.").events
    assert not story("Details of the robbery in Leeds remain scarce.").events
