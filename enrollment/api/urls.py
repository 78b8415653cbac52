"""REST endpoints of this app, mounted under /api/v1/ in the `api` namespace."""

from django.urls import path

from enrollment.api.applications import ApplicationStatusApi
from enrollment.api.memberships import DecisionDetailApi, MembershipDetailApi, MembershipListApi
from enrollment.api.travellers import OwnEligibilityApi

urlpatterns = [
    path("memberships", MembershipListApi.as_view(), name="membership_list"),
    path("memberships/<uuid:membership_id>", MembershipDetailApi.as_view(), name="membership_detail"),
    path("applications/<uuid:application_id>/status", ApplicationStatusApi.as_view(), name="application_status"),
    path("travellers/me/eligibility", OwnEligibilityApi.as_view(), name="own_eligibility"),
    path("decisions/<uuid:decision_id>", DecisionDetailApi.as_view(), name="decision_detail"),
]
