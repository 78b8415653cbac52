"""How values are spelt in messages: each transform reads the texts of its positions and writes them back.

`read` gives one value for each path of the element, `write` one text for each position. Either raises
ValueError for what it cannot do. The rebuild is held to the original text, so a transform may be lax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

Texts = Sequence[str]


class Transform(NamedTuple):
    """One pair of functions, and what a person is told the form is."""

    read: Callable[[Texts, int], Sequence[Any]]
    write: Callable[[Sequence[Any], int, int], Texts]
    form: str = ""


def _text(value: Any) -> str:
    if value is True or value is False:
        return "true" if value else ""
    return "" if value is None else str(value)


# --- one value over one or several positions ----------------------------------------------------------------
def join_pieces(pieces: Sequence[str], most: int) -> str:
    """Put lines together: a line that is not full ended at a space."""
    out = ""
    for number, piece in enumerate(pieces, 1):
        out += piece
        if piece and number < len(pieces) and len(piece) != most:
            out += " "
    return out


def cut_pieces(text: str, most: int) -> list[str]:
    """Cut a text into lines so that join_pieces gives it back; at spaces, where there are any."""
    pieces: list[str] = []
    while len(text) > most > 0:
        at = text.rfind(" ", 1, most)
        if at > 0 and text[at - 1] != " " and text[at + 1] != " ":
            pieces.append(text[:at])
            text = text[at + 1 :]
        else:
            pieces.append(text[:most])
            text = text[most:]
    return [*pieces, text]


def _spread_read(texts: Texts, most: int) -> Sequence[Any]:
    if len(texts) == 1:
        return texts
    filled = list(texts)
    while len(filled) > 1 and not filled[-1]:
        filled.pop()
    return (join_pieces(filled, most),)


def _spread_write(values: Sequence[Any], count: int, most: int) -> Texts:
    text = _text(values[0])
    pieces = cut_pieces(text, most) if count > 1 else [text]
    if len(pieces) > count:  # cutting at spaces left too little room: full lines, and what is too long stays last
        full = most * (count - 1)
        pieces = [*(text[at : at + most] for at in range(0, full, most)), text[full:]]
    return pieces


# --- numbers and flags -------------------------------------------------------------------------------------
def _integer(texts: Texts, _most: int) -> Sequence[Any]:
    text = texts[0]
    if not (text.isascii() and text.strip().isdigit() and len(text) <= 18):
        raise ValueError(text)
    return (int(text),)


def _decimal(texts: Texts, _most: int) -> Sequence[Any]:
    text = texts[0].replace(",", ".")
    if not re.fullmatch(r"-?\d*\.?\d+", text, re.ASCII):
        raise ValueError(text)
    return (text,)


def _hundredths_read(texts: Texts, _most: int) -> Sequence[Any]:
    (number,) = _integer(texts, 0)
    whole, part = divmod(number, 100)
    return (f"{whole}.{part:02d}" if part else str(whole),)


def _hundredths_write(values: Sequence[Any], _count: int, _most: int) -> Texts:
    match = re.fullmatch(r"(\d+)(?:\.(\d{1,2})0*)?", _text(values[0]), re.ASCII)
    if not match:
        raise ValueError(values[0])
    return (str(int(match[1] + (match[2] or "").ljust(2, "0"))),)


def _flag_read(texts: Texts, _most: int) -> Sequence[Any]:
    return (texts[0] not in ("", "false"),)


# --- dates ---------------------------------------------------------------------------------------------------
def _date_read(texts: Texts, _most: int) -> Sequence[Any]:
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", texts[0], re.ASCII)
    if not match:
        raise ValueError(texts[0])
    return (date(*map(int, match.groups())).isoformat(),)


def _date_write(values: Sequence[Any], _count: int, _most: int) -> Texts:
    return (_digits(values[0], 10, 8),)


def _minute_read(texts: Texts, _most: int) -> Sequence[Any]:
    """A moment on the clock of the port; the message does not say the offset.

    X12 has date and time apart: there the century may be missing (4010 and before), and seconds may follow.
    """
    text = "".join(texts) if len(texts) == 1 else "20" * (len(texts[0].strip()) == 6) + texts[0].strip() + texts[1][:4]
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?", text.strip(), re.ASCII)
    if not match:
        raise ValueError(texts[0])
    numbers = [int(part) for part in match.groups() if part]
    if len(numbers) < 5:
        return (date(*numbers).isoformat(),)
    year, month, day, hour, minute = numbers
    return (datetime(year, month, day, hour, minute).isoformat(timespec="minutes"),)


def _minute_write(values: Sequence[Any], count: int, _most: int) -> Texts:
    digits = _digits(values[0], 16, 12)
    return (digits,) if count == 1 else (digits[:8], digits[8:])


def _digits(value: Any, length: int, least: int) -> str:
    digits = re.sub(r"[-T:]", "", _text(value)[:length])
    if not (digits.isascii() and digits.isdigit() and len(digits) in (8, least)):
        raise ValueError(value)
    return digits


# --- numbers made of two parts -------------------------------------------------------------------------------
def _prefix_read(texts: Texts, _most: int) -> Sequence[Any]:
    """The carrier's code (four characters) and the reference that follows it."""
    return texts[0][:4], texts[0][4:]


def _prefix_write(values: Sequence[Any], _count: int, _most: int) -> Texts:
    return ("".join(map(_text, values)),)


def _owner_read(texts: Texts, _most: int) -> Sequence[Any]:
    """An equipment number sent in two positions: the owner's letters and the rest."""
    return ("".join(texts),)


def _owner_write(values: Sequence[Any], _count: int, _most: int) -> Texts:
    match = re.fullmatch(r"([A-Z]{4})(.+)", _text(values[0]))
    return (match[1], match[2]) if match else ("", _text(values[0]))


def _plain(values: Sequence[Any], _count: int, _most: int) -> Texts:
    return (_text(values[0]),)


TRANSFORMS: dict[str, Transform] = {
    "text": Transform(_spread_read, _spread_write),
    "integer": Transform(_integer, _plain, "999"),
    "decimal": Transform(_decimal, _plain, "999.9"),
    "hundredths": Transform(_hundredths_read, _hundredths_write, "99900"),
    "flag": Transform(_flag_read, _plain),
    "date": Transform(_date_read, _date_write, "CCYYMMDD"),
    "minute": Transform(_minute_read, _minute_write, "CCYYMMDDHHMM"),
    "prefix": Transform(_prefix_read, _prefix_write),
    "owner": Transform(_owner_read, _owner_write),
}
