"""A Firefox without a window or a network, driven by its own protocol, Marionette: it needs no driver."""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

NAMES = ("firefox", "firefox-esr")
KEYS = {
    "ArrowDown": "\ue015",
    "ArrowLeft": "\ue012",
    "ArrowRight": "\ue014",
    "ArrowUp": "\ue013",
    "Control": "\ue009",
    "End": "\ue010",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Home": "\ue011",
    "Shift": "\ue008",
    "Space": " ",
    "Tab": "\ue004",
}
_PREFERENCES = {
    "marionette.port": 0,  # any that is free; Firefox writes it into the profile
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "devtools.console.stdout.content": True,  # what a page says, but not what Firefox says itself
    "devtools.console.stdout.chrome": False,
    "extensions.webcompat.enable_interventions": False,  # these are told as a page's words
    "extensions.webcompat.enable_shims": False,
    "extensions.webcompat.perform_injections": False,
    "extensions.webcompat.perform_ua_overrides": False,
    "ui.prefersReducedMotion": 1,
}
# Keeps the page's errors and what it asks servers for; runs in Firefox's own scope.
_LISTEN = """
const [path] = arguments;
const seen = globalThis.storymapSeen = [];
const page = gBrowser.selectedBrowser.browsingContext;
Services.io.offline = true;
Services.console.registerListener({ observe(message) {
  const isOurs = message instanceof Ci.nsIScriptError && message.sourceName.includes(path);
  if (isOurs) seen.push(message.errorMessage);
} });
Services.obs.addObserver((channel) => {
  const { loadInfo, URI } = channel.QueryInterface(Ci.nsIHttpChannel);
  if (loadInfo.browsingContextID === page.id) seen.push(`asked for ${URI.spec}`);
}, "http-on-opening-request");
"""


def firefox_program() -> str | None:
    """Return the path of an installed Firefox; None without one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def firefox(program: str, profile: Path) -> Iterator["Firefox"]:
    """Yield a running Firefox with a fresh profile in an empty folder, and end it."""
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [program, "--headless", "--no-remote", "--profile", str(profile)]
    command += ["--marionette", "--remote-allow-system-access"]
    said = profile / "said.txt"
    with said.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL) as running:
        try:
            with socket.create_connection(("127.0.0.1", _port(profile, running)), timeout=60) as connected:
                yield Firefox(connected, said)
        finally:
            running.terminate()


def _port(profile: Path, running: subprocess.Popen[bytes]) -> int:
    told = profile / "MarionetteActivePort"
    until = time.monotonic() + 60
    while not (told.exists() and told.read_text()):
        if running.poll() is not None or time.monotonic() > until:
            raise RuntimeError("Firefox did not start")
        time.sleep(0.1)
    return int(told.read_text())


class Firefox:
    """One window of Firefox. Marionette answers [1, id, error, value], with the length before it."""

    def __init__(self, connected: socket.socket, said: Path) -> None:
        self._said = said
        self._before = 0
        self._socket = connected
        self._count = 0
        self._answer()
        self.call("WebDriver:NewSession")

    def call(self, name: str, **parameters: object) -> Any:
        """Send a command and return its value.

        Raises:
            RuntimeError: Firefox answers with an error.
        """
        self._count += 1
        message = json.dumps([0, self._count, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, _, error, value = self._answer()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return value["value"] if isinstance(value, dict) and set(value) == {"value"} else value

    def _answer(self) -> Any:
        length = b""
        while (byte := self._socket.recv(1)) != b":":
            length += byte
        answer = bytearray()
        while missing := int(length) - len(answer):
            answer += self._socket.recv(missing)
        return json.loads(answer)

    def open(self, path: Path | str, *, width: int = 1280, height: int = 800) -> None:
        """Open a page as a reader would, and wait until its script has run."""
        self.visit(path if isinstance(path, str) else path.as_uri(), width=width, height=height)
        self.wait("return document.documentElement.dataset.ready")

    def visit(self, address: str, *, width: int = 1280, height: int = 800) -> None:
        """Open any page; what it says and asks for is listened to from the start."""
        self._privileged(_LISTEN, address.rpartition("/")[2])
        self._before = len(self._lines())
        self.resize(width, height)
        self.call("WebDriver:Navigate", url=address)

    def resize(self, width: int, height: int) -> None:
        """Give the window another size."""
        self.call("WebDriver:SetWindowRect", width=width, height=height)

    def complaints(self) -> list[str]:
        """Return what the page wrote to the console and what it asked a server for."""
        return [*self._privileged("return globalThis.storymapSeen"), *self._lines()[self._before :]]

    def _lines(self) -> list[str]:
        said = self._said.read_text(encoding="utf-8", errors="replace").splitlines()
        return [line for line in said if line.startswith("console.")]

    def _privileged(self, script: str, *arguments: object) -> Any:
        self.call("Marionette:SetContext", value="chrome")
        try:
            return self.call("WebDriver:ExecuteScript", script=script, args=arguments, sandbox="system")
        finally:
            self.call("Marionette:SetContext", value="content")

    def run(self, script: str) -> Any:
        """Run a script in the page and return what it returns."""
        return self.call("WebDriver:ExecuteScript", script=script, args=[])

    def wait(self, script: str) -> None:
        """Wait until a script returns something true.

        Raises:
            AssertionError: it did not within some seconds.
        """
        until = time.monotonic() + 60
        while not self.run(script):
            assert time.monotonic() < until, script
            time.sleep(0.1)

    def find(self, selector: str) -> str:
        """Return Firefox's reference to the first element that a CSS selector finds."""
        return str(
            next(iter(self.call("WebDriver:FindElement", using="css selector", value=selector).values()))
        )

    def click(self, selector: str) -> None:
        """Click an element."""
        self.call("WebDriver:ElementClick", id=self.find(selector))

    def press(self, *keys: str) -> None:
        """Press keys, one after the other, whatever has the focus; "Control+z" are two together."""
        strokes = []
        for key in keys:
            held = [KEYS.get(part, part) for part in key.split("+")]
            strokes += [{"type": "keyDown", "value": part} for part in held]
            strokes += [{"type": "keyUp", "value": part} for part in reversed(held)]
        self.call("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": strokes}])

    def point(self, *actions: dict[str, Any]) -> None:
        """Move and press a mouse: {"type": "pointerMove", "x": 3, "y": 4}, {"type": "pointerDown"} …"""
        full = [{"button": 0, "duration": 0, **action} for action in actions]
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": full}
        self.call("WebDriver:PerformActions", actions=[mouse])

    def type(self, selector: str, text: str) -> None:
        """Type text into a field."""
        self.call("WebDriver:ElementSendKeys", id=self.find(selector), text=text)
