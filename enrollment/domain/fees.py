"""What joining costs: versions of each fee, waivers and credits, and what one applicant owes (R-05, R-105).

A fee without owner, legal basis, estimated cost to users and review date is no fee. Versions are published under two
keys and count by their dates; before the first one, the amount of the law counts as shipped (F-0). Money is Decimal,
in US dollars, one fee for both countries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from enrollment.domain.programmes import NEXUS_TRAVELLER, ORGANISATION, PROGRAMMES, Programme
from enrollment.domain.tiers import TIERS, rank
from portal.core.domain.text import Text

CURRENCY = "USD"
CENT = Decimal("0.01")
WHOLE = 100
ADULT = 18

TIER, OTHER_CARD, MINOR = "tier", "other_card", "minor"
GROUNDS: dict[str, Text] = {
    TIER: Text("holds a tier in any programme", "détient un niveau dans un programme"),
    OTHER_CARD: Text("is a member of another programme", "est membre d'un autre programme"),
    MINOR: Text(
        "is under 18, with a parent who is a member or applies",
        "a moins de 18 ans et un parent qui est membre ou qui en fait la demande",
    ),
}
# The ground of a minor is the regulation's own; policies are made for the other two.
POLICY_GROUNDS = (TIER, OTHER_CARD)
REGULATION = Text(
    "Presentation of Persons (2003) Regulations (SOR/2003-323), section 24, as changed by SOR/2024-147",
    "Règlement de 2003 sur l'obligation de se présenter à un bureau (DORS/2003-323), article 24, modifié par DORS/2024-147",
)
NO_CHARGE = Text(
    "No provision sets a fee for companies; none is charged",
    "Aucune disposition n'impose de frais aux entreprises; aucuns ne sont exigés",
)
SHIPPED_OWNER = "CBP + CBSA"
SHIPPED_FROM = date(2024, 10, 1)  # the day the amounts of SOR/2024-147 began
SHIPPED_REVIEW = date(2027, 10, 1)


@dataclass(frozen=True, slots=True)
class FeeVersion:
    """One version of one programme's fee; `amount` is in US dollars. Number 0 is the amount shipped with the service."""

    programme: str
    amount: Decimal
    owner: str
    basis: Text
    cost: Text
    review_on: date
    starts_on: date
    ends_on: date | None = None
    number: int = 0
    currency: str = CURRENCY

    @property
    def label(self) -> str:
        """The name people use: F-3."""
        return f"F-{self.number}"

    def overdue(self, day: date) -> bool:
        """Say whether its review date has passed (R-105)."""
        return self.review_on < day


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who pays less of which fee, why, and the policy that says so. `percent` of 100 waives, less is a credit."""

    programme: str
    ground: str
    percent: int
    policy: Text
    why: Text
    starts_on: date
    ends_on: date | None = None
    tier: str = ""
    number: int = 0
    owner: str = SHIPPED_OWNER
    review_on: date = SHIPPED_REVIEW

    @property
    def label(self) -> str:
        """The name people use: W-2; the regulation's own has no number."""
        return f"W-{self.number}" if self.number else ""


@dataclass(frozen=True, slots=True)
class Applicant:
    """What a waiver may rest on. `held` are (programme, tier) of the applicant's active memberships."""

    age: int | None = None
    parent_is_member: bool = False
    held: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an invoice; a waiver's amount is negative and cites its policy."""

    label: Text
    amount: Decimal
    policy: Text

    def as_dict(self) -> dict[str, object]:
        return {"label": self.label.as_dict(), "amount": f"{self.amount:.2f}", "policy": self.policy.as_dict()}


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one applicant owes and by which provisions: gross less waived is due."""

    fee: FeeVersion
    waiver: Waiver | None
    gross: Decimal
    waived: Decimal
    lines: tuple[Line, ...]

    @property
    def due(self) -> Decimal:
        return self.gross - self.waived


STATUTORY = (
    Waiver(
        NEXUS_TRAVELLER,
        MINOR,
        WHOLE,
        REGULATION,
        Text(
            "Families cross together; a child's card does not cost extra.",
            "Les familles traversent ensemble; la carte d'un enfant ne coûte rien de plus.",
        ),
        SHIPPED_FROM,
    ),
)


def shipped_fee(programme: Programme) -> FeeVersion:
    """Give the amount the law sets, as the service was shipped with it."""
    company = programme.holder == ORGANISATION
    return FeeVersion(
        programme.code,
        programme.fee,
        SHIPPED_OWNER,
        NO_CHARGE if company else REGULATION,
        Text(
            "None beyond the time to fill in one joint form",
            "Aucun, hormis le temps de remplir un formulaire commun",
        )
        if company
        else Text(
            "The amount, once in five years; one fee where there were two",
            "Le montant, une fois en cinq ans; des frais uniques au lieu de deux",
        ),
        SHIPPED_REVIEW,
        SHIPPED_FROM,
    )


def counts_on(starts_on: date, ends_on: date | None, day: date) -> bool:
    """Say whether a dated provision counts on that day; the last day is included."""
    return starts_on <= day and (ends_on is None or day <= ends_on)


def fee_on(versions: Iterable[FeeVersion], programme: Programme, day: date) -> FeeVersion:
    """Give the version of the programme's fee in force on the day: the last to begin, else the shipped one."""
    counting = [
        one for one in versions if one.programme == programme.code and counts_on(one.starts_on, one.ends_on, day)
    ]
    return max(counting, key=lambda one: (one.starts_on, one.number), default=shipped_fee(programme))


