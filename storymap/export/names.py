"""Several names in one cell: "Lisbon; Horta", in such a way that they can be told apart again."""

import re
from collections.abc import Iterable

_SPLIT = re.compile(r"((?:\\.|[^\\;])*)(?:;|$)", re.DOTALL)


def joined(names: Iterable[str]) -> str:
    r"""Return the names with "; " between them; a semicolon within one is written \\;."""
    return "; ".join(re.sub(r"([\\;])", r"\\\1", name) for name in names)


def parted(cell: str) -> list[str]:
    """Return the names that ``joined`` put together; none of an empty cell."""
    if not cell:
        return []
    parts = [match[1] for match in _SPLIT.finditer(cell)]
    if not cell.endswith(";") or cell.endswith("\\;"):
        parts = parts[:-1] if len(parts) > 1 and parts[-1] == "" else parts
    names = [part if n == 0 else part.removeprefix(" ") for n, part in enumerate(parts)]
    return [re.sub(r"\\(.)", r"\1", name, flags=re.DOTALL) for name in names]
