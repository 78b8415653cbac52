"""The goods lines of a manifest that some agency looks at, each with its place in the filing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from clearance.domain.manifest import Manifest
from clearance.domain.partners.needs import Goods, Severities, agencies_of, applied, goods_of, missing
from clearance.domain.partners.orders import GoodsActedOn

Place = tuple[int, int]  # number of the shipment and of the line, from 0


def line_path(place: Place) -> str:
    return f"shipments[{place[0]}].lines[{place[1]}]"


def answer_path(place: Place, question: str) -> str:
    """Where an error about one answer points: the field of that question, whether it is answered or not."""
    return f"{line_path(place)}.answers[{question}]"


def regulated(
    manifest: Manifest,
    severities: Mapping[str, Severities],
    later: Mapping[Place, Mapping[str, str]] | None = None,
) -> Iterator[tuple[Place, Goods]]:
    """Give place and goods of every line that a table knows or that carries answers.

    `later` are answers given after the filing, by place.
    """
    for number, shipment in enumerate(manifest.shipments):
        for position, line in enumerate(shipment.lines):
            known = severities.get(line.hs6) or ()
            if known or line.answers:
                place = (number, position)
                yield place, goods_of(line, known, (later or {}).get(place))


def partner_agencies(manifest: Manifest, severities: Mapping[str, Severities], on: date) -> frozenset[str]:
    """Give the partner agencies that get a line on this trip."""
    return frozenset(
        agency for goods in {goods for _, goods in regulated(manifest, severities)} for agency in agencies_of(goods, on)
    )


# --- the same over a stored filing, whose JSON is canonical: nothing is read twice ------------------------------
Later = Mapping[Place, Mapping[str, str]]


def regulated_in(
    filing: Mapping[str, Any], severities: Mapping[str, Severities], later: Later | None = None
) -> Iterator[tuple[Place, Goods]]:
    """Give place and goods of every line of a stored filing that a table knows or that carries answers."""
    for number, shipment in enumerate(filing.get("shipments", ())):
        for position, line in enumerate(shipment.get("lines", ())):
            code = str(line.get("hs_code", ""))
            known = severities.get(code[:6]) or ()
            given = {entry["question"]: entry["value"].strip() for entry in reversed(line.get("answers", ()))}
            given |= (later or {}).get((number, position), {})
            if known or given:
                yield (number, position), Goods(code, line.get("origin", ""), tuple(sorted(given.items())), known)


def goods_acted_on(
    filing: Mapping[str, Any], severities: Mapping[str, Severities], on: date, later: Later | None = None
) -> dict[str, list[GoodsActedOn]]:
    """Give the goods each partner agency looks at, as the limits of a delegation order see them."""
    found: dict[str, list[GoodsActedOn]] = {}
    for _place, goods in regulated_in(filing, severities, later):
        programmes = _programmes_by_agency(goods, on)
        lacking = {agency for item in missing(goods, on) for agency in item.agencies}
        for agency in agencies_of(goods, on):
            entry = GoodsActedOn(goods.hs_code, programmes.get(agency, frozenset()), agency not in lacking)
            found.setdefault(agency, []).append(entry)
    return found


def _programmes_by_agency(goods: Goods, on: date) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in applied(goods, on):
        if entry.must:
            found.setdefault(entry.programme.agency, set()).add(entry.programme.code)
    return {agency: frozenset(codes) for agency, codes in found.items()}


def later_answers(filing: Mapping[str, Any], given: Iterable[Mapping[str, str]]) -> dict[Place, dict[str, str]]:
    """Give answers sent after the filing by place: those whose line still holds the goods they were given for."""
    codes = {
        line_path((number, position)): ((number, position), str(line.get("hs_code", "")))
        for number, shipment in enumerate(filing.get("shipments", ()))
        for position, line in enumerate(shipment.get("lines", ()))
    }
    found: dict[Place, dict[str, str]] = {}
    for answer in given:
        place, code = codes.get(answer["path"], (None, ""))
        if place is not None and code == answer["hs_code"]:
            found.setdefault(place, {})[answer["question"]] = answer["value"]
    return found
