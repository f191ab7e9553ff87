"""XML written and read with lxml: nothing in a file of somebody else's is fetched, run or blown up."""

from typing import Any

from lxml import etree

from storymap.errors import ReadError, reason
from storymap.export.markup import legal

Element = Any


def add(parent: Element, tag: str, text: str | None = None, **attributes: str) -> Element:
    """Append an element to ``parent`` and return it; a None or empty attribute is left out."""
    child = etree.SubElement(parent, tag, {name: legal(value) for name, value in attributes.items() if value})
    if text is not None:
        child.text = legal(text)
    return child


def document(root: Element) -> bytes:
    """Return the document's bytes: UTF-8 with its declaration, indented."""
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"


def parsed(content: bytes, name: str) -> Element:
    """Return the root of a document.

    Raises:
        ReadError: it is no XML; the text names the line.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{name}: is no XML: {reason(error)}") from error


def local(element: Element) -> str:
    """Return an element's name without its namespace; "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Element, *names: str) -> Element | None:
    """Return what a path of element names leads to, whatever their namespaces; None if there is nothing."""
    for name in names:
        element = next((one for one in element if local(one) == name), None)
        if element is None:
            return None
    return element


def text_at(element: Element, *names: str) -> str:
    """Return the text of what a path of element names leads to; "" if there is nothing."""
    found = child(element, *names)
    return "" if found is None else "".join(found.itertext())


def every(element: Element, name: str) -> list[Element]:
    """Return all elements of that name below, in document order."""
    return [one for one in element.iter() if local(one) == name]
