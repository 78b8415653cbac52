"""What the OpenAPI document says about these endpoints: answers, problems, examples."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample

ID = "019ab37c-5f00-7000-8000-000000000001"


MEMBERSHIP_EXAMPLE = OpenApiExample(
    "A carrier on its way to tier 2",
    response_only=True,
    status_codes=["200"],
    value={
        "id": ID,
        "number": "FC20260000018",
        "programme": "FAST_CARRIER",
        "organisation_id": ID,
        "holder": "Lakeside Carriers Ltd.",
        "tier": "T1",
        "tier_since": "2026-11-24T14:05:00Z",
        "status": "active",
        "status_label": {"en": "Active", "fr": "Active"},
        "valid_from": "2026-11-24T14:05:00Z",
        "valid_until": "2030-11-24T00:00:00Z",
        "paused_until": None,
        "points": 0,
        "next_tier": "T2",
        "criteria": [
            {
                "code": "MOVEMENTS",
                "label": {"en": "Movements on record", "fr": "Passages au dossier"},
                "comparison": "at_least",
                "target": 25.0,
                "value": 12.0,
                "met": False,
            }
        ],
    },
)
DECISION_EXAMPLE = OpenApiExample(
    "A demotion",
    response_only=True,
    status_codes=["200"],
    value={
        "id": ID,
        "number": "MD-2026-00001",
        "kind": "demotion",
        "membership_id": ID,
        "application_id": None,
        "from_tier": "T2",
        "to_tier": "T1",
        "status": "in_effect",
        "status_label": {"en": "In effect", "fr": "En vigueur"},
        "reason": {
            "code": "FINDING_UNDECLARED",
            "text": {
                "en": "Twelve boxes of brake pads on trip ABCDTRIP000001 were not on the filing.",
                "fr": "Douze boîtes de plaquettes de frein du voyage ABCDTRIP000001 ne figuraient pas à la déclaration.",
            },
            "evidence": "audit_case:PA-2026-0007",
            "fix": {"en": "Count at the dock before filing.", "fr": "Comptez au quai avant de déclarer."},
            "appeal": {
                "en": "Appeal to the joint commission within 30 days.",
                "fr": "Faites appel à la commission mixte dans les 30 jours.",
            },
        },
        "agency": "CBSA",
        "noticed_at": "2026-11-24T14:05:00Z",
        "effective_at": "2026-11-24T14:05:00Z",
        "appeal_deadline": "2026-12-24T14:05:00Z",
        "appeal_link": f"/commission/appeal/new/?decision={ID}",
        "docket": "",
    },
)
