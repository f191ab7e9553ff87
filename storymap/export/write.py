"""Files written so that they are complete or not there."""

import contextlib
import os
import tempfile
from pathlib import Path

from storymap.errors import WriteError


def write(path: Path, content: str | bytes, *, durable: bool = False) -> Path:
    """Write bytes, or text as UTF-8, to ``path`` in one move and return it; the file is never half there.

    ``durable``: it is on the disk, not only on its way there, when this returns.

    Raises:
        WriteError: the directory is missing, or it or the file may not be written.
    """
    check_writable(path)
    # A lone surrogate, which no encoding knows, becomes a question mark instead of an error.
    data = content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")
    if path.exists() and not path.is_file():  # a device or a pipe: nothing can be moved over it
        path.write_bytes(data)
        return path
    target = path.resolve()  # through a symbolic link, whose target is what is meant
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except OSError as error:
        raise WriteError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
    return path


def check_writable(path: Path) -> None:
    """Raise WriteError if ``path`` cannot be written; ask before long work, not after it."""
    if path.is_dir():
        raise WriteError(f"{path} is a directory; name a file in it with -o")
    parent = path.resolve().parent
    if not parent.is_dir():
        raise WriteError(f"{path} cannot be written: the directory {parent} does not exist")
    is_special = path.exists() and not path.is_file()
    may_create = is_special or os.access(parent, os.W_OK)
    if not may_create or (path.exists() and not os.access(path, os.W_OK)):
        raise WriteError(f"{path} cannot be written: permission denied; choose another place with -o")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
