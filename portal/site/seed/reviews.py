"""Programme reviews of the demonstration: one with a report half answered, one open for comments (R-84, R-88)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from appeals import services
from appeals.domain.review_hearings import HearingPlan
from appeals.selectors import response_list, review_get
from portal.core import clock
from portal.core.domain.text import Text
from portal.site.seed.people import Cast

PUBLISHED_DAYS_AGO = 100


def reviews_seed(cast: Cast) -> str:
    """Make both through the services, the older one at the moments it happened; gives a line that says so."""
    _published(cast)
    _open(cast)
    return "one programme review published with an answer overdue, one open for public comments"


class _Docket:
    """One review as it goes on; each step is taken on the day `days` ago."""

    def __init__(self, cast: Cast, days: int, **opening: Any) -> None:
        self.cast, self.now = cast, clock.now()
        with self.on(days):
            self.id: UUID = services.review_open(actor=cast.actor("registrar"), **opening).id

    def on(self, days: int) -> AbstractContextManager[None]:
        return clock.frozen(self.now - timedelta(days=days))

    def act(self, days: int, service: Callable[..., Any], key: str = "registrar", **given: Any) -> Any:
        actor = self.cast.actor(key)
        seen = review_get(actor=actor, review_id=self.id).row_version
        with self.on(days):
            return service(actor=actor, review_id=self.id, **{"expected_version": seen, **given})

    def day(self, days: int) -> date:
        return (self.now - timedelta(days=days)).date()

    def said(self, days: int, name: str, text: str, language: str, release: bool) -> None:
        """Comment as the public does, and release it as the registrar does."""
        registrar = self.cast.actor("registrar")
        number = review_get(actor=registrar, review_id=self.id).number
        with self.on(days):
            made = services.comment_take(number=number, name=name, text=text, language=language)
            if release:
                services.comment_release(actor=registrar, comment_id=made.id, expected_version=made.row_version)


def _published(cast: Cast) -> None:
    docket = _Docket(cast, 220, programme="FAST_DRIVER", title=TITLE, terms=TERMS)
    docket.act(218, services.review_terms_publish, why="Agreed by both sections")
    docket.act(218, services.review_comments_open, until=docket.day(185))
    docket.said(210, "Example Carrier ABCD", SAID_EN, "en", release=True)
    docket.said(200, "Importations de l'Exemple", SAID_FR, "fr", release=True)
    _listed(docket, 205)
    wall = datetime.combine(docket.day(180), datetime.min.time()) + timedelta(hours=10)
    docket.act(206, services.review_hearing_schedule, plan=_plan(wall))
    docket.act(179, services.review_hearing_hold)
    docket.act(170, services.report_begin, "member.ca")
    docket.act(120, services.report_write, "member.ca", report=REPORT)
    for addressee, text in ASKED:
        docket.act(120, services.recommendation_add, "member.ca", addressee=addressee, text=text)
    docket.act(115, services.report_submit, "member.ca")
    docket.act(108, services.report_confirm, "member.us")
    docket.act(PUBLISHED_DAYS_AGO, services.report_publish)
    _answered(docket, "cbp.supervisor", "CBP", "accept")
    for party in ("CA", "US"):
        _answered(docket, "registrar", party, "accept_partly", source="Joint statement of the two governments")


def _answered(docket: _Docket, key: str, party: str, action: str, **more: Any) -> None:
    actor = docket.cast.actor(key)
    found = response_list(actor=actor).get(party=party, recommendation__review_id=docket.id)
    with docket.on(40):
        services.response_answer(
            actor=actor,
            response_id=found.id,
            action=action,
            reasons=REASONS,
            act_by=docket.day(-120),
            expected_version=found.row_version,
            **more,
        )


def _listed(docket: _Docket, days: int) -> None:
    with docket.on(days):
        services.review_evidence_add(
            actor=docket.cast.actor("registrar"),
            review_id=docket.id,
            title="Waits at land crossings, one winter by the hour",
            source="Example Institute for Border Studies",
            language="en",
            dated=docket.day(300),
            address="https://institute.example/waits",
        )


def _open(cast: Cast) -> None:
    docket = _Docket(cast, 12, title=OPEN_TITLE, terms=OPEN_TERMS)
    docket.act(11, services.review_terms_publish)
    docket.act(10, services.review_comments_open, until=docket.day(-45))
    docket.said(6, "Example Lakes Automotive", OPEN_SAID, "en", release=True)
    docket.said(1, "Example Customs Brokers", OPEN_UNREAD, "en", release=False)
    wall = datetime.combine(docket.day(-30), datetime.min.time()) + timedelta(hours=13)
    docket.act(3, services.review_hearing_schedule, plan=_plan(wall))


def _plan(wall: datetime) -> HearingPlan:
    return HearingPlan(
        wall=wall,
        minutes=150,
        clocks="eastern",
        place="Public library, Windsor",
        link="https://hearings.example/windsor",
        languages="both",
        interpreter="simultaneous",
    )


TITLE = Text("What the driver's card brings at night", "Ce que la carte du conducteur rapporte la nuit")
TERMS = Text(
    "Whether drivers with a card pass as quickly between eight in the evening and six in the morning as by day, at the "
    "six busiest crossings, and what keeps them from it.",
    "Si les conducteurs munis d'une carte passent aussi vite entre vingt heures et six heures que le jour, aux six "
    "passages les plus fréquentés, et ce qui les en empêche.",
)
SAID_EN = "Our drivers hold cards and still queue with everybody from nine in the evening on, because the lane is closed then."
SAID_FR = (
    "Nos livraisons de nuit attendent plus longtemps que celles de jour; la voie réservée ferme avant leur passage."
)
REPORT = Text(
    "Eleven carriers and two bridge operators were heard. By day the card saves the time it promises. At night the "
    "dedicated lanes of four crossings of six are closed, and no figure is published of what that costs. Nothing that "
    "was heard suggests that opening them would lower security: the same people are checked in the same way.",
    "Onze transporteurs et deux exploitants de ponts ont été entendus. Le jour, la carte fait gagner le temps promis. "
    "La nuit, les voies réservées de quatre passages sur six sont fermées, et rien n'est publié sur ce qu'il en coûte. "
    "Rien n'indique que leur ouverture réduirait la sûreté : les mêmes personnes sont contrôlées de la même façon.",
)
ASKED = (
    (
        "CBP",
        Text(
            "Publish for each crossing the hours at which its dedicated lane is open, a month ahead.",
            "Publier pour chaque passage, un mois d'avance, les heures d'ouverture de sa voie réservée.",
        ),
    ),
    (
        "CBSA",
        Text(
            "Keep one dedicated lane open at night wherever more than forty members an hour arrive.",
            "Garder une voie réservée ouverte la nuit partout où arrivent plus de quarante membres à l'heure.",
        ),
    ),
    (
        "GOVERNMENTS",
        Text(
            "Measure waits by the same method on both sides, so that the two figures can be compared.",
            "Mesurer l'attente par la même méthode des deux côtés, pour que les deux chiffres se comparent.",
        ),
    ),
)
REASONS = Text(
    "We agree. The work is planned for the coming half-year; the first part follows with the spring timetable.",
    "Nous sommes d'accord. Le travail est prévu au prochain semestre; la première partie suivra l'horaire du printemps.",
)
OPEN_TITLE = Text("Examinations that damage goods", "Examens qui endommagent les marchandises")
OPEN_TERMS = Text(
    "How often goods are damaged when they are examined, who bears the cost, and whether a person who was not at fault "
    "is paid within a reasonable time.",
    "À quelle fréquence des marchandises sont endommagées lors d'un examen, qui en supporte le coût, et si une personne "
    "sans faute est indemnisée dans un délai raisonnable.",
)
OPEN_SAID = "Two pallets of glass were broken in one year; nobody could tell us which office decides about the claim."
OPEN_UNREAD = "Our clients would like one form for both countries, whichever side the truck was opened on."
