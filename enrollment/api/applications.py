"""Where an application stands, for partners' systems: the same facts as its page (R-15, 4.14)."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from enrollment import selectors
from enrollment.domain.progress import due_at, progress
from enrollment.domain.steps import WAITING, agency_line, missed, steps
from enrollment.models import Application
from enrollment.serializers_status import ApplicationStatusShape
from portal.core.api import BaseApi
from portal.core.api.documenting import answers

ID = "019ab37c-5f00-7000-8000-000000000001"
EXAMPLE = OpenApiExample(
    "A carrier's application at both agencies",
    response_only=True,
    status_codes=["200"],
    value={
        "id": ID,
        "programme": "FAST_CARRIER",
        "status": "under_review",
        "status_label": {"en": "Being reviewed by both agencies", "fr": "À l'étude par les deux organismes"},
        "where": {"en": "With the vetting officers of CBP", "fr": "Chez les agents de filtrage : CBP"},
        "who": {"en": "CBP vetting desk", "fr": "CBP, bureau de filtrage"},
        "next": {"en": "Each agency decides by itself.", "fr": "Chaque organisme décide de son côté."},
        "due": "2027-02-22T14:05:00Z",
        "days_late": 0,
        "fee_due": "0.00",
        "fee_status": "waived",
        "agencies": [
            {
                "agency": "CBP",
                "status": "pending",
                "decided_at": None,
                "median_days": 22,
                "decisions": 143,
                "line": {
                    "en": "CBP vetting: day 18 of 90 (median 22, n = 143)",
                    "fr": "Filtrage CBP : jour 18 sur 90 (médiane 22, n = 143)",
                },
            }
        ],
        "steps": [
            {"code": "sent", "label": {"en": "Sent by you", "fr": "Envoyée par vous"}, "state": "done", "at": None}
        ],
    },
)


class ApplicationStatusApi(BaseApi):
    """Where one's own application is, who has it, what is next and by when."""

    @extend_schema(
        operation_id="applications_status",
        summary="Read where an application stands",
        description="Steps, both agencies' pace beside the median of twelve months, and the fee. Never the answers.",
        tags=["Memberships"],
        responses=answers({200: ApplicationStatusShape}),
        examples=[EXAMPLE],
    )
    def get(self, request: Request, application_id: UUID) -> Response:
        found = selectors.application_get(actor=self.actor, application_id=application_id)
        return Response(ApplicationStatusShape(_facts(found)).data)


def _facts(found: Application) -> dict[str, object]:
    facts = selectors.status_facts(found)
    reviews = [(one.agency, one.status) for one in facts.agencies]
    said = progress(facts.programme, found.status, reviews, found.submitted_at)
    due = due_at(facts.programme, found.submitted_at) if found.submitted_at and found.status in WAITING else None
    late = missed(facts.programme, due, facts.now)
    return {
        "application": found,
        "said": said,
        "days_late": late.days if late else 0,
        "fee_due": found.fee,
        "fee_status": facts.invoice,
        "agencies": [{"one": one, "line": agency_line(one, facts)} for one in facts.agencies],
        "steps": steps(facts),
    }
