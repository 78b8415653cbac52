"""REST endpoints of this app, mounted under /api/v1/ in the `api` namespace."""

from django.urls import path

from audit.trail.api.receipts import ReceiptReadApi, SubjectReceiptsReadApi

urlpatterns = [
    path("receipts/<uuid:entry_id>", ReceiptReadApi.as_view(), name="trail_receipt"),
    path(
        "receipts/<slug:subject_type>/<uuid:subject_id>",
        SubjectReceiptsReadApi.as_view(),
        name="trail_subject_receipts",
    ),
]
