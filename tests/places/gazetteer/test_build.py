import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from places.gazetteer.build import build
from places.gazetteer.file import FileGazetteer

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_the_same_sources_make_the_same_bytes(tmp_path):
    hashes = []
    for name in ("one", "two"):
        build(tmp_path / name)
        hashes.append(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert hashes[0] == hashes[1]


@pytest.mark.slow
def test_a_wheel_made_from_the_source_distribution_has_a_working_gazetteer(tmp_path):
    hatchling = [sys.executable, "-m", "hatchling", "build", "-d", str(tmp_path / "dist")]
    subprocess.run([*hatchling, "-t", "sdist"], cwd=ROOT, check=True, capture_output=True)
    (sdist,) = (tmp_path / "dist").glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = archive.getnames()
        archive.extractall(tmp_path, filter="data")
    assert not [name for name in names if "world.sqlite" in name]
    unpacked = tmp_path / sdist.name.removesuffix(".tar.gz")
    subprocess.run([*hatchling, "-t", "wheel"], cwd=unpacked, check=True, capture_output=True)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    assert wheel.stat().st_size < 100e6
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")  # noqa: S202 - we packed it ourselves
    world = FileGazetteer(tmp_path / "installed" / "places" / "gazetteer" / "data" / "world.sqlite")
    assert world.lookup("Vladivostok")[0].id == "geonames:2013348"
