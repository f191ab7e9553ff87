"""A session → what the server answers its page."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from places.gazetteer.base import Gazetteer
from storymap.correct import Clash
from storymap.edit.answers import Lookup, find_places, read_date
from storymap.edit.neighbours import Locate, Neighbours
from storymap.edit.server import Site
from storymap.edit.session import Session, State
from storymap.export.write import write
from storymap.files.corrections import in_words
from storymap.files.fields import Fields
from storymap.files.operations import operation_from, operation_record
from storymap.page import page

Json = dict[str, Any]


def edit_site(
    session: Session,
    target: Path,
    *,
    gazetteer: Gazetteer,
    online: Lookup | None = None,
    locate: Locate | None = None,
    drawing: Mapping[str, Any] | None = None,
) -> Site:
    """Return the site of an editor.

    Args:
        session: what is edited.
        target: the page to write when the editor asks for it.
        gazetteer: where names are looked up.
        online: asked too, over the network, where the user allowed it.
        locate: reads given names again, once one beside them has been put right; None does not.
        drawing: how the page is drawn, as ``storymap.page.page`` takes it.
    """
    drawn = dict(drawing or {})

    def served(path: str) -> str:
        edited = {**drawn, "editable": True, "undone": session.held.undone, "server": path}
        return page(session.story(), **edited)

    def saved(_asked: Mapping[str, str], _body: Any) -> Json:
        write_page(session, target, drawn)
        return {"written": str(target)}

    neighbours = Neighbours(gazetteer, locate) if locate else None

    def again(_asked: Mapping[str, str], _body: Any) -> list[Json]:
        return neighbours.looked_at_again(session.story(), session.held.operations) if neighbours else []

    return Site(
        page=served,
        revision=lambda: session.revision,
        gets={
            "state": lambda _asked, _body: state_record(session.state()),
            "again": again,
            "places": lambda asked, _body: find_places(asked.get("q", ""), gazetteer, online),
            "date": lambda asked, _body: read_date(asked.get("q", ""), session.base.document),
        },
        posts={
            "add": lambda _asked, body: _added(session, body),
            "undo": lambda _asked, _body: state_record(session.undo()),
            "redo": lambda _asked, _body: state_record(session.redo()),
            "render": saved,
        },
    )


def write_page(session: Session, target: Path, drawing: Mapping[str, Any]) -> None:
    """Write the page of the story put right."""
    drawn = {**drawing, "undone": session.held.undone} if drawing.get("editable") else dict(drawing)
    write(target, page(session.story(), **drawn))


def _added(session: Session, body: Any) -> Json:
    fields = Fields(body if isinstance(body, dict) else {})
    operations = fields.list_of("operations", operation_from)
    return state_record(session.add(operations, fields.integer("revision", 0)))


def state_record(state: State) -> Json:
    """Return the state as JSON."""
    return {
        "revision": state.revision,
        "operations": [operation_record(one) for one in state.held.operations],
        "undone": [operation_record(one) for one in state.held.undone],
        "unfit": {one.operation.id: one.why for one in state.outcomes if not one.fits},
        "clashes": [_clash(clash) for clash in state.clashes],
    }


def _clash(clash: Clash) -> Json:
    return {"first": in_words(clash.first), "second": in_words(clash.second)}
