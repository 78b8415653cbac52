"""Pages of the post-movement audit."""

from django.urls import include, path

from audit.compliance import views

app_name = "compliance"
urlpatterns = [
    path("", views.case_list, name="case_list"),
    path("ledger/", include("audit.compliance.urls_ledger")),
    path("as-of/", include("audit.compliance.urls_as_of")),
    path("public/", include("audit.compliance.urls_public")),
    path("case/<uuid:case_id>/", views.case, name="case"),
    path("case/<uuid:case_id>/close/", views.case_close, name="case_close"),
]
