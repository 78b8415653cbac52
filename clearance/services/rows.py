"""The rows of one version, written in a single round trip.

A filing of ten lines is some twenty-five rows in six tables. One statement per table, all sent together,
costs the database and this process a fraction of a model instance per row (R-20; docs/filing.md has the
figures). Identifiers are made here (UUIDv7), so that nothing has to be read back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models

from clearance.domain.manifest import Equipment as EquipmentFacts
from clearance.domain.manifest import Manifest, Party
from clearance.domain.manifest import Seal as SealFacts
from clearance.domain.manifest import Shipment as ShipmentFacts
from clearance.domain.numbers import control_number
from clearance.models import CrewMember, Equipment, GoodsLine, Seal, Shipment
from portal.core.ids import uuid7

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for one table: the model, its columns in order, and one tuple per row."""

    model: type[models.Model]
    columns: tuple[str, ...]
    rows: Sequence[Row]


VERSION_ROW = ("id", "version_id", "position")
SHIPMENT = (
    *VERSION_ROW,
    "reference",
    "control_number",
    "release_type",
    "shipper_name",
    "consignee_name",
    "importer_name",
    "importer_identifier",
    "loading_country",
    "currency",
    "weight_kg",
    "in_bond",
)
GOODS_LINE = (
    *VERSION_ROW,
    "shipment_id",
    "description",
    "hs_code",
    "quantity",
    "package_code",
    "weight_kg",
    "value",
    "origin",
    "un_number",
)
EQUIPMENT = (*VERSION_ROW, "number", "type", "plate", "plate_jurisdiction", "third_country")
SEAL = (*VERSION_ROW, "equipment_id", "number", "grade")
CREW = (*VERSION_ROW, "role", "family_name", "given_name", "birth_date", "citizenship", "fast_card")


def rows_write(tables: Sequence[Table]) -> None:
    """Insert all rows of all tables in one round trip. Table and column names are this package's own."""
    filled = [table for table in tables if table.rows]
    values = [value for table in filled for row in table.rows for value in row]
    if filled:
        with connection.cursor() as cursor:
            cursor.execute("; ".join(_statement(table) for table in filled), values)


def _statement(table: Table) -> str:
    place = "(" + ", ".join(["%s"] * len(table.columns)) + ")"
    places = ", ".join([place] * len(table.rows))
    return " ".join(("INSERT INTO", table.model._meta.db_table, _columns(table.columns), "VALUES", places))


@cache
def _columns(names: tuple[str, ...]) -> str:
    return "(" + ", ".join(names) + ")"


def version_rows(version_id: UUID, manifest: Manifest) -> list[Table]:
    """Give the rows of shipments, goods, equipment, seals and crew of one version."""
    shipments = [(uuid7(), shipment) for shipment in manifest.shipments]
    equipment = [(uuid7(), item) for item in manifest.equipment]
    return [
        Table(Shipment, SHIPMENT, [_shipment(version_id, manifest, i, key, s) for i, (key, s) in enumerate(shipments)]),
        Table(GoodsLine, GOODS_LINE, _lines(version_id, shipments)),
        Table(Equipment, EQUIPMENT, [_equipment(version_id, i, key, item) for i, (key, item) in enumerate(equipment)]),
        Table(Seal, SEAL, _seals(version_id, manifest, equipment)),
        Table(CrewMember, CREW, _crew(version_id, manifest)),
    ]


def _name(party: Party | None) -> str:
    return party.name if party else ""


def _shipment(version_id: UUID, manifest: Manifest, position: int, key: UUID, shipment: ShipmentFacts) -> Row:
    importer = shipment.importer_or_consignee
    return (
        key,
        version_id,
        position,
        shipment.reference,
        control_number(manifest.trip, shipment),
        shipment.release_type,
        _name(shipment.shipper),
        _name(shipment.consignee),
        _name(importer),
        importer.identifier if importer else "",
        shipment.loading_country,
        shipment.currency,
        shipment.weight_kg,
        shipment.in_bond is not None,
    )


def _lines(version_id: UUID, shipments: Sequence[tuple[UUID, ShipmentFacts]]) -> list[Row]:
    return [
        (
            uuid7(),
            version_id,
            position,
            key,
            line.description,
            line.hs_code,
            line.quantity or 0,
            line.package_code,
            line.weight_kg,
            line.value,
            line.origin,
            line.un_number,
        )
        for key, shipment in shipments
        for position, line in enumerate(shipment.lines)
    ]


def _equipment(version_id: UUID, position: int, key: UUID, item: EquipmentFacts) -> Row:
    return (
        key,
        version_id,
        position,
        item.number,
        item.type,
        item.plate,
        item.plate_jurisdiction,
        item.third_country,
    )


def _seals(version_id: UUID, manifest: Manifest, equipment: Sequence[tuple[UUID, EquipmentFacts]]) -> list[Row]:
    places: list[tuple[UUID | None, Sequence[SealFacts]]] = [(None, manifest.conveyance.seals)]
    places += [(key, item.seals) for key, item in equipment]
    return [
        (uuid7(), version_id, position, key, seal.number, seal.grade)
        for key, seals in places
        for position, seal in enumerate(seals)
    ]


def _crew(version_id: UUID, manifest: Manifest) -> list[Row]:
    return [
        (
            uuid7(),
            version_id,
            position,
            member.role,
            member.family_name,
            member.given_name,
            member.birth_date,
            member.citizenship,
            member.fast_card,
        )
        for position, member in enumerate(manifest.crew)
    ]
