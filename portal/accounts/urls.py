"""Pages of this app, under /organisation/."""

from django.urls import path

from portal.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.organisation, name="organisation"),
    path("register/", views.register, name="register"),
    path("edit/", views.organisation_edit, name="organisation_edit"),
    path("colleagues/", views.colleagues, name="colleagues"),
    path("colleagues/<uuid:role_id>/remove/", views.colleague_remove, name="colleague_remove"),
    path("delegations/", views.delegations, name="delegations"),
    path("delegations/offer/", views.delegation_offer, name="delegation_offer"),
    path("delegations/<uuid:delegation_id>/<slug:action>/", views.delegation_act, name="delegation_act"),
    path("keys/", views.keys, name="keys"),
    path("keys/<uuid:application_id>/rotate/", views.key_rotate, name="key_rotate"),
    path("keys/<uuid:application_id>/revoke/", views.key_revoke, name="key_revoke"),
    path("acting-for/", views.capacity, name="capacity"),
    path("me/", views.me, name="me"),
    path("second-factor/", views.second_factor, name="second_factor"),
]
