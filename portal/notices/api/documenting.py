"""What the OpenAPI document says about these endpoints: answers, problems, examples."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiExample

IDENTIFIER = "019ab37c-5f00-7000-8000-000000000001"
NOTICE_EXAMPLE = OpenApiExample(
    "A finding",
    response_only=True,
    status_codes=["200"],
    value={
        "id": IDENTIFIER,
        "created_at": "2026-11-24T19:05:00Z",
        "organisation_id": IDENTIFIER,
        "kind": "finding",
        "title": {"en": "Finding of audit PA-2026-0007", "fr": "Constat de la vérification PA-2026-0007"},
        "body": {"en": "Trip ABCDTRIP000001: wrong quantity.", "fr": "Voyage ABCDTRIP000001 : quantité inexacte."},
        "reason": {
            "code": "FND_QUANTITY",
            "text": {
                "en": "The manifest said 100 boxes; 112 were counted at the dock.",
                "fr": "Le manifeste indiquait 100 boîtes; 112 ont été comptées au quai.",
            },
            "evidence": "Count sheet 2026-11-24",
            "fix": {"en": "Amend the entry within 30 days.", "fr": "Corrigez la déclaration dans les 30 jours."},
            "appeal": {
                "en": "Appeal to the joint commission within 30 days.",
                "fr": "Interjetez appel devant la commission mixte dans les 30 jours.",
            },
        },
        "subject": {"type": "finding", "id": IDENTIFIER},
        "link": f"/audit/case/{IDENTIFIER}/",
        "appeal_link": f"/commission/appeal/{IDENTIFIER}/",
        "sender_agency": "CBSA",
        "read_at": None,
    },
)
ADD_EXAMPLE = OpenApiExample(
    "Listen to filings and releases",
    request_only=True,
    value={"url": "https://hooks.example.com/preclear", "events": ["trip.filed", "trip.status"]},
)
ADDED_EXAMPLE = OpenApiExample(
    "Added, with the secret",
    response_only=True,
    status_codes=["201"],
    value={
        "id": IDENTIFIER,
        "created_at": "2026-11-24T19:05:00Z",
        "url": "https://hooks.example.com/preclear",
        "events": ["trip.filed", "trip.status"],
        "is_active": True,
        "secret": "whsec_ZXhhbXBsZSBvbmx5LCBtYWRlIGZvciB0aGUgZG9jcyE=",
    },
)
