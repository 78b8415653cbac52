"""The partner API, version 1: the endpoints of every app in one namespace, and its schema."""

from django.urls import include, path

from portal.core.api.schema import SchemaApi
from portal.site.views import api_docs

app_name = "api"
urlpatterns = [
    path("schema/", SchemaApi.as_view(), name="schema"),
    path("docs/", api_docs, name="docs"),
    path("", include("portal.reference.api.urls")),
    path("", include("portal.accounts.api.urls")),
    path("", include("portal.notices.api.urls")),
    path("", include("audit.trail.api.urls")),
    path("", include("enrollment.api.urls")),
    path("", include("clearance.api.urls")),
    path("", include("audit.compliance.api.urls")),
    path("", include("appeals.api.urls")),
]
