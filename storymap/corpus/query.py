"""Questions to a corpus in SQL, answered by DuckDB over its Parquet files."""

import tomllib
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any

from storymap.corpus.corpus import Corpus
from storymap.corpus.extra import needed
from storymap.corpus.store import is_address, system_of
from storymap.errors import StorymapError

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = ("documents", "mentions", "places", "events", "errors")


def ask(folder: str, sql: str, values: Mapping[str, object] | None = None) -> "pa.Table":
    """Return the answer to a question as an Arrow table.

    Args:
        folder: that of a corpus, or its address.
        sql: a statement of DuckDB over the tables (``TABLES``); with its extension "spatial" where that is
            installed. Nothing is fetched.
        values: what stands for ``$name`` in it.

    Raises:
        ReadError: there is no whole corpus.
        StorymapError: the statement is wrong, or the extra "corpus" is not installed.
    """
    duckdb = needed("duckdb")
    Corpus(folder).rows()
    connection = duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    )
    with connection:
        _load_spatial(connection, duckdb)
        _views(connection, folder)
        try:
            answer = connection.sql(sql, params=dict(values) if values else None)
            if answer is None:
                raise StorymapError("the question has no answer: it is a statement that gives no rows")
            return answer.to_arrow_table()
        except duckdb.Error as error:
            reason = " ".join(str(error).split())
            raise StorymapError(f"the question cannot be answered: {reason}") from error


def _load_spatial(connection: Any, duckdb: Any) -> None:
    """Load DuckDB's functions for geometries, if they are on this machine; ``lat`` and ``lon`` always are."""
    try:
        connection.load_extension("spatial")
    except duckdb.Error:
        return


def _views(connection: Any, folder: str) -> None:
    root = folder.rstrip("/")
    if is_address(folder):
        system, _ = system_of(folder)
        connection.register_filesystem(system)
    for table in TABLES:
        files = f"{root}/{table}/*.parquet".replace("'", "''")
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{files}')")  # noqa: S608
    for name, view in _data("views.toml").items():
        connection.execute(f"CREATE VIEW {name} AS {view['sql']}")


def questions() -> Mapping[str, Mapping[str, Any]]:
    """Return the questions that have names: ``what`` they ask, their ``sql``, and the ``values`` it needs."""
    return _data("questions.toml")


def _data(name: str) -> Mapping[str, Mapping[str, Any]]:
    text = (resources.files("storymap.corpus") / "data" / name).read_text(encoding="utf-8")
    return tomllib.loads(text)


def question_named(question: str, given: Mapping[str, str]) -> tuple[str, dict[str, object]]:
    """Return the SQL of a question that has a name, or the SQL that was given; and its values.

    Raises:
        StorymapError: there is no such question, or a value that it does not ask for.
    """
    named = questions().get(question)
    if named is None:
        if " " not in question.strip():
            raise StorymapError(
                f"there is no question {question!r}; there are {', '.join(questions())}, or give SQL"
            )
        return question, dict(given)
    values: dict[str, object] = dict(named.get("values", {}))
    for name, value in given.items():
        if name not in values:
            asked = ", ".join(values) or "nothing"
            raise StorymapError(f"{question} does not ask for {name!r}; it asks for {asked}")
        values[name] = _like(values[name], value, name)
    return str(named["sql"]), values


def _like(default: object, value: str, name: str) -> object:
    if not isinstance(default, int):
        return value
    try:
        return int(value)
    except ValueError as error:
        raise StorymapError(f"{name} must be a whole number, not {value!r}") from error


def listed() -> str:
    """Return the questions that have names, for people."""
    lines = []
    for name, question in questions().items():
        values = " ".join(f"--set {key}={value}" for key, value in question.get("values", {}).items())
        lines += [f"{name}  {question['what']}", *([f"    {values}"] if values else [])]
    return "\n".join(lines) + "\n"
