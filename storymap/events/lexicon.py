"""The words that the rules of this package stand on, by name: words/english.toml holds them."""

from pathlib import Path

from places.wordlists import pairs, word_set

ENGLISH = Path(__file__).parent / "words" / "english.toml"

REPORT = word_set(ENGLISH, "report")
ALWAYS_REPORT = word_set(ENGLISH, "always_report")
UNCERTAIN_REPORT = word_set(ENGLISH, "uncertain_report")
BELIEF = word_set(ENGLISH, "belief")
SPEECH = word_set(ENGLISH, "speech")
DENIAL = word_set(ENGLISH, "denial")
ALMOST = word_set(ENGLISH, "almost")
HEARSAY = word_set(ENGLISH, "hearsay")
RUMOUR = word_set(ENGLISH, "rumour")
TALE = word_set(ENGLISH, "tale")
DEMAND = word_set(ENGLISH, "demand")
CONSIDERS = word_set(ENGLISH, "considers")
AVOIDS = word_set(ENGLISH, "avoids")
MOVE = word_set(ENGLISH, "move")
CARRY = word_set(ENGLISH, "carry")
REACHES = word_set(ENGLISH, "reaches")
LEAVES = word_set(ENGLISH, "leaves")
CROSSES = word_set(ENGLISH, "crosses")
PLACE_PATIENT = word_set(ENGLISH, "place_patient")
DONE_TO = word_set(ENGLISH, "done_to")
STATIVE = word_set(ENGLISH, "stative")
SITE_NOTE = word_set(ENGLISH, "site_note")
LOCATED = word_set(ENGLISH, "located")
NAMES = word_set(ENGLISH, "names")
SALIENT = word_set(ENGLISH, "salient")
LIFE = word_set(ENGLISH, "life")
WISH = word_set(ENGLISH, "wish")
FUTURE_WISH = word_set(ENGLISH, "future_wish")
PLAN = word_set(ENGLISH, "plan")
FAILS = word_set(ENGLISH, "fails")
EVENTFUL = word_set(ENGLISH, "eventful")
TRAVEL = word_set(ENGLISH, "travel")
COMMEMORATION = word_set(ENGLISH, "commemoration")
OFFICE = word_set(ENGLISH, "office")
PEOPLE = word_set(ENGLISH, "people")
BODIES = word_set(ENGLISH, "bodies")
PERSONS = word_set(ENGLISH, "persons")
PLACE_PART = word_set(ENGLISH, "place_part")
FACILITY = word_set(ENGLISH, "facility")
NO_THING = word_set(ENGLISH, "no_thing")
TAKES = word_set(ENGLISH, "takes")
LOCATIVE = word_set(ENGLISH, "locative")
TOWARD = word_set(ENGLISH, "toward")
AWAY = word_set(ENGLISH, "away")
THROUGH = word_set(ENGLISH, "through")
HABIT_ADVERBS = word_set(ENGLISH, "habit_adverbs")
NOBODY = word_set(ENGLISH, "nobody")
SHE = word_set(ENGLISH, "she")
HE = word_set(ENGLISH, "he")
HONORIFIC = word_set(ENGLISH, "honorific")
WHITHER = word_set(ENGLISH, "whither")
EMPTY = word_set(ENGLISH, "empty")
MAKES = word_set(ENGLISH, "makes")

ANAPHORS = {noun: tuple(codes.split("/")) for noun, codes in pairs(ENGLISH, "stands_for").items()}
"""What "the city" may stand for: the beginnings of the gazetteer's feature codes."""

TAKEN = ("PPL", "FT", "CSTL", "ISL", "PRT", "HSTS")
"""What "it" in "stormed it" may stand for."""
