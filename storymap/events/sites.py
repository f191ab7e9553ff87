"""Places as they stand in the parse: names that were located, and "there", "the city" for one told before."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from places.model import Located, Place
from places.syntax import Block
from storymap.events import lexicon, tree
from storymap.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_SETTLED = ("PPL",)
_CITY = 100_000  # inhabitants


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place in the parse: ``first`` to ``last`` are positions of tokens, ``head`` is its syntactic head.

    ``carried`` says that the words are "there" or "the city" and the place was told before.
    ``within`` are the places of the same address ("Hall, City, Country").
    """

    place: Place
    span: Span
    head: "Token"
    first: int
    last: int
    confidence: float = 1.0
    carried: bool = False
    landmark: bool = False
    within: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Anaphor:
    """Words that stand for a place told before: ``features`` are those that it may have, () for any.

    ``focal``: it is "the scene" or "the site", where the first event happened.
    """

    head: "Token"
    first: int
    last: int
    features: tuple[str, ...]
    focal: bool = False

    @property
    def near(self) -> bool:
        """Whether it is where the writer is: "here", "this camp"."""
        return self.head.lower_ == "here" or self.head.doc[self.first].lower_ == "this"


def read_sites(block: Block, located: Sequence[Located]) -> list[Site]:
    """Return the places named in a paragraph; the parts of one address are one place."""
    first = bisect_left(located, block.start, key=lambda one: one.mention.start)
    sites: list[Site] = []
    end = block.end
    for one in (located[n] for n in range(first, len(located))):
        if one.mention.start >= end:
            break
        site = _site(block, one)
        if site is None:
            continue
        if sites and _is_address(sites[-1], site, block):
            sites[-1] = replace(sites[-1], last=site.last, within=(*sites[-1].within, site.place))
        else:
            sites.append(site)
    return sites


def _site(block: Block, one: Located) -> Site | None:
    mention = one.mention
    if one.place is None or mention.kind not in ("toponym", "landmark"):
        return None
    words = block.doc.char_span(
        mention.start - block.start, mention.end - block.start, alignment_mode="expand"
    )
    if words is None:
        return None
    return Site(
        place=one.place,
        span=Span(start=mention.start, end=mention.end, text=mention.text),
        head=words.root,
        first=words.start,
        last=words.end - 1,
        confidence=one.confidence,
        landmark=mention.kind == "landmark",
    )


def lost_places(block: Block, located: Sequence[Located], kind: str) -> Iterator[int]:
    """Yield the positions of the heads of places of a kind that nobody could find ("the Corn Exchange")."""
    end = block.end
    first = bisect_left(located, block.start, key=lambda one: one.mention.start)
    for one in (located[n] for n in range(first, len(located))):
        mention = one.mention
        if mention.start >= end:
            break
        if one.place is None and mention.kind == kind:
            words = block.doc.char_span(
                mention.start - block.start, mention.end - block.start, alignment_mode="expand"
            )
            if words is not None:
                yield words.root.i


def _is_address(inner: Site, outer: Site, block: Block) -> bool:
    """Tell whether ``outer`` says where ``inner`` is: "Hall, City", "Paris, Texas", "Cork (Ireland)"."""
    between = block.doc[inner.last + 1 : outer.first].text.strip()
    if between in ("on the", "on") and outer.place.feature.startswith(("STM", "LK", "SEA", "CST")):
        return inner.place.feature.startswith(_SETTLED)  # "Linz on the Danube"
    if between not in (",", "(", ", in", "in", "in the", ", in the", "at"):
        return False
    end = inner.within[-1] if inner.within else inner.place
    if between != "," and between != "(" and not inner.landmark:
        return False
    return contains(outer.place, end) or (
        inner.landmark and not inner.within and between != "," and _settled(outer)
    )


def _settled(site: Site) -> bool:
    return site.place.feature.startswith(_SETTLED)


