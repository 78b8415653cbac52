"""The canonical manifest: what every channel (wizard, upload, API, EDI) turns into and every reader reads.

Fields are in the order of the element table; an absent text is "", an absent number, date or record None.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

KG_PER_LB = Decimal("0.45359237")


@dataclass(frozen=True, slots=True)
class Trip:
    """The header. `reference` has no carrier code; see clearance.domain.numbers for what is made from it."""

    direction: str = ""
    scac: str = ""
    cbsa_code: str = ""
    reference: str = ""
    crossing: str = ""
    eta: datetime | None = None
    load: str = ""
    iit: tuple[str, ...] = ()
    loop: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """One seal; `grade` is the ISO 17712 class H, S or I."""

    number: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Conveyance:
    """The truck, with its plate and, for a hazardous load, its insurance."""

    type: str = ""
    number: str = ""
    plate: str = ""
    plate_jurisdiction: str = ""
    plate_country: str = ""
    vin: str = ""
    usdot: str = ""
    transponder: str = ""
    ace_id: str = ""
    seals: tuple[Seal, ...] = ()
    insurer: str = ""
    policy_number: str = ""
    policy_year: str = ""
    insured_amount: int | None = None


@dataclass(frozen=True, slots=True)
class Equipment:
    """One trailer, chassis or container. `third_country` marks a container that came by sea or air (R-57)."""

    number: str = ""
    type: str = ""
    plate: str = ""
    plate_jurisdiction: str = ""
    plate_country: str = ""
    seals: tuple[Seal, ...] = ()
    iit: tuple[str, ...] = ()
    third_country: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One travel document; `type` is a code of clearance.domain.codes.DOCUMENTS."""

    type: str = ""
    number: str = ""
    country: str = ""
    jurisdiction: str = ""


@dataclass(frozen=True, slots=True)
class CrewMember:
    """One person in the vehicle: DRIVER, CREW or PASSENGER."""

    role: str = ""
    family_name: str = ""
    given_name: str = ""
    birth_date: date | None = None
    gender: str = ""
    citizenship: str = ""
    fast_card: str = ""
    ace_id: str = ""
    us_address: str = ""
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """Shipper, consignee, importer, broker, notify or delivery party."""

    name: str = ""
    address: str = ""
    city: str = ""
    jurisdiction: str = ""
    postal_code: str = ""
    country: str = ""
    identifier_kind: str = ""
    identifier: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class InBond:
    """An in-bond movement: 61 immediate transportation, 62 and export, 63 immediate exportation."""

    entry_type: str = ""
    number: str = ""
    bonded_carrier: str = ""
    onward_scac: str = ""
    firms: str = ""
    destination_port: str = ""
    foreign_port: str = ""
    departure_date: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question of a partner agency; `question` is a code of clearance.domain.partners."""

    question: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class GoodsLine:
    """One kind of goods. `equipment` names the trailer it rides on; empty means the truck or the only one."""

    description: str = ""
    hs_code: str = ""
    quantity: int | None = None
    package_code: str = ""
    weight: Decimal | None = None
    weight_unit: str = ""
    value: Decimal | None = None
    origin: str = ""
    marked_origin: str = ""
    marks: str = ""
    equipment: str = ""
    un_number: str = ""
    hazmat_contact: str = ""
    hazmat_phone: str = ""
    answers: tuple[Answer, ...] = ()

    @property
    def hs6(self) -> str:
        """The part of the code both countries share."""
        return self.hs_code[:6]

    @property
    def national_suffix(self) -> str:
        """What follows the sixth digit, in the tariff of the country of import."""
        return self.hs_code[6:]

    @property
    def weight_kg(self) -> Decimal:
        """Gross weight in kilograms; zero when none was given."""
        weight = self.weight or Decimal(0)
        return weight * KG_PER_LB if self.weight_unit == "LB" else weight


@dataclass(frozen=True, slots=True)
class Shipment:
    """One shipment: consignor to consignee, released as one. `reference` has no carrier code."""

    reference: str = ""
    scac: str = ""
    cbsa_code: str = ""
    release_type: str = ""
    shipper: Party | None = None
    consignee: Party | None = None
    importer: Party | None = None
    broker: Party | None = None
    notify: tuple[Party, ...] = ()
    delivery: tuple[Party, ...] = ()
    loading_city: str = ""
    loading_jurisdiction: str = ""
    loading_country: str = ""
    release_office: str = ""
    sublocation: str = ""
    currency: str = ""
    in_bond: InBond | None = None
    c4_code: str = ""
    csa_instruction: bool = False
    consolidated: bool = False
    ocean_bill: str = ""
    perimeter_id: str = ""
    fda_freight: bool = False
    boarded_quantity: int | None = None
    lines: tuple[GoodsLine, ...] = ()

    @property
    def importer_or_consignee(self) -> Party | None:
        """Who answers for the import: the importer of record, else the consignee."""
        return self.importer or self.consignee

    @property
    def weight_kg(self) -> Decimal:
        return sum((line.weight_kg for line in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class Manifest:
    """One trip with everything aboard."""

    trip: Trip
    conveyance: Conveyance
    equipment: tuple[Equipment, ...] = ()
    crew: tuple[CrewMember, ...] = ()
    shipments: tuple[Shipment, ...] = ()

    @property
    def direction(self) -> str:
        return self.trip.direction

    def day(self, otherwise: datetime) -> date:
        """The day whose rules count: that of arrival, while it is known."""
        return (self.trip.eta or otherwise).date()

    @property
    def drivers(self) -> tuple[CrewMember, ...]:
        return tuple(member for member in self.crew if member.role == "DRIVER")

    @property
    def lines(self) -> tuple[GoodsLine, ...]:
        """Every goods line of every shipment."""
        return tuple(line for shipment in self.shipments for line in shipment.lines)

    @property
    def is_empty(self) -> bool:
        """An empty truck: nothing aboard that needs a release."""
        return not self.shipments

    @property
    def is_bobtail(self) -> bool:
        """A tractor alone."""
        return not self.shipments and not self.equipment
