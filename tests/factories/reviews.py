"""Programme reviews in each of their states, made through the services."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from appeals import services
from appeals.domain.review_hearings import HearingPlan
from appeals.models import ProgrammeReview, RecommendationResponse, ReviewComment
from portal.core import clock
from portal.core.domain.text import Text
from tests.factories.appeals import Commission, make_commission

TITLE = Text("Waiting times of certified drivers", "Temps d'attente des conducteurs certifiés")
TERMS = Text(
    "Whether drivers with a card wait as briefly as the programme promises, at every crossing and hour.",
    "Si les conducteurs munis d'une carte attendent aussi peu que le programme le promet, partout et à toute heure.",
)
WORDS = "At our crossing the dedicated lane opens at eight, although most trucks arrive at six."
REPORT = Text(
    "Members were heard at two crossings. The dedicated lanes open too late for the trucks that arrive before eight, "
    "and nobody measures what that costs.",
    "Des membres ont été entendus à deux passages. Les voies réservées ouvrent trop tard pour les camions qui arrivent "
    "avant huit heures, et nul ne mesure ce qu'il en coûte.",
)
ASKED = Text(
    "Open the dedicated lane at six in the morning at every crossing that has one.",
    "Ouvrir la voie réservée à six heures du matin à chaque passage qui en possède une.",
)
REASONS = Text(
    "The lane opens at six from the spring timetable on; staff for it is agreed.",
    "La voie ouvrira à six heures dès l'horaire du printemps; le personnel est convenu.",
)
EVIDENCE = Text(
    "The timetable of the crossing shows the lane open from six in the morning on.",
    "L'horaire du passage indique l'ouverture de la voie dès six heures.",
)
CLOSED = Text("Everybody who announced a comment has sent it.", "Tous ceux qui l'avaient annoncé ont envoyé le leur.")


class Docket:
    """One review and the commission that works it; each step goes on from the version the last one left."""

    def __init__(self, commission: Commission | None = None, **opening: Any) -> None:
        self.commission = commission or make_commission()
        given = {"title": TITLE, "terms": TERMS, "programme": "FAST_DRIVER", **opening}
        self.id: UUID = services.review_open(actor=self.actor("registrar"), **given).id

    def actor(self, key: str) -> Any:
        return self.commission.actor(key)

    @property
    def row(self) -> ProgrammeReview:
        return ProgrammeReview.objects.get(pk=self.id)

    def act(self, service: Any, key: str = "registrar", **more: Any) -> Any:
        """Take one step as somebody of the commission, with the present version."""
        return service(actor=self.actor(key), review_id=self.id, **{"expected_version": self.row.row_version, **more})

    def commented(self, days: int = 30) -> Docket:
        """Publish the terms and open for comments."""
        self.act(services.review_terms_publish)
        self.act(services.review_comments_open, until=clock.now().date() + timedelta(days=days))
        return self

    def drafting(self) -> Docket:
        """Close comments with reasons and begin the report."""
        self.act(services.review_comments_close, reasons=CLOSED)
        self.act(services.report_begin, "ca1")
        self.act(services.report_write, "ca1", report=REPORT)
        return self

    def recommended(self, *addressees: str) -> Docket:
        for addressee in addressees:
            self.act(services.recommendation_add, "ca1", addressee=addressee, text=ASKED)
        return self

    def published(self) -> Docket:
        """Hand the report over, confirm it for the other country, publish it."""
        self.act(services.report_submit, "ca1")
        self.act(services.report_confirm, "us1")
        self.act(services.report_publish)
        return self

    def response(self, party: str) -> RecommendationResponse:
        return RecommendationResponse.objects.get(recommendation__review_id=self.id, party=party)


def plan(wall: datetime | None = None, **changes: Any) -> HearingPlan:
    """A hearing in two days, at a place and by link."""
    local = wall or (clock.now().astimezone(ZoneInfo("America/Toronto")) + timedelta(days=2)).replace(tzinfo=None)
    given = {
        "wall": local,
        "minutes": 90,
        "clocks": "eastern",
        "place": "Town hall, Windsor",
        "link": "https://hearing.example/1",
        "languages": "both",
        "interpreter": "simultaneous",
        **changes,
    }
    return HearingPlan(**given)


def make_published(*addressees: str, commission: Commission | None = None, days_ago: int = 0, **opening: Any) -> Docket:
    """A review whose report was published so many days ago."""
    commission = commission or make_commission()
    with clock.frozen(clock.now() - timedelta(days=days_ago)):
        return Docket(commission, **opening).commented().drafting().recommended(*addressees).published()


def make_comment(docket: Docket, name: str = "Example Freight", text: str = WORDS, email: str = "") -> ReviewComment:
    return services.comment_take(number=docket.row.number, name=name, text=text, language="en", email=email)


def answer_given(docket: Docket, actor: Any, party: str, action: str = "accept") -> RecommendationResponse:
    found = docket.response(party)
    return services.response_answer(
        actor=actor,
        response_id=found.id,
        action=action,
        reasons=REASONS,
        act_by=clock.now().date() + timedelta(days=60),
        expected_version=found.row_version,
    )


def review_records(words: str) -> dict[str, UUID]:
    """A report in drafting with a comment nobody has released, and an answer that is asked for, for the matrix."""
    docket = Docket().commented()
    comment = make_comment(docket, name=words, text=f"{words}: the lane opens too late.", email="person@example.org")
    docket.drafting()
    docket.act(services.report_write, "ca1", report=Text(f"{words}. {REPORT.en}", f"{words}. {REPORT.fr}"))
    asked = docket.act(
        services.recommendation_add,
        "ca1",
        addressee="CBP",
        text=Text(f"{words}. {ASKED.en}", f"{words}. {ASKED.fr}"),
    )
    answer = make_published("CBP", commission=docket.commission).response("CBP")
    return {
        "programme_review": docket.id,
        "review_comment": comment.id,
        "recommendation": asked.id,
        "response": answer.id,
    }
