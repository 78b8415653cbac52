"""The codes of short lists as each agency writes them (clearance/edi/data/codes.csv), both ways."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from clearance.edi.codebook import AGENCIES, CBP

DATA = Path(__file__).resolve().parent / "data"

Table = dict[tuple[str, str], dict[str, str]]


def rows(name: str) -> list[dict[str, str]]:
    """Read one shipped table."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def tables_from(found: Iterable[Mapping[str, str]]) -> tuple[Table, Table]:
    """Build the tables there and back; a code that means two things to one agency is refused."""
    there: Table = {}
    back: Table = {}
    for row in found:
        for agency in AGENCIES:
            key, code = (row["list"], agency), row["cbp" if agency == CBP else "cbsa"]
            there.setdefault(key, {})[row["code"]] = code
            if code and back.setdefault(key, {}).setdefault(code, row["code"]) != row["code"]:
                raise ValueError(f"{row['list']}: {code} stands for two codes at {agency}")
    return there, back


@cache
def _tables() -> tuple[Table, Table]:
    return tables_from(rows("codes.csv"))


def sent(name: str, code: str, agency: str) -> str:
    """The agency's code; a code of no list is sent as it is, without what the basic sets lack."""
    return _tables()[0].get((name, agency), {}).get(code, code.replace("_", "-"))


def filed(name: str, code: str, agency: str) -> str:
    """Our code for the agency's."""
    return _tables()[1].get((name, agency), {}).get(code, code.replace("-", "_"))


def listed(name: str, agency: str) -> Mapping[str, str]:
    """The whole list of one agency: our code to theirs."""
    return _tables()[0].get((name, agency), {})
