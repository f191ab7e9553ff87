"""``storymap edit`` as a user meets it: a process, a browser, a file that holds every change."""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from storymap.files import dump_story
from storymap.files.corrections import load_corrections
from tests.browser.test_edit import choose, doubtful, said  # noqa: F401 - a fixture

ROOT = Path(__file__).parents[2]


@pytest.fixture
def story_file(doubtful, tmp_path):  # noqa: F811
    path = tmp_path / "voyage.json"
    path.write_text(dump_story(doubtful), encoding="utf-8")
    return path


@contextmanager
def editing(path):
    command = [sys.executable, "-m", "storymap", "edit", path, "--no-open"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=path.parent, env=environment
    ) as running:
        line = running.stdout.readline()
        assert line.startswith("editing at http://127.0.0.1:"), running.stderr.read()
        yield running, line.removeprefix("editing at ").strip()
        running.kill()


def opened(context, address):
    tab = context.new_page()
    tab.set_default_timeout(60_000)
    tab.goto(address)
    tab.wait_for_selector("html[data-ready]")
    tab.get_by_role("button", name="Edit", exact=True).click()
    return tab


def held(file):
    return [type(one).__name__ for one in load_corrections(file).operations] if file.exists() else []


def wait_for(check):
    until = time.monotonic() + 60
    while not check():
        assert time.monotonic() < until
        time.sleep(0.1)


def test_changes_are_in_the_file_tabs_know_of_each_other_and_the_end_writes_the_page(browser, story_file):
    file = story_file.with_name("voyage.corrections.json")
    with editing(story_file) as (running, address):
        context = browser.new_context(reduced_motion="reduce")
        tab = opened(context, address)
        tab.keyboard.press("2")
        said(tab, "Callao is Hamilton")
        assert held(file) == ["PlaceSet"]
        other = opened(context, address)
        choose(other, "Story")
        other.get_by_label("Title", exact=True).fill("Two tabs")
        other.keyboard.press("Tab")
        said(other, "The change is kept")
        choose(tab, "Changes")
        expect(tab.locator(".edit-changes")).to_contain_text("Two tabs")
        assert held(file) == ["PlaceSet", "StorySet"]
        tab.keyboard.press("u")
        wait_for(lambda: held(file) == ["PlaceSet"])
        choose(tab, "Places")
        tab.get_by_role("button", name="Auckland", exact=True).click()
        tab.get_by_role("searchbox").fill("Valdivia")
        tab.keyboard.press("Enter")
        expect(tab.locator(".edit-candidate").first).to_contain_text("Valdivia")
        choose(tab, "Events")
        tab.locator('[data-key="event-0"]').click()
        tab.locator('[data-key="date"]').fill("3 March 1911")
        tab.keyboard.press("Enter")
        said(tab, "The change is kept")
        assert json.loads(file.read_text())["operations"][1]["when"]["edtf"] == "1911-03-03"
        tab.get_by_role("button", name="Done").click()
        expect(tab.locator(".step").first).to_contain_text("3 March 1911")
        context.close()
        assert running.wait(timeout=90) == 0
    assert "3 March 1911" in story_file.with_suffix(".html").read_text(encoding="utf-8")
    assert "edit-data" not in story_file.with_suffix(".html").read_text(encoding="utf-8")


def test_another_page_in_the_same_browser_gets_nothing(browser, story_file, tmp_path):
    """A page of another origin knows the port but not the token, or knows even that."""
    with editing(story_file) as (running, address):
        context = browser.new_context()
        tab = context.new_page()
        hostile = tmp_path / "hostile.html"
        hostile.write_text("<!doctype html><title>x</title><iframe></iframe>")
        tab.goto(hostile.as_uri())
        got = tab.evaluate(
            """async (address) => {
              const form = { method: "POST", body: '{"operations": []}' };
              const json = { ...form, headers: { "Content-Type": "application/json" } };
              const add = address + "add";
              const tries = [[address], [address + "state"], [add, form], [add, json]];
              const read = [];
              for (const one of tries) {
                try { read.push(await (await fetch(...one)).text()); } catch { read.push("refused"); }
              }
              await fetch(address + "add", { ...form, mode: "no-cors" }).catch(() => {});
              return read;
            }""",
            address,
        )
        assert got == ["refused"] * 4
        assert not story_file.with_name("voyage.corrections.json").exists()
        context.close()
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=60) == 130
