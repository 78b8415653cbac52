"""Pages without login, under /audit/public/: what membership brings, and how long trucks wait."""

from django.urls import path

from audit.compliance.views import public

urlpatterns = [
    path("benefits/", public.benefits_page, name="benefits"),
    path("benefits/<slug:figure>.csv", public.benefits_csv, name="benefits_csv"),
    path("waits/", public.waits, name="waits"),
    path("waits.csv", public.waits_csv, name="waits_csv"),
]
