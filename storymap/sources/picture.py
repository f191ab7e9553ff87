"""Bytes of a picture or recording → the data: address that holds them."""

import base64

_KINDS = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"\x1aE\xdf\xa3", "video/webm"),
)


def media_type(data: bytes) -> str:
    """Return the media type by the first bytes, "" for what is no picture, recording or film; SVG is none."""
    if data[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(data[8:12], "")
    if data[4:8] == b"ftyp":
        return {b"M4A ": "audio/mp4", b"avif": "image/avif"}.get(data[8:12], "video/mp4")
    return next((kind for signature, kind in _KINDS if data.startswith(signature)), "")


def data_address(data: bytes) -> str:
    """Return a picture's or recording's bytes as a data: address, "" for anything else."""
    kind = media_type(data)
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}" if kind else ""
