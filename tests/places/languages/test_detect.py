"""Which language a text is in."""

import pytest

from places.languages import settled
from places.languages.detect import UNDETERMINED, common, language_of, name_of
from places.model import Document

SENTENCES = {
    "en": "The ship left the harbour in the evening and was not seen again before the end of the war.",
    "de": "Am Abend verließ das Schiff den Hafen und wurde vor dem Ende des Krieges nicht mehr gesehen.",
    "fr": "Le soir, le navire quitta le port et ne fut plus revu avant la fin de la guerre.",
    "es": "Por la tarde el barco salió del puerto y no fue visto de nuevo hasta el final de la guerra.",
    "it": "La sera la nave lasciò il porto e non fu più vista fino alla fine della guerra.",
    "pt": "À tarde o navio deixou o porto e não foi mais visto até ao fim da guerra.",
    "nl": "In de avond verliet het schip de haven en het werd voor het einde van de oorlog niet meer gezien.",
    "sv": "På kvällen lämnade skeppet hamnen och det sågs inte igen före krigets slut.",
    "da": "Om aftenen forlod skibet havnen og blev ikke set igen før efter krigen.",
    "fi": "Illalla laiva lähti satamasta, eikä sitä enää nähty ennen kuin sota oli ohi.",
    "pl": "Wieczorem statek opuścił port i nie był już widziany przed końcem wojny.",
    "cs": "Večer loď opustila přístav a do konce války se už o ní nevědělo.",
    "ro": "Seara, nava a părăsit portul și nu a mai fost văzută până la sfârșitul războiului.",
    "hu": "Este a hajó elhagyta a kikötőt, és a háború vége előtt nem is látták.",
    "tr": "Akşam gemi limandan ayrıldı ve savaşın sonuna kadar bir daha görülmedi.",
    "ru": "Вечером корабль вышел из порта, и до конца войны его больше не видели.",
    "uk": "Увечері корабель вийшов із порту, і до кінця війни його більше не бачили.",
    "bg": "Вечерта корабът напусна пристанището и не беше видян до края на войната.",
    "ar": "في المساء غادرت السفينة الميناء ولم تعد حتى نهاية الحرب التي كانت في ذلك العام",
    "fa": "شب کشتی از بندر رفت و تا پایان جنگ دیده نشد که در آن سال بود",
    "hi": "शाम को जहाज़ बंदरगाह से निकल गया और युद्ध के अंत तक नहीं देखा गया।",
    "zh": "傍晚，船离开了港口，直到战争结束才再次出现。",
    "ja": "夕方、船は港を出て、戦争が終わるまで再び見られなかった。",
    "ko": "저녁에 배가 항구를 떠났고 전쟁이 끝날 때까지 다시 보이지 않았다.",
    "el": "Το βράδυ το πλοίο έφυγε από το λιμάνι.",
    "vi": "Buổi tối con tàu đã rời cảng và không được nhìn thấy cho đến khi chiến tranh kết thúc.",
}  # fmt: skip


@pytest.mark.parametrize("language", SENTENCES)
def test_one_sentence_tells_its_language(language: str) -> None:
    assert language_of(SENTENCES[language]) == language


def test_a_few_names_are_in_no_language() -> None:
    assert language_of("Paris 1912, London 1913, Wien 1914") == ""
    assert language_of("12.5 | 48.1") == ""
    assert language_of("") == ""


def test_long_prose_in_a_language_that_is_not_known_is_told_from_names() -> None:
    welsh = (
        "Gadawodd y llong borthladd Caernarfon gyda'r nos yng nghanol Hydref, ac ni welwyd hi wedyn cyn "
        "diwedd y rhyfel. Roedd deuddeg o ddynion arni, a phob un ohonynt wedi'i eni yn yr un pentref. "
        "Flynyddoedd yn ddiweddarach cafwyd hyd i'w chloch ger Aberdaron."
    )

    assert language_of(welsh) == UNDETERMINED


def test_what_a_document_says_of_its_language_counts_before_its_words() -> None:
    text = SENTENCES["de"]

    assert settled(Document(text=text)).language == "de"
    assert settled(Document(text=text, language="pt-BR")).language == "pt-BR"
    assert settled(Document(text="Oslo 1905")).language == "en"


def test_a_mark_that_names_no_language_says_nothing() -> None:
    assert settled(Document(text=SENTENCES["fr"], language="x-default")).language == "fr"
    assert settled(Document(text="Oslo 1905", language="cy")).language == "cy"


def test_every_language_has_a_name_and_no_word_twice() -> None:
    for code, own in common().items():
        assert name_of(code) == own.name != code
    assert name_of("xx") == "xx"


def test_of_languages_that_have_the_same_words_the_first_of_the_table_is_meant() -> None:
    text = (
        "In 1844 a mill opened in Leeds. In 1844 a school opened in York. In 1845 a fire broke out in a shop."
    )

    assert language_of(text) == "en"
    assert language_of("in a " * 6) == "en"
