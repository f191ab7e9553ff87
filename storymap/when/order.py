"""The order in which dates happened."""

from storymap.model import Day, When


def sort_key(when: When) -> Day | None:
    """Return the day by which a date is put in order, None for one that is not known.

    What lasts ("throughout") and what is open to the future counts from its start, what happened some time
    within a stretch from the end of it: "in April 2019" comes after 23 April 2019. Give ties the order of the
    telling.
    """
    if when.extent in ("throughout", "open") and when.earliest is not None:
        return when.earliest
    return when.latest if when.latest is not None else when.earliest
