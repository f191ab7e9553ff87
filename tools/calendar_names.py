"""Writes the names of months and weekdays of the languages whose dates are read, from CLDR.

``python -m tools.calendar_names``: storymap/when/languages/calendar.toml, in the order of the alphabet.
"""

from pathlib import Path

from babel import Locale

LANGUAGES = "ar cs da de el es fi fr hi hr hu it ja ko nb nl nn pl pt ro ru sk sv tr uk zh".split()
TARGET = Path(__file__).parents[1] / "storymap" / "when" / "languages" / "calendar.toml"


def main() -> None:
    """Write the file."""
    lines = [
        "# Months (1–12) and weekdays (Monday is 0) by language, from CLDR: python -m tools.calendar_names\n"
    ]
    for code in LANGUAGES:
        locale = Locale.parse(code)
        lines.append(f"\n[{code}]\n")
        for key, names, shift in (("months", locale.months, 0), ("weekdays", locale.days, 0)):
            for width, name in (("wide", key), ("abbreviated", f"{key}_short")):
                lines.append(f'{name} = "{_written(names, width, shift)}"\n')
    TARGET.write_text("".join(lines), encoding="utf-8")


def _written(names: dict, width: str, shift: int) -> str:
    """Return "name:number" for each name in either of its forms, in lower case, without its full stop."""
    found: dict[str, int] = {}
    for form in ("format", "stand-alone"):
        for number, name in names[form][width].items():
            bare = name.lower().rstrip(".").strip()
            if bare and not bare.isdigit():
                found.setdefault(bare.replace(" ", "_"), number + shift)
    return " ".join(
        f"{name}:{number}" for name, number in sorted(found.items(), key=lambda item: (item[1], item[0]))
    )


if __name__ == "__main__":
    main()
