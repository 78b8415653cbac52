"""Pages of this app."""

from django.urls import path

from enrollment import views

app_name = "enrollment"
urlpatterns = [
    path("", views.programmes, name="programmes"),
    path("programmes/<slug:code>/", views.programme, name="programme"),
    path("sanctions/", views.matrix, name="matrix"),
    path("mine/", views.mine, name="mine"),
    path("find/", views.find, name="find"),
    path("fees/", views.fees, name="fees"),
    path("fees/mine/", views.fees_mine, name="fees_mine"),
    path("fees/desk/", views.fee_desk, name="fee_desk"),
    path("fees/desk/<slug:kind>/new/", views.fee_new, name="fee_new"),
    path("fees/desk/<slug:kind>/<uuid:version_id>/<slug:action>/", views.fee_act, name="fee_act"),
    path("invoices/<uuid:invoice_id>/", views.invoice, name="invoice"),
    path("invoices/<uuid:invoice_id>/pay/", views.invoice_pay, name="invoice_pay"),
    path("invoices/<uuid:invoice_id>/check/", views.invoice_check, name="invoice_check"),
    path("payments/told/", views.payment_told, name="payment_told"),
    path("leaving/", views.exits, name="exits"),
    path("leaving/exits.csv", views.exits_csv, name="exits_csv"),
    path("leaving/exact/", views.exits_exact, name="exits_exact"),
    path("leaving/exact/exits.csv", views.exits_exact_csv, name="exits_exact_csv"),
    path("applications/start/", views.application_start, name="application_start"),
    path("applications/<uuid:application_id>/", views.application, name="application"),
    path("applications/<uuid:application_id>/submit/", views.application_submit, name="application_submit"),
    path("applications/<uuid:application_id>/withdraw/", views.application_withdraw, name="application_withdraw"),
    path("applications/<uuid:application_id>/<slug:section>/", views.application_section, name="application_section"),
    path("reviews/", views.reviews, name="reviews"),
    path("reviews/<uuid:application_id>/", views.review, name="review"),
    path("decisions/<uuid:decision_id>/", views.decision, name="decision"),
    path("<uuid:membership_id>/", views.membership, name="membership"),
    path("<uuid:membership_id>/graduate/", views.membership_graduate, name="membership_graduate"),
    path("<uuid:membership_id>/demote/", views.membership_demote, name="membership_demote"),
    path("<uuid:membership_id>/leave/", views.membership_leave, name="membership_leave"),
]
