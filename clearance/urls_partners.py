"""Pages of partner agencies: acts of the desk, requests to the trader, delegation orders (R-24, R-41)."""

from django.urls import path

from clearance.views import agency, answering, orders

urlpatterns = [
    path("agency/<uuid:trip_id>/examine/", agency.agency_examine, name="agency_examine"),
    path("agency/<uuid:trip_id>/ask/", agency.agency_ask, name="agency_ask"),
    path("agency/requests/<uuid:request_id>/close/", agency.request_close, name="request_close"),
    path("agency/<uuid:trip_id>/for/<slug:agency>/", agency.agency_decide_for, name="agency_decide_for"),
    path("requests/<uuid:request_id>/", answering.agency_request, name="agency_request"),
    path("orders/", orders.orders, name="orders"),
    path("orders/new/", orders.order_new, name="order_new"),
    path("orders/<uuid:order_id>/", orders.order, name="order"),
    path("orders/<uuid:order_id>/sign/", orders.sign, name="order_sign"),
    path("orders/<uuid:order_id>/revoke/", orders.revoke, name="order_revoke"),
    path("orders/<uuid:order_id>/withdraw/", orders.withdraw, name="order_withdraw"),
]