def applies(waiver: Waiver, programme: str, applicant: Applicant, day: date) -> bool:
    """Say whether the applicant meets the ground of a waiver of this programme's fee on that day."""
    if waiver.programme != programme or not counts_on(waiver.starts_on, waiver.ends_on, day):
        return False
    if waiver.ground == MINOR:
        return applicant.age is not None and applicant.age < ADULT and applicant.parent_is_member
    if waiver.ground == TIER:
        return any(rank(tier) >= rank(waiver.tier) for _, tier in applicant.held if tier in TIERS)
    return waiver.ground == OTHER_CARD and any(code != programme for code, _ in applicant.held)


def fee_for(fee: FeeVersion, waivers: Iterable[Waiver], applicant: Applicant, day: date) -> Assessment:
    """Say what the applicant owes under the version in force; the one waiver that gives most counts, law first.

    Waivers are not added up: each one is a policy with its own reason.
    """
    open_to = [one for one in (*STATUTORY, *waivers) if applies(one, fee.programme, applicant, day)]
    best = max(open_to, key=lambda one: (one.percent, -one.number), default=None)
    name = PROGRAMMES[fee.programme].name
    lines = [Line(Text(f"Fee: {name.en}", f"Frais : {name.fr}"), fee.amount, fee.basis)]
    waived = Decimal(0)
    if best is not None and fee.amount:
        waived = (fee.amount * best.percent / WHOLE).quantize(CENT, ROUND_HALF_UP)
        lines.append(Line(waiver_label(best), -waived, best.policy))
    return Assessment(fee, best if waived else None, fee.amount, waived, tuple(lines))


def waiver_label(waiver: Waiver) -> Text:
    """Name a waiver or credit as the invoice does."""
    number = f" {waiver.label}" if waiver.number else ""
    if waiver.percent == WHOLE:
        return Text(f"Waiver{number}", f"Exonération{number}")
    return Text(f"Credit{number} of {waiver.percent} %", f"Crédit{number} de {waiver.percent} %")


def fee_from_document(number: int, document: Mapping[str, Any]) -> FeeVersion:
    """Read a signed document as a version of a fee."""
    return FeeVersion(
        programme=document["programme"],
        amount=Decimal(document["amount"]),
        owner=document["owner"],
        basis=Text(document["basis_en"], document["basis_fr"]),
        cost=Text(document["cost_en"], document["cost_fr"]),
        review_on=date.fromisoformat(document["review_on"]),
        starts_on=date.fromisoformat(document["starts_on"]),
        ends_on=date.fromisoformat(document["ends_on"]) if document.get("ends_on") else None,
        number=number,
        currency=document["currency"],
    )


def waiver_from_document(number: int, document: Mapping[str, Any]) -> Waiver:
    """Read a signed document as a waiver or credit."""
    return Waiver(
        programme=document["programme"],
        ground=document["ground"],
        percent=document["percent"],
        policy=Text(document["basis_en"], document["basis_fr"]),
        why=Text(document["cost_en"], document["cost_fr"]),
        starts_on=date.fromisoformat(document["starts_on"]),
        ends_on=date.fromisoformat(document["ends_on"]) if document.get("ends_on") else None,
        tier=document.get("tier", ""),
        number=number,
        owner=document["owner"],
        review_on=date.fromisoformat(document["review_on"]),
    )
