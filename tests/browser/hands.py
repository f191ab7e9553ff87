"""Hands on an editable page: the same deeds by keyboard or by pointer, in Chromium or in Firefox."""

import base64
import io
import json
import time
from typing import Any, Literal, Protocol

from PIL import Image
from playwright.sync_api import Error, Page

from tests.browser.firefox import Firefox

Mode = Literal["keyboard", "pointer"]


def _picture() -> str:
    """Return a picture in base 64."""
    made = io.BytesIO()
    Image.new("RGB", (64, 40), "teal").save(made, "PNG")
    return base64.b64encode(made.getvalue()).decode("ascii")


_PICTURE = _picture()


class Driver(Protocol):
    """What both browsers can be asked."""

    def run(self, script: str) -> Any: ...
    def key(self, *keys: str) -> None: ...
    def type(self, text: str) -> None: ...
    def click(self, x: float, y: float) -> None: ...
    def drag(self, x: float, y: float, to_x: float, to_y: float) -> None: ...


class Chromium:
    """Drives a tab of Playwright's."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab

    def run(self, script: str) -> Any:
        return self.tab.evaluate(f"() => {{ {script} }}")

    def key(self, *keys: str) -> None:
        for key in keys:
            self.tab.keyboard.press(key)

    def type(self, text: str) -> None:
        self.tab.keyboard.type(text)

    def click(self, x: float, y: float) -> None:
        self.tab.mouse.click(x, y)

    def drag(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self.tab.mouse.move(x, y)
        self.tab.mouse.down()
        self.tab.mouse.move(to_x, to_y, steps=4)
        self.tab.mouse.up()


class Fox:
    """Drives a Firefox by Marionette."""

    def __init__(self, firefox: Firefox) -> None:
        self.firefox = firefox

    def run(self, script: str) -> Any:
        return self.firefox.run(script)

    def key(self, *keys: str) -> None:
        self.firefox.press(*keys)

    def type(self, text: str) -> None:
        self.firefox.press(*("Space" if letter == " " else letter for letter in text))

    def click(self, x: float, y: float) -> None:
        at = {"x": round(x), "y": round(y)}
        self.firefox.point({"type": "pointerMove", **at}, {"type": "pointerDown"}, {"type": "pointerUp"})

    def drag(self, x: float, y: float, to_x: float, to_y: float) -> None:
        between = {"x": round((x + to_x) / 2), "y": round((y + to_y) / 2)}
        self.firefox.point(
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown"},
            {"type": "pointerMove", **between, "duration": 100},
            {"type": "pointerMove", "x": round(to_x), "y": round(to_y), "duration": 100},
            {"type": "pointerUp"},
        )


class Hands:
    """Does what a person does, by one means alone."""

    def __init__(self, driver: Driver, mode: Mode) -> None:
        self.driver = driver
        self.mode = mode

    def run(self, script: str) -> Any:
        """Return what a script returns that runs in the page."""
        return self.driver.run(script)

    def wait(self, script: str) -> None:
        """Wait until an expression is true in the page."""
        until = time.monotonic() + 60
        while not self._is_so(script):
            assert time.monotonic() < until, f"{script}; said: {self.told()}"
            time.sleep(0.05)

    def _is_so(self, script: str) -> bool:
        try:
            return bool(self.run(f"return Boolean({script})"))
        except Error:  # the page is being loaded anew
            return False

    def told(self) -> str:
        """Return what the editor said last, and what is wrong."""
        parts = "[...document.querySelectorAll('.edit-said, .edit-state')]"
        return str(self.run(f"return {parts}.map((one) => one.textContent).join(' | ')"))

    def said(self, text: str) -> None:
        """Wait until the editor has said this."""
        self.wait(f"document.querySelector('.edit-said').textContent.includes({json.dumps(text)})")

    def shown(self, selector: str, text: str) -> None:
        """Wait until an element holds this text or, where it is a field, value."""
        one = f"document.querySelector({json.dumps(selector)})"
        try:
            self.wait(f"({one}?.value || {one}?.textContent || '').includes({json.dumps(text)})")
        except AssertionError as error:
            held = self.run(f"return {one}?.value || {one}?.textContent")
            raise AssertionError(f"{selector} holds {held!r}, not {text!r}") from error

    def focus(self, selector: str) -> None:
        """Bring the focus to an element, as Tab would."""
        self.wait(f"document.querySelector({json.dumps(selector)})")
        self.run(f"document.querySelector({json.dumps(selector)}).focus()")
        self.wait(f"document.activeElement === document.querySelector({json.dumps(selector)})")

    def press(self, selector: str) -> None:
        """Press a button."""
        if self.mode == "pointer":
            self.click(selector)
        else:
            self.focus(selector)
            self.driver.key("Enter")

    def toggle(self, selector: str) -> None:
        """Change a checkbox or choose a radio button."""
        if self.mode == "pointer":
            self.click(selector)
        else:
            self.focus(selector)
            self.driver.key("Space")

    def key_or(self, key: str, selector: str) -> None:
        """Press a key of the editor's or, by pointer, the button that does the same."""
        if self.mode == "pointer":
            self.click(selector)
        else:
            self.focus("#editor [data-key=card]")
            self.driver.key(key)

    def write(self, selector: str, text: str) -> None:
        """Write into a field instead of what it holds, and leave it."""
        if self.mode == "pointer":
            self.click(selector)
        else:
            self.focus(selector)
        self.driver.key("Control+a")
        self.driver.type(text)
        self.driver.key("Tab" if self.mode == "pointer" else "Enter")

    def pick(self, selector: str, label: str) -> None:
        """Choose from a list: by its first letters; a pointer opens a window that is none of the page's."""
        if self.mode == "keyboard":
            self.focus(selector)
            self.driver.type(label)
            self.driver.key("Tab")
        else:
            self.wait(f"document.querySelector({json.dumps(selector)})")
            self.run(
                f"const list = document.querySelector({json.dumps(selector)});"
                f"const isMeant = (one) => one.text.startsWith({json.dumps(label)});"
                "list.value = [...list.options].find(isMeant).value;"
                "list.dispatchEvent(new Event('change', { bubbles: true }))"
            )

    def set(self, selector: str, value: str) -> None:
        """Set a field that a window of the browser's sets: a colour, a day."""
        self.wait(f"document.querySelector({json.dumps(selector)})")
        self.run(
            f"const field = document.querySelector({json.dumps(selector)});"
            f"field.value = {json.dumps(value)};"
            "field.dispatchEvent(new Event('change', { bubbles: true }))"
        )

    def click(self, selector: str) -> None:
        """Click the middle of an element."""
        self.driver.click(*self.middle(selector))

    def middle(self, selector: str) -> tuple[float, float]:
        """Return where the middle of an element stands in the window, once it can be seen."""
        self.wait(f"document.querySelector({json.dumps(selector)})")
        x, y = self.run(
            f"const one = document.querySelector({json.dumps(selector)});"
            "one.scrollIntoView({ block: 'center' });"
            "const box = one.getBoundingClientRect();"
            "return [box.x + box.width / 2, box.y + box.height / 2]"
        )
        return float(x), float(y)

    def tab(self, key: str) -> None:
        """Go to a tab of the editor."""
        if self.mode == "pointer":
            self.click(f"#edit-tab-{key}")
        else:
            chosen = "#editor [role=tab][aria-selected=true]"
            for _ in range(6):
                self.focus(chosen)
                if self.run(f"return document.querySelector('{chosen}').id") == f"edit-tab-{key}":
                    break
                self.driver.key("ArrowRight")
        self.wait(f"document.querySelector('#edit-tab-{key}').getAttribute('aria-selected') === 'true'")

    def operations(self) -> list[str]:
        """Return the names of all corrections, the last first, as the page tells them."""
        self.tab("changes")
        names = "[...document.querySelectorAll('.edit-changes > li b')].map((one) => one.textContent)"
        return list(self.run(f"return {names}"))

    def select(self, words: str) -> None:
        """Select words of the text: by Shift and arrow keys, or as dragging over them does."""
        area = "document.querySelector('#edit-text')"
        self.focus("#edit-text")
        at = int(self.run(f"return {area}.value.indexOf({json.dumps(words)})"))
        assert at >= 0
        if self.mode == "keyboard":
            self.run(f"{area}.setSelectionRange({at}, {at})")
            self.driver.key(*["Shift+ArrowRight"] * len(words))
            # Where a line ends, Firefox wants one key more.
            while self.run(f"return {area}.selectionEnd") < at + len(words):
                self.driver.key("Shift+ArrowRight")
        else:
            self.run(
                f"{area}.setSelectionRange({at}, {at + len(words)});{area}.dispatchEvent(new Event('select'))"
            )
        self.shown("#edit-body .edit-excerpt", words)

    def picture(self, key: str) -> None:
        """Drop a picture on a form, or choose it in its file field."""
        give = (
            "field.files = held.files; field.dispatchEvent(new Event('change', { bubbles: true }))"
            if self.mode == "keyboard"
            else "field.closest('fieldset').dispatchEvent("
            "new DragEvent('drop', { dataTransfer: held, bubbles: true, cancelable: true }))"
        )
        self.run(
            f"const bytes = Uint8Array.from(atob('{_PICTURE}'), (letter) => letter.charCodeAt(0));"
            "const held = new DataTransfer();"
            "held.items.add(new File([bytes], 'quay.png', { type: 'image/png' }));"
            f"const field = document.querySelector('[data-key=\"{key}-file\"]'); {give}"
        )
