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
    path("people/<uuid:user_id>/remove/", views.person_remove, name="person_remove"),
    path("people/<uuid:user_id>/role/", views.person_role, name="person_role"),
    path("invitations/<uuid:invitation_id>/<slug:action>/", views.invitation_act, name="invitation_act"),
    path("invitation/<str:token>/", views.invitation, name="invitation"),
    path("delegations/", views.delegations, name="delegations"),
    path("delegations/offer/", views.delegation_offer, name="delegation_offer"),
    path("delegations/<uuid:delegation_id>/", views.delegation, name="delegation"),
    path("delegations/<uuid:delegation_id>/<slug:action>/", views.delegation_act, name="delegation_act"),
    path("keys/", views.keys, name="keys"),
    path("keys/<uuid:application_id>/rotate/", views.key_rotate, name="key_rotate"),
    path("keys/<uuid:application_id>/revoke/", views.key_revoke, name="key_revoke"),
    path("acting-for/", views.capacity, name="capacity"),
    path("me/", views.me, name="me"),
    path("dormant/", views.dormant, name="dormant"),
    path("wake/<str:token>/", views.wake, name="wake"),
    path("resting/", views.resting, name="resting"),
    path("resting/<uuid:user_id>/wake/", views.resting_wake, name="resting_wake"),
    path("accreditations/", views.accreditations, name="accreditations"),
    path("accreditations/<uuid:designation_id>/end/", views.accreditation_end, name="accreditation_end"),
    path("second-factor/", views.second_factor, name="second_factor"),
]
