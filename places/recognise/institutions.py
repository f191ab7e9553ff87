"""Schools, works, yards and stations that a text stands somebody in: "taught at Wichita State University".

A recogniser of places takes such a name for a body's and keeps at most the town inside it. Behind a word of
place it is a place as well: a landmark, which stands at its town (places.resolve.landmarks) or nowhere.
"""

import re
from collections.abc import Callable, Sequence

from places.model import Mention

SCORE = 0.7

_HEADS = (
    r"University|College|Academy|Institute|Seminary|School|Hospital|Infirmary|Asylum|Workhouse|Navy Yard"
    r"|Dockyard|Shipyard|Ironworks|Steelworks|Works|Mills?|Colliery|Foundry|Observatory|Station|Barracks|Docks?|Arsenal"
    r"|Cemetery|Zoo|Museum|Library|Theatre|Theater|Airport|Racecourse|Wharf|Quay|Pier|Prison|Gaol|Jail|Convent"
    r"|Monastery|Priory|Abbey"
)
_NAME = r"(?:[A-ZÀ-Ý][\w’'&-]{0,30}\.?[ \n]){1,5}"
_BEHIND = re.compile(
    rf"\b(?:at|to|from|near|outside|attended|entered|left|joined)[ \n](?:the[ \n])?"
    rf"(?P<name>{_NAME}(?:{_HEADS})\b(?!['’]s?\b)|(?:University|College|Institute|Academy)[ \n]of[ \n]"
    r"[A-ZÀ-Ý][\w’'-]{1,30}(?:[ \n][A-ZÀ-Ý][\w’'-]{1,30}){0,2})"
)


def with_institutions(
    text: str, mentions: Sequence[Mention], holds_a_town: Callable[[str], bool] = bool
) -> list[Mention]:
    """Return the mentions and those of institutions behind a word of place, in text order.

    They are taken only where ``holds_a_town`` tells that a town is in their name: the others a text names by
    the hundred, as bodies that do something.

    What is a place already, whole or in part, stays what it is; a town inside the name stays as nested.
    """
    found = [
        Mention(
            start=match.start("name"), end=match.end("name"), text=match["name"], kind="landmark", score=SCORE
        )
        for match in _BEHIND.finditer(text)
        if holds_a_town(match["name"])
    ]
    apart = [new for new in found if not any(_takes(new, old) for old in mentions)]
    return sorted([*mentions, *apart], key=lambda mention: (mention.start, mention.end))


def _takes(new: Mention, old: Mention) -> bool:
    """Tell whether the new mention would take words that a place or landmark has."""
    return old.kind in ("toponym", "landmark") and old.start < new.end and new.start < old.end