def contains(outer: Place, inner: Place) -> bool:
    """Tell whether ``inner`` lies in ``outer``, as far as the gazetteer's divisions say."""
    if outer.id == inner.id:
        return False
    if inner.within == outer.id:
        return True
    if inner.within and outer.feature.startswith("PCL"):
        return bool(outer.country) and outer.country == inner.country
    if outer.feature.startswith("PCL"):
        return bool(outer.country) and outer.country == inner.country and not inner.feature.startswith("PCL")
    if outer.feature.startswith("ADM"):
        codes = set(outer.admin_codes[-1:])
        return bool(codes & set(inner.admin_codes)) or (
            outer.country == inner.country and outer.name in inner.admin
        )
    return (
        not inner.feature.startswith(("PPL", "PCL", "ADM"))
        and outer.feature.startswith("PPL")
        and outer.country == inner.country
        and abs(outer.lat - inner.lat) < 0.4
        and abs(outer.lon - inner.lon) < 0.6
    )


def read_anaphors(block: Block, sites: Iterable[Site]) -> list[Anaphor]:
    """Return the paragraph's "there", "here" and "the city", "the island" that name no place themselves."""
    covered = {i for site in sites for i in range(site.first, site.last + 1)}
    found = []
    for token in block.doc:
        if token.i in covered:
            continue
        if token.lower_ in ("there", "here") and token.dep_ != "expl" and token.pos_ in ("ADV", "PRON"):
            found.append(Anaphor(token, token.i, token.i, ()))
        elif token.lower_ == "it" and _is_taken(token):
            found.append(Anaphor(token, token.i, token.i, lexicon.TAKEN))
        elif token.lower_ in ("camp", "place", "house", "spot") and _is_this(token):
            found.append(Anaphor(token, _start(token), token.i, lexicon.ANAPHORS["city"]))
        elif token.lower_ in lexicon.ANAPHORS and token.pos_ == "NOUN" and _is_definite(token):
            focal = token.lower_ in ("site", "scene", "area")
            found.append(Anaphor(token, _start(token), token.i, lexicon.ANAPHORS[token.lower_], focal))
    return found


def _is_taken(pronoun: "Token") -> bool:
    """Tell whether "it" is a place that is taken: not in "read the letter and burnt it"."""
    verb = pronoun.head
    if pronoun.dep_ != "dobj" or tree.lemma(verb) not in lexicon.TAKES:
        return False
    other = tree.child(verb.head, "dobj") if verb.dep_ == "conj" else None
    return other is None or other.pos_ != "NOUN"


def _is_this(noun: "Token") -> bool:
    return any(c.dep_ == "det" and c.lower_ == "this" for c in noun.children)


def _is_definite(noun: "Token") -> bool:
    """Tell whether it is "the city" alone: "the old city of X" and "the city council" are not."""
    rest = [c for c in noun.children if c.dep_ not in ("det", "punct", "prep", "cc", "conj")]
    article = any(c.lower_ in ("the", "this", "that") and c.dep_ == "det" for c in noun.children)
    owned = any(c.dep_ == "prep" and c.lower_ == "of" for c in noun.children)
    return article and not rest and not owned and noun.dep_ in ("pobj", "dobj", "nsubj", "nsubjpass")


def _start(noun: "Token") -> int:
    return min([noun.i, *(c.i for c in noun.children if c.dep_ == "det")])


def matching(anaphor: Anaphor, recent: Iterable[Place], home: Place | None = None) -> Place | None:
    """Return the place told last that the words can stand for.

    ``recent`` has the latest first; ``home`` is the place that the text is about: of cities, it is meant.
    """
    places = list(recent)
    if (
        home is not None
        and anaphor.head.lower_ in ("city", "town")
        and home.feature.startswith(("PPL", "ISL"))
    ):
        return home
    if anaphor.head.lower_ in ("city", "capital"):  # of the towns told of, the greater one
        great = (p for p in places if p.feature.startswith(("PPLC", "PPLA")) or p.population >= _CITY)
        return next(great, None) or next((p for p in places if p.feature.startswith("PPL")), None)
    for place in places:
        if not anaphor.features or place.feature.startswith(anaphor.features):
            return place
    return None


def as_site(anaphor: Anaphor, place: Place, block: Block) -> Site:
    """Return the words as a place, carried over from where it was told."""
    words = block.doc[anaphor.first : anaphor.last + 1]
    start = block.start + words.start_char
    return Site(
        place=place,
        span=Span(start=start, end=start + len(words.text), text=words.text),
        head=anaphor.head,
        first=anaphor.first,
        last=anaphor.last,
        confidence=0.7,
        carried=True,
    )
