"""Joins the page's ES modules into one script that runs anywhere, from a file or in a sandboxed frame.

A module may use two forms, each on one line or over several: ``import { a } from "./name.js";`` and
``export`` before a declaration. Anything else that starts with import or export is an error, and so is
a circle. The modules share one scope, so two of them must not declare the same name. Lines that are only a
comment stay in the modules, and out of every page.
"""

import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import\s*\{[^}]*\}\s*from\s*"\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class) )", re.MULTILINE)
_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async )?(?:function\*?|const|let|class) (\w+)", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def join_modules(entry: str, read: Callable[[str], str]) -> str:
    """Return the module ``entry`` and all that it imports as one script, each after what it needs.

    Raises:
        ValueError: a form that cannot be joined, a circle of imports, or a name that two modules declare.
    """
    ordered: dict[str, str] = {}
    _visit(entry, read, ordered, ())
    _check_names(ordered)
    body = "\n".join(ordered.values())
    return f'(() => {{\n"use strict";\n{body}}})();\n'


def _visit(name: str, read: Callable[[str], str], done: dict[str, str], path: tuple[str, ...]) -> None:
    if name in path:
        raise ValueError(f"modules import each other in a circle: {' → '.join((*path, name))}")
    if name in done:
        return
    source = read(name)
    for needed in _IMPORT.findall(source):
        _visit(needed, read, done, (*path, name))
    done[name] = _without_module_words(name, source)


def _without_module_words(name: str, source: str) -> str:
    joined = _COMMENT.sub("", _EXPORT.sub("", _IMPORT.sub("", source)))
    if left := _LEFT_OVER.search(joined):
        raise ValueError(f"{name}: this form cannot be joined: {left.group()}")
    return joined


def _check_names(modules: dict[str, str]) -> None:
    owner: dict[str, str] = {}
    for name, source in modules.items():
        for declared in _DECLARED.findall(source):
            if declared in owner:
                raise ValueError(f"{declared} is declared in {owner[declared]} and in {name}")
            owner[declared] = name
