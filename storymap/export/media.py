"""Pictures and recordings: what is inside of a data address, what is only linked."""

import base64
import binascii
import mimetypes
from urllib.parse import unquote_to_bytes


def data_of(src: str) -> tuple[str, bytes] | None:
    """Return the media type and the bytes of a data address, None for any other address or a broken one."""
    if not src.startswith("data:"):
        return None
    head, comma, body = src[5:].partition(",")
    if not comma:
        return None
    kind, *parameters = head.split(";")
    raw = unquote_to_bytes(body)
    if "base64" not in parameters:
        return kind or "text/plain", raw
    try:
        return kind or "text/plain", base64.b64decode(raw, validate=True)
    except binascii.Error:
        return None


def data_address(content: bytes, name: str) -> str:
    """Return the data address of a file's content; its kind is told by the name's ending."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def ending_of(kind: str) -> str:
    """Return the usual ending for a media type: .jpg; .bin for one that nobody knows."""
    return {"image/jpeg": ".jpg", "audio/mpeg": ".mp3"}.get(kind) or mimetypes.guess_extension(kind) or ".bin"


def is_web(address: str) -> bool:
    """Return whether an address leads into the web; nothing else is given on as a link."""
    return address.startswith(("https://", "http://"))
