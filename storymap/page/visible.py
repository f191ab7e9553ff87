"""Story text made fit for a page: the same number of characters, none that a page cannot show."""

_CONTROLS = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"}
_OTHERS = {
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}
# These reorder what stands around them, beyond the text that they are in; a space keeps the offsets.
_REORDERING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], 0x20)
_TABLE = {**_CONTROLS, **_OTHERS, **_REORDERING, 0x85: 0x20}


def visible(text: str) -> str:
    """Return the text with control characters as their symbols (NUL is ␀); offsets stay what they were."""
    return text.translate(_TABLE)
