"""XML from strangers: no entities, no network, no depth without end."""

from lxml import etree

from storymap.errors import ReadError


def parse_xml(data: bytes, label: str) -> etree._Element:
    """Return the root of an XML text; entities of its own are left out, nothing else is asked for.

    Raises:
        ReadError: it is not well-formed, or is made to fill memory.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(f"{label} is damaged: it is no well-formed XML ({error})") from error


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, "" for what is no element."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def inner_text(element: etree._Element | None) -> str:
    """Return an element's words with single spaces, "" for none."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
