"""A batch of texts → the five tables of what they say: the function for Spark, Ray and everything else."""

from typing import TYPE_CHECKING

from storymap.corpus.model import Settings

if TYPE_CHECKING:
    import pyarrow as pa

    from storymap.corpus.partitions import Tables


def read_arrow(batch: "pa.Table | pa.RecordBatch", settings: Settings | None = None) -> "Tables":
    """Return what the documents of an Arrow table say, as five Arrow tables; nothing else is read or written.

    Args:
        batch: a column ``text`` and, if need be, ``id``, ``title``, ``author``, ``language``, ``published``,
            ``source``, ``collection``; without ``id`` documents are numbered from 1.
        settings: how they are read.
    """
    import pyarrow.compute as pc

    from storymap.corpus.batch import items_of, key_of, read_batch
    from storymap.corpus.partitions import tables_of
    from storymap.corpus.plan import Planned

    settings = settings or Settings()
    items = tuple(items_of(batch))
    readings = read_batch(items, settings)
    run = [
        Planned(
            number=n,
            name=item.name,
            key=key_of(item, settings),
            collection=item.collection,
            error="",
            same_as="",
            size=len(item.data),
        )
        for n, item in enumerate(items, start=1)
    ]
    # An item's readings stand together, and each begins with its part 0.
    starts = pc.equal(readings["part"], 0).to_pylist()
    rows, row = [], -1
    for is_start in starts:
        row += bool(is_start)
        rows.append(row)
    return tables_of([(one, None) for one in run], readings, rows)
