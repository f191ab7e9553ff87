"""Files are complete or not there."""

import os
from pathlib import Path

import pytest

from storymap.errors import WriteError
from storymap.export.write import write


def test_a_file_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Zürich\n")

    assert path.read_bytes() == "Zürich\n".encode()
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_an_old_file_keeps_its_permissions_and_a_link_its_target(tmp_path: Path) -> None:
    target = tmp_path / "old.txt"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(target)

    write(link, "new")
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "new"
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_to_not_replaced() -> None:
    write(Path(os.devnull), "x")

    assert not Path(os.devnull).is_file()


def test_a_failed_write_leaves_the_old_file_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old", encoding="utf-8")

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(WriteError, match="cannot be written: No space left on device"):
        write(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


def test_a_directory_and_a_missing_directory_are_named(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="is a directory"):
        write(tmp_path, "x")
    with pytest.raises(WriteError, match="does not exist"):
        write(tmp_path / "none" / "a.html", "x")
