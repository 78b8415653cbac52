"""Names of files that came from outside, made fit to be shown and kept."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 120


def shown_name(name: str) -> str:
    """Give a file name fit to be shown: last part only, no control or direction characters, 120 at most."""
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    clean = "".join(char for char in last if char.isprintable() and unicodedata.category(char) != "Cf")
    return clean.strip(" .")[-LONGEST_NAME:] or "file"


def named_as(name: str, extension: str) -> str:
    """Give a name with exactly one extension, the one of the content: `plan.php.PDF` is `plan-php.pdf`."""
    stem = shown_name(name).rpartition(".")[0] or shown_name(name)
    kept = "".join(char if char.isalnum() or char in " _-()" else "-" for char in stem).strip(" -")
    return f"{kept[: LONGEST_NAME - 10] or 'document'}.{extension}"
