"""The programmes one can join: who may hold them, fee, validity and the law they rest on (domain facts 5.1 to 5.3).

A driver starts at T2, since section 6.2 opens the FAST lane with the card itself; companies start at T1 and rise
on their record (R-08). Fees and terms for persons: SOR/2003-323 ss. 6.1, 6.2, 10 and 24 as changed by SOR/2024-147. Organisations pay
nothing; their term follows the four-year revalidation of C-TPAT.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from enrollment.domain.tiers import LADDER, NEXUS
from portal.core.domain.text import Text

FAST_CARRIER = "FAST_CARRIER"
FAST_SHIPPER = "FAST_SHIPPER"
FAST_DRIVER = "FAST_DRIVER"
NEXUS_TRAVELLER = "NEXUS"
ORGANISATION = "organisation"
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Programme:
    """One programme. `holder` is organisation or person; `fee` is in US dollars, paid once for both countries,
    as the law has it; what is charged is the version in force (domain/fees.py).

    `tiers` are the tiers a membership can have, lowest first; `service_days` is the published standard for
    deciding an application; `minimum_age` is in years, None where the law sets none.
    """

    code: str
    name: Text
    summary: Text
    basis: Text
    holder: str
    organisation_kinds: frozenset[str]
    fee: Decimal
    validity_years: int
    minimum_age: int | None
    entry_tier: str
    tiers: tuple[str, ...]
    service_days: int
    number_prefix: str

    @property
    def for_organisations(self) -> bool:
        return self.holder == ORGANISATION

    @property
    def has_ladder(self) -> bool:
        """Say whether a member can rise and be demoted within the programme."""
        return len(self.tiers) > 1


PROGRAMMES: dict[str, Programme] = {
    programme.code: programme
    for programme in (
        Programme(
            FAST_CARRIER,
            Text("FAST for carriers", "EXPRES pour transporteurs"),
            Text(
                "For companies that move goods across the border by truck; small and less-than-truckload carriers too.",
                "Pour les entreprises qui passent la frontière par camion, petits transporteurs et groupage compris.",
            ),
            Text(
                "C-TPAT minimum security criteria and Partners in Protection (memorandum D23-1-1)",
                "Critères minimaux de sûreté du C-TPAT et Partenaires en protection (mémorandum D23-1-1)",
            ),
            ORGANISATION,
            frozenset({"carrier"}),
            Decimal(0),
            4,
            None,
            "T1",
            LADDER,
            90,
            "FC",
        ),
        Programme(
            FAST_SHIPPER,
            Text("FAST for importers and shippers", "EXPRES pour importateurs et expéditeurs"),
            Text(
                "For companies whose goods cross the border, as importer or as shipper.",
                "Pour les entreprises dont les marchandises traversent la frontière, comme importateur ou comme expéditeur.",
            ),
            Text(
                "C-TPAT minimum security criteria and Partners in Protection (memorandum D23-1-1)",
                "Critères minimaux de sûreté du C-TPAT et Partenaires en protection (mémorandum D23-1-1)",
            ),
            ORGANISATION,
            frozenset({"shipper"}),
            Decimal(0),
            4,
            None,
            "T1",
            LADDER,
            90,
            "FS",
        ),
        Programme(
            FAST_DRIVER,
            Text("FAST for drivers", "EXPRES pour chauffeurs"),
            Text(
                "For commercial drivers: one card that opens the FAST lane in both directions.",
                "Pour les chauffeurs professionnels : une seule carte qui ouvre la voie EXPRES dans les deux sens.",
            ),
            Text(
                "Presentation of Persons (2003) Regulations, section 6.2",
                "Règlement de 2003 sur l'obligation de se présenter à un bureau, article 6.2",
            ),
            PERSON,
            frozenset(),
            Decimal(50),
            5,
            18,
            "T2",
            LADDER,
            56,
            "FD",
        ),
        Programme(
            NEXUS_TRAVELLER,
            Text("NEXUS for travellers", "NEXUS pour voyageurs"),
            Text(
                "For people who cross often and privately: one card, one interview, both countries.",
                "Pour les personnes qui traversent souvent à titre privé : une carte, une entrevue, deux pays.",
            ),
            Text(
                "Presentation of Persons (2003) Regulations, section 6.1",
                "Règlement de 2003 sur l'obligation de se présenter à un bureau, article 6.1",
            ),
            PERSON,
            frozenset(),
            Decimal(120),
            5,
            None,
            NEXUS,
            (NEXUS,),
            56,
            "NX",
        ),
    )
}


def programme_get(code: str) -> Programme:
    """Give the programme; KeyError when there is none of that code."""
    return PROGRAMMES[code]


def years_after(day: date, years: int) -> date:
    """Give the same day `years` later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def age_on(born: date, day: date) -> int:
    """Give the age in whole years on that day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
