"""Short forms of place names, and whether a word of a text is written as one.

"Ind." is Indiana and "Ind" is not; "IN" may be and "In" never is. The short forms themselves are in
data/abbreviations.csv, each exactly as it must be written.
"""


def is_written_so(surface: str, spellings: str) -> bool:
    """Tell whether the surface form is letter by letter one of the spellings, parted by "|"."""
    return " ".join(surface.split()) in spellings.split("|")
