"""What the clauses of one sentence lend each other: "Visiting A in March 1890, he gave concerts in B"."""

from collections.abc import Sequence
from dataclasses import replace

from storymap.events import lexicon, tree
from storymap.events.clauses import Clause
from storymap.events.joined import Joined
from storymap.events.kinds import is_report
from storymap.model import Where, WhereRole


def lend_times(joined: list[Joined]) -> list[Joined]:
    """Let clauses of one sentence lend each other time: "Visiting A in March 1890, he gave concerts in B"."""
    for n, one in enumerate(joined):
        if one.when.known or one.clause.is_noun or is_report(one.clause):
            continue
        other = _when_clause(one, joined) if one.vague else _lender(n, joined)
        if other is not None:
            joined[n] = replace(one, when=replace(other.when, basis="carried"), moment=other.moment)
    return joined


def _when_clause(one: Joined, joined: Sequence[Joined]) -> Joined | None:
    """Return the dated clause that says when: "When the town fell in 1940 | they fled"."""
    return next(
        (
            other
            for other in joined
            if other.when.known and _is_when(other.clause) and _hangs(other.clause, one.clause)
        ),
        None,
    )


def _is_when(clause: Clause) -> bool:
    """Tell whether a clause says when another happened: "when a quake hit Gorkha"."""
    return clause.relation == "advcl" and any(
        c.lower_ in ("when", "as", "once") for c in clause.head.children
    )


def _lender(n: int, joined: list[Joined]) -> Joined | None:
    """Return the clause of the sentence whose time holds for the one at ``n``."""
    mine = joined[n].clause
    if mine.relation == "relcl" and mine.governor is not None:
        above = next((j for j in joined if j.clause.head.i == _above(mine)), None)
        return (
            above if above is not None and above.when.known and _goes_on_there(mine, above.clause) else None
        )
    if mine.relation in ("relcl", "acl") or tree.finite_tense(mine.head) == "past perfect":
        return None
    for m in [*range(n - 1, -1, -1), *range(n + 1, len(joined))]:
        other: Joined = joined[m]
        if not other.when.known or (other.when.basis == "carried" and m > n):
            continue
        if other.clause.relation in ("relcl", "acl") or not _may_lend(other.clause):
            continue
        if m < n or other.clause.relation == "advcl" or _hangs(mine, other.clause):
            return other
    return None


def _above(clause: Clause) -> int:
    """Return the position of the verb that a relative clause's noun belongs to, -1 if there is none."""
    return next((a.i for a in tree.ancestors(clause.head) if tree.is_verb(a)), -1)


def _goes_on_there(clause: Clause, above: Clause) -> bool:
    """Tell whether a clause goes on with the story at its place: "to Rome, where he talked with the pope"."""
    both = {tree.finite_tense(clause.head), tree.finite_tense(above.head)}
    return both == {"past"} and any(t.lower_ == "where" for t in clause.words)


def _may_lend(clause: Clause) -> bool:
    """Tell whether a clause lends its time: of nouns only "after the siege of 1529"."""
    return not clause.is_noun or clause.head.head.lower_ in ("after", "following")


def _hangs(clause: Clause, other: Clause) -> bool:
    """Tell whether a clause hangs on the other by the parse."""
    return clause.relation == "advcl" and bool(clause.head.head.i == other.head.i)


def _is_of_same(clause: Clause, before: Sequence[Joined]) -> bool:
    """Tell whether a relative clause has the sentence's subject: "she met A, with whom she …"."""
    subject = tree.subject(clause.head)
    if subject is None or subject.tag_ != "PRP" or tree.finite_tense(clause.head) != "past":
        return False
    others = (tree.subject(one.clause.head) for one in before if not one.clause.is_noun)
    return any(other is not None and other.lower_ == subject.lower_ for other in others)


def lent_place(n: int, joined: Sequence[Joined]) -> tuple[Where, ...]:
    """Return the place that an earlier clause of the sentence lends to the one at ``n``."""
    mine = joined[n].clause
    timed = mine.chain == "relcl" and any(t.lower_ == "when" for t in mine.words)  # "in 1851, when he …"
    shared = mine.chain == "relcl" and _is_of_same(mine, joined[:n])
    if mine.is_noun or not (
        timed or shared or mine.relation in ("conj", "ROOT", "advcl", "ccomp", "parataxis")
    ):
        return ()
    if tree.lemma(mine.head) not in lexicon.SALIENT and not (shared and joined[n].when.known):
        return ()
    behind = [j for j in joined[n + 1 :] if _hangs(j.clause, mine) and _is_when(j.clause)]
    for other in [*reversed(joined[:n]), *behind]:
        stays = [w for w in other.where if w.role in ("at", "to")]
        if stays and other.clause.relation not in ("relcl", "acl"):
            last = stays[-1]
            role: WhereRole = "from" if tree.lemma(mine.head) in ("leave", "depart") else "at"
            return (replace(last, role=role, basis="carried", confidence=round(0.6 * last.confidence, 3)),)
    return ()
