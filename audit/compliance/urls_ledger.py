"""Routes of the benefit ledger, under /audit/ledger/."""

from django.urls import path

from audit.compliance.views import border_cost, ledger, movement_fees, shortfalls

urlpatterns = [
    path("", ledger.ledger_home, name="ledger_home"),
    path("fees/", movement_fees.fees_home, name="fees_home"),
    path("fees/purpose/", movement_fees.purpose, name="fee_purpose"),
    path("fees/purpose.csv", movement_fees.purpose_csv, name="fee_purpose_csv"),
    path("shortfalls/", shortfalls.shortfalls, name="shortfalls"),
    path("shortfalls/<uuid:shortfall_id>/", shortfalls.shortfall, name="shortfall"),
    path("shortfalls/<uuid:shortfall_id>/accept/", shortfalls.shortfall_accepted, name="shortfall_accept"),
    path("shortfalls/<uuid:shortfall_id>/contest/", shortfalls.shortfall_contested, name="shortfall_contest"),
    path("<uuid:organisation_id>/", ledger.ledger, name="ledger"),
    path("<uuid:organisation_id>/fees/", movement_fees.statement, name="movement_fees"),
    path("<uuid:organisation_id>/fees/fees.csv", movement_fees.statement_csv, name="movement_fees_csv"),
    path("<uuid:organisation_id>/cost/", border_cost.cost, name="border_cost"),
    path("<uuid:organisation_id>/cost/cost.csv", border_cost.cost_csv, name="border_cost_csv"),
    path("<uuid:organisation_id>/ledger.csv", ledger.ledger_csv, name="ledger_csv"),
    path("<uuid:organisation_id>/ledger-<slug:language>.pdf", ledger.ledger_pdf, name="ledger_pdf"),
]
