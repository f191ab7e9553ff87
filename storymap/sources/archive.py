"""ZIP archives, in which office documents and e-books come: opened with limits on what they unpack to."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from storymap.errors import ReadError

MOST_MEMBERS = 20_000
MOST_BYTES = 400_000_000
MOST_RATIO = 200
"""Text seldom packs better than 1:20; a member that does by this is made to fill memory."""

_SMALL = 10_000_000


@dataclass(frozen=True, slots=True)
class Archive:
    """An opened archive and how messages call it."""

    file: zipfile.ZipFile
    label: str

    def names(self) -> tuple[str, ...]:
        """Return the names of the members."""
        return tuple(self.file.namelist())

    def read(self, name: str) -> bytes:
        """Return a member's bytes.

        Raises:
            ReadError: it is missing, broken or encrypted.
        """
        try:
            return self.file.read(name)
        except KeyError as error:
            raise ReadError(f"{self.label} is damaged: {name} is missing in it") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise ReadError(f"{self.label} is damaged: {name} cannot be unpacked") from error
        except RuntimeError as error:
            raise ReadError(f"{self.label} is encrypted; save it without a password") from error


def open_archive(data: bytes, label: str) -> Archive:
    """Return an archive whose members all fit into memory.

    Raises:
        ReadError: it is broken, or unpacks to more than can be meant.
    """
    try:
        file = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ReadError(f"{label} is damaged: it breaks off or is no complete archive") from error
    members = file.infolist()
    total = sum(member.file_size for member in members)
    swollen = any(
        member.file_size > _SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if len(members) > MOST_MEMBERS or total > MOST_BYTES or swollen:
        raise ReadError(
            f"{label} unpacks to {total / 1e6:.0f} MB in {len(members)} members, more than a document holds; "
            "it was not opened"
        )
    return Archive(file, label)
