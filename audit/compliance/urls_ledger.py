"""Routes of the benefit ledger, under /audit/ledger/."""

from django.urls import path

from audit.compliance.views import ledger, shortfalls

urlpatterns = [
    path("", ledger.ledger_home, name="ledger_home"),
    path("shortfalls/", shortfalls.shortfalls, name="shortfalls"),
    path("shortfalls/<uuid:shortfall_id>/", shortfalls.shortfall, name="shortfall"),
    path("shortfalls/<uuid:shortfall_id>/accept/", shortfalls.shortfall_accepted, name="shortfall_accept"),
    path("shortfalls/<uuid:shortfall_id>/contest/", shortfalls.shortfall_contested, name="shortfall_contest"),
    path("<uuid:organisation_id>/", ledger.ledger, name="ledger"),
    path("<uuid:organisation_id>/ledger.csv", ledger.ledger_csv, name="ledger_csv"),
    path("<uuid:organisation_id>/ledger-<slug:language>.pdf", ledger.ledger_pdf, name="ledger_pdf"),
]
