"""Serve a Nominatim of one's own from an OSM file: ``.venv/bin/python tools/nominatim.py FILE.osm``.

For the tests, and for trying ``--geocoder nominatim@http://127.0.0.1:8088`` without asking anybody else.
It needs Debian's packages postgresql, postgresql-postgis and osm2pgsql, and the dependency group "nominatim"
in the Python that runs it. The database lives in a temporary folder, speaks only through a socket in it, and
goes with it; the service listens on 127.0.0.1 only. Nothing is downloaded: Nominatim brings the countries'
borders.

Nominatim is under the GNU General Public License: it runs as programs of its own; nothing here imports it,
and no package of ours contains or requires it.
"""

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

NOMINATIM = Path(sys.executable).with_name("nominatim")
_PATIENCE = 60.0  # seconds for the service to start
_IMPORT = ("--offline", "--no-updates", "--no-partitions")  # the least that answers the same
_OWNER = "postgres"  # PostgreSQL's superuser; as root we also run it as this user of Debian's
# The data can be had again from the file, so nothing waits for the disk.
_SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running Nominatim: where it is asked, its process, and the folder of its database."""

    address: str
    server: "subprocess.Popen[bytes]"
    folder: Path


def main() -> int:
    """Serve until interrupted, or with --check only tell what is missing; return the exit status."""
    parser = argparse.ArgumentParser(description="Serve a Nominatim of one's own from an OSM file.")
    parser.add_argument("osm", type=Path, nargs="?", help="an OSM file: .osm, .osm.pbf")
    parser.add_argument("--port", type=int, default=8088)
    parser.add_argument("--check", action="store_true", help="only say what is missing")
    arguments = parser.parse_args()
    lacking = missing()
    if lacking:
        print("Nominatim cannot be run, there is no " + ", no ".join(lacking), file=sys.stderr)
    if lacking or arguments.check:
        return int(bool(lacking))
    if arguments.osm is None:
        parser.error("which OSM file?")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with suppress(KeyboardInterrupt), serving(arguments.osm, port=arguments.port) as served:
        print(f"serving at {served.address}; stop with Ctrl+C", flush=True)
        served.server.wait()
    return 0


def missing() -> list[str]:
    """Return what is not installed, each with how to install it; [] if Nominatim can be run."""
    return [
        f"{program} ({how})"
        for there, program, how in (
            (_postgres(), "PostgreSQL with PostGIS", "apt-get install postgresql postgresql-postgis"),
            (shutil.which("osm2pgsql"), "osm2pgsql", "apt-get install osm2pgsql"),
            (NOMINATIM.exists(), "Nominatim", f"{sys.executable} -m pip install --group nominatim"),
        )
        if not there
    ]


@contextmanager
def serving(osm: Path, *, port: int = 0) -> Iterator[Served]:
    """Import the OSM file and serve it while the block runs; afterwards nothing of it is left.

    Args:
        osm: The file. Half a minute for a few dozen objects, most of it for the borders of countries.
        port: Where to listen on 127.0.0.1; 0 for any free port.

    Raises:
        RuntimeError: a part of it failed; says which and what it wrote.
    """
    folder = Path(tempfile.mkdtemp(prefix="nominatim-"))
    server = None
    try:
        make_database(folder)
        start_database(folder)
        _run([str(NOMINATIM), "import", "--osm-file", str(osm.resolve()), *_IMPORT], folder)
        port = port or _free_port()
        with (folder / "log").open("ab") as log:
            server = subprocess.Popen(
                [str(NOMINATIM), "serve", "--server", f"127.0.0.1:{port}"],
                **_manner(folder),
                stdout=log,
                stderr=log,
            )
        served = Served(address=f"http://127.0.0.1:{port}", server=server, folder=folder)
        _await(served)
        yield served
    finally:
        if server is not None:
            server.kill()
            server.wait()
        with suppress(RuntimeError):  # it may never have started
            stop_database(folder)
        shutil.rmtree(folder)


def make_database(folder: Path) -> None:
    """Make an empty database cluster in the folder."""
    if _as_root():
        shutil.chown(folder, _OWNER, _OWNER)
    (folder / "project").mkdir()
    _run_postgres(folder, "initdb", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8")


def start_database(folder: Path) -> None:
    """Start the folder's database and wait until it can be asked."""
    _run_postgres(folder, "pg_ctl", "start", "--wait", "--options", f"-k {folder} {_SETTINGS}")


def stop_database(folder: Path) -> None:
    """Stop the folder's database and wait until it is gone."""
    _run_postgres(folder, "pg_ctl", "stop", "--wait", "--mode=fast")


def _postgres() -> Path | None:
    """Return the folder of the newest PostgreSQL's programs that has PostGIS, as Debian lays them out."""
    versions = sorted(
        (path.name for path in Path("/usr/lib/postgresql").glob("*") if path.name.isdecimal()), key=int
    )
    for version in reversed(versions):
        if Path(f"/usr/share/postgresql/{version}/extension/postgis.control").exists():
            return Path(f"/usr/lib/postgresql/{version}/bin")
    return None


def _run_postgres(folder: Path, program: str, *arguments: str) -> None:
    programs = _postgres()
    if programs is None:
        raise RuntimeError("there is no PostgreSQL with PostGIS")
    user = f"--username={_OWNER}"
    command = [str(programs / program), *([user] if program == "initdb" else []), *arguments]
    _run([*command, "--pgdata", str(folder / "data")], folder, user=_OWNER if _as_root() else None)


def _run(command: list[str], folder: Path, user: str | None = None) -> None:
    """Run a command to its end.

    Raises:
        RuntimeError: it failed; with the end of what it and those before it wrote.
    """
    # To a file and not a pipe, which PostgreSQL would hold open for as long as it runs.
    with (folder / "log").open("ab") as log:
        who = {"user": user, "group": user, "extra_groups": []} if user else {}
        done = subprocess.run(command, check=False, stdout=log, stderr=log, **_manner(folder), **who)
    if done.returncode != 0:
        said = (folder / "log").read_text(errors="replace")[-3000:]
        raise RuntimeError(f"{' '.join(command)} failed with status {done.returncode}:\n{said}")


def _manner(folder: Path) -> dict[str, object]:
    """Return how programs are started: in the folder, their settings only from here."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "NOMINATIM_"))}
    settings = {
        "NOMINATIM_DATABASE_DSN": f"pgsql:dbname=nominatim;host={folder};user={_OWNER}",
        "NOMINATIM_DATABASE_WEBUSER": _OWNER,
        "NOMINATIM_LANGUAGES": "en",  # of the names of countries, which are many
    }
    return {"cwd": folder / "project", "env": inherited | settings, "stdin": subprocess.DEVNULL}


def _as_root() -> bool:
    """Tell whether we are root, as whom PostgreSQL refuses to run."""
    return os.geteuid() == 0


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
    return port


def _await(served: Served) -> None:
    """Wait until the service answers.

    Raises:
        RuntimeError: it ended, or does not answer in time.
    """
    direct = build_opener(ProxyHandler({}))
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and served.server.poll() is None:
        with suppress(URLError, OSError), direct.open(f"{served.address}/status", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.2)
    said = (served.folder / "log").read_text(errors="replace")[-3000:]
    raise RuntimeError(f"Nominatim does not answer at {served.address}:\n{said}")


if __name__ == "__main__":
    raise SystemExit(main())
