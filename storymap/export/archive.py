"""ZIP archives: written the same for the same content, read without trusting what they say of themselves."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from storymap.errors import ReadError, reason

_MOST_BYTES = 200_000_000
_MOST_FILES = 2_000
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    RuntimeError,  # one that is encrypted
    OSError,
    ValueError,
    EOFError,
)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP archive of the files, in their order and without the time of its making."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            data = content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")
            archive.writestr(entry, data)
    return buffer.getvalue()


def unpacked(content: bytes, name: str) -> dict[str, bytes]:
    """Return the files of a ZIP archive by name.

    Raises:
        ReadError: it is none, is damaged, or holds more than is good for the machine.
    """
    files: dict[str, bytes] = {}
    room = _MOST_BYTES
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > _MOST_FILES:
                raise ReadError(f"{name}: holds {len(entries)} files; at most {_MOST_FILES} are read")
            for entry in entries:
                with archive.open(entry) as file:
                    data = file.read(room + 1)  # not what the archive says of its size
                room -= len(data)
                if room < 0:
                    raise ReadError(f"{name}: holds more than {_MOST_BYTES // 1_000_000} MB; unpack it first")
                files[entry.filename] = data
    except _BROKEN as error:
        raise ReadError(f"{name}: is no ZIP archive, or a damaged one: {reason(error)}") from error
    return files
