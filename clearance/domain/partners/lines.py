"""The goods lines of a manifest that some agency looks at, each with its place in the filing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from clearance.domain.manifest import Manifest
from clearance.domain.partners.needs import Goods, Severities, agencies_of, goods_of

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
