"""A corpus that has been read: where its tables are, and the stories in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from storymap.corpus.extra import needed
from storymap.corpus.store import Store, open_store
from storymap.errors import ReadError

if TYPE_CHECKING:
    import pyarrow as pa

    from storymap.model import Story

CONTENTS = "corpus.json"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The folder of a corpus; its tables are documents, mentions, places, events and errors."""

    folder: str

    def rows(self) -> dict[str, int]:
        """Return how many rows each table has.

        Raises:
            ReadError: the folder holds no corpus, or one that is not whole.
        """
        try:
            contents = json.loads(self.store().read(CONTENTS))
        except (FileNotFoundError, NotADirectoryError) as error:
            raise ReadError(
                f"{self.folder} holds no corpus, or one that is not whole yet; "
                f"storymap corpus INPUT... -o {self.folder} makes it"
            ) from error
        except ValueError as error:
            raise ReadError(f"{self.folder}/{CONTENTS} is damaged; read the corpus again") from error
        return {str(name): int(count) for name, count in contents["rows"].items()}

    def store(self) -> Store:
        """Return the folder's files."""
        return open_store(self.folder)

    def parts(self, table: str) -> list[str]:
        """Return the names of a table's files, in their order."""
        return [f"{table}/{name}" for name in self.store().names(table)]

    def batches(self, table: str, columns: list[str] | None = None) -> "Iterator[pa.Table]":
        """Yield a table part by part, in the order of the documents."""
        needed("pyarrow")
        import pyarrow as pa
        from pyarrow import parquet

        store = self.store()
        for name in self.parts(table):
            yield parquet.read_table(pa.BufferReader(store.read(name)), columns=columns)

    def table(self, name: str) -> "pa.Table":
        """Return a table as a whole, as Arrow."""
        import pyarrow as pa

        return pa.concat_tables(self.batches(name))

    def stories(self) -> "Iterator[tuple[str, Story]]":
        """Yield the documents' ids and stories, one at a time; a document that came twice has one story."""
        columns = ["document", "title", "source", "text", "story"]
        for part in self.batches("documents", columns):
            for row in part.to_pylist():
                if row["story"] is not None:
                    yield row["document"], story_of(row)


def story_of(row: dict[str, Any]) -> "Story":
    """Return the story of a row of ``documents``."""
    from storymap.files import story_from_dict

    told = json.loads(row["story"])
    about = {key: row[key] for key in ("title", "source", "text")}
    return story_from_dict({**told, "document": {**told["document"], **about, "id": row["document"]}})
