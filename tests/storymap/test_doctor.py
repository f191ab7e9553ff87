"""What is installed is looked at as it stands on the disk: whole, damaged or lacking."""

import base64
import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from storymap.cli import main
from storymap.doctor import EXTRAS, Finding, encoder, extras, files_of, gazetteer_in, pipeline

MODULE = b"A = 1\n"


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Install a package of one module by hand, as pip leaves it, and return its module."""
    module = tmp_path / "wholesome.py"
    module.write_bytes(MODULE)
    info = tmp_path / "wholesome-1.2.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: wholesome\nVersion: 1.2\n")
    digest = base64.urlsafe_b64encode(hashlib.sha256(MODULE).digest()).rstrip(b"=").decode()
    (info / "RECORD").write_text(
        f"wholesome.py,sha256={digest},{len(MODULE)}\nwholesome-1.2.dist-info/RECORD,,\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    return module


def only(name: str) -> Finding:
    (finding,) = files_of(name)
    return finding


def test_files_are_held_against_their_hashes(installed: Path) -> None:
    assert only("wholesome") == Finding(
        what="wholesome 1.2", state="good", found="1 files as they were installed"
    )


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b"A = 2\n"), Path.unlink])
def test_a_changed_or_missing_file_is_named_with_what_mends_it(installed: Path, damage) -> None:  # type: ignore[no-untyped-def]
    damage(installed)

    finding = only("wholesome")

    assert finding.state == "bad"
    assert finding.found == "1 of 1 files are missing or changed: wholesome.py"
    assert finding.do.endswith("wholesome==1.2")


def test_a_checkout_says_that_nothing_was_checked(installed: Path) -> None:
    origin = {"url": "file:///somewhere", "dir_info": {"editable": True}}
    (installed.parent / "wholesome-1.2.dist-info" / "direct_url.json").write_text(json.dumps(origin))

    assert (only("wholesome").state, "checkout" in only("wholesome").found) == ("note", True)


def test_what_is_not_installed_is_no_fault() -> None:
    assert only("no-such-distribution").state == "note"


def test_a_gazetteer_is_whole_damaged_or_missing(tmp_path: Path) -> None:
    whole = tmp_path / "whole.sqlite"
    with sqlite3.connect(whole) as connection:
        connection.execute("CREATE TABLE place (name)")
        connection.executemany("INSERT INTO place VALUES (?)", [(f"a place {n}",) for n in range(5000)])
    connection.close()
    content = whole.read_bytes()
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(content[:8192] + bytes(len(content) - 8192))

    assert gazetteer_in(whole).state == "good"
    assert gazetteer_in(damaged).state == "bad"
    assert gazetteer_in(tmp_path / "missing.sqlite").state == "bad"


def test_pipeline_and_encoder_are_there() -> None:
    assert {finding.state for finding in (*pipeline(), *encoder())} == {"good"}


def test_the_extras_are_those_that_the_package_names() -> None:
    import tomllib

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))

    assert set(EXTRAS) == set(project["project"]["optional-dependencies"])
    assert len(list(extras())) == len(EXTRAS)


def test_the_command_writes_lines_or_json(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["doctor", "--json"])
    found = json.loads(capfd.readouterr().out)

    assert left.value.code == int(any(finding["state"] == "bad" for finding in found))
    assert found[0]["what"] == "storymap"
