"""Consultations of the demonstration: one open with comments, one answered whose change both agencies signed (R-51)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

from enrollment import services
from portal.core import clock
from portal.core.domain.text import Text
from portal.site.seed.people import Cast

KIND = "waiver"
ASKED_FOR = {"CBP": "cbp.supervisor", "CBSA": "cbsa.supervisor"}


def consultations_seed(cast: Cast) -> str:
    """Make both through the services at the moments it happened; gives a line that says so."""
    answered, waiting = _answered(cast), _open(cast)
    return f"proposal {answered} answered and signed by both agencies, {waiting} open with a comment nobody has read"


class _Change:
    """One waiver about which the public is asked; each step is taken on the day `days` ago."""

    def __init__(self, cast: Cast, days: int, agency: str, **document: Any) -> None:
        self.cast, self.now, self.asker = cast, clock.now(), cast.actor(ASKED_FOR[agency])
        with self.on(days):
            self.id = services.provision_propose(
                actor=cast.actor("administrator"), kind=KIND, document={**document, **self._dates()}
            ).id

    def _dates(self) -> dict[str, str]:
        return {"starts_on": self.day(-60).isoformat(), "review_on": self.day(-425).isoformat()}

    def on(self, days: int) -> AbstractContextManager[None]:
        return clock.frozen(self.now - timedelta(days=days))

    def day(self, days: int) -> date:
        return (self.now - timedelta(days=days)).date()

    def ask(self, days: int, until: int, summary: Text) -> None:
        with self.on(days):
            self.number = services.change_consult(
                actor=self.asker, kind="fee_waiver", version_id=self.id, summary=summary, closes_on=self.day(until)
            ).number

    def said(self, days: int, key: str, words: str, language: str, decided: str | None = "") -> None:
        """Comment as a member does; release it, keep it back for the class `decided`, or with None leave it unread."""
        with self.on(days):
            made = services.consultation_comment(
                actor=self.cast.actor(key), number=self.number, words=words, language=language
            )
            one: dict[str, Any] = {"actor": self.asker, "number": self.number, "comment": made.number}
            if decided:
                services.consultation_comment_refuse(**one, refusal=decided, expected_version=made.row_version)
            elif decided is not None:
                services.consultation_comment_release(**one, expected_version=made.row_version)

    def answer(self, days: int, answer: Text) -> None:
        with self.on(days):
            services.consultation_answer(actor=self.asker, number=self.number, answer=answer, expected_version=1)

    def sign(self, days: int, agency: str, seen: int) -> None:
        actor = self.cast.actor(ASKED_FOR[agency])
        with self.on(days):
            services.provision_sign(actor=actor, kind=KIND, version_id=self.id, expected_version=seen)


def _answered(cast: Cast) -> str:
    change = _Change(cast, 56, "CBP", **DRIVERS)
    change.ask(55, 20, DRIVERS_SUMMARY)
    change.said(48, "lakeshore", DRIVERS_SAID_EN, "en")
    change.said(41, "prairie", DRIVERS_SAID_FR, "fr")
    change.answer(12, DRIVERS_ANSWER)
    change.sign(9, "CBP", 1)
    change.sign(6, "CBSA", 2)
    return change.number


def _open(cast: Cast) -> str:
    change = _Change(cast, 15, "CBSA", **CARDS)
    change.ask(14, -24, CARDS_SUMMARY)
    change.said(10, "carrier", CARDS_SAID, "en")
    change.said(7, "driver", CARDS_OWN_CASE, "en", decided="case")
    change.said(1, "ltl", CARDS_UNREAD, "fr", decided=None)
    return change.number


DRIVERS = {
    "programme": "FAST_DRIVER",
    "ground": "tier",
    "tier": "T2",
    "percent": 50,
    "owner": "CBP + CBSA",
    "basis_en": "Example policy of this demonstration, FW-2",
    "basis_fr": "Politique d'exemple de cette démonstration, FW-2",
    "cost_en": "None to users; the credit is borne by both agencies in equal parts",
    "cost_fr": "Aucun pour les usagers; le crédit est partagé à parts égales par les deux organismes",
}
DRIVERS_SUMMARY = Text(
    "Drivers who hold tier 2 already would pay half of the fee when they apply for the driver's card or renew it. "
    "Nothing changes in how they are vetted.",
    "Les conducteurs qui ont déjà le niveau 2 paieraient la moitié des frais lorsqu'ils demandent ou renouvellent la "
    "carte de conducteur. Rien ne change dans leur filtrage.",
)
DRIVERS_SAID_EN = (
    "We pay the card of forty drivers. Half of the fee is what a second driver for the night run costs us a month."
)
DRIVERS_SAID_FR = (
    "Le crédit devrait aussi valoir pour les renouvellements demandés avant son premier jour, sinon chacun attendra."
)
DRIVERS_ANSWER = Text(
    "Both comments were read. The credit stays at one half. A renewal asked for before the first day gets it too when "
    "its fee is not paid yet; whoever has paid is not paid back.",
    "Les deux commentaires ont été lus. Le crédit reste de moitié. Un renouvellement demandé avant le premier jour y a "
    "droit si ses frais ne sont pas encore payés; ce qui est payé n'est pas remboursé.",
)
CARDS = {
    "programme": "NEXUS",
    "ground": "other_card",
    "tier": "",
    "percent": 25,
    "owner": "CBSA + CBP",
    "basis_en": "Example policy of this demonstration, FW-3",
    "basis_fr": "Politique d'exemple de cette démonstration, FW-3",
    "cost_en": "None to users; about a quarter of the fee for each holder of a second card",
    "cost_fr": "Aucun pour les usagers; environ le quart des frais pour chaque titulaire d'une seconde carte",
}
CARDS_SUMMARY = Text(
    "Whoever holds a card of another programme would pay a quarter less for NEXUS, because both agencies have most of "
    "the answers already.",
    "Qui détient la carte d'un autre programme paierait un quart de moins pour NEXUS, car les deux organismes ont déjà la "
    "plupart des réponses.",
)
CARDS_SAID = "Our drivers hold the driver's card and cross with their families at weekends. A quarter less would make them apply."
CARDS_OWN_CASE = "The commission has my own appeal about a fee before it; please settle that one with this change."
CARDS_UNREAD = (
    "Pourquoi un quart seulement? Le filtrage est le même, et une seule vérification suffit pour les deux cartes."
)
