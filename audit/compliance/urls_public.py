"""Pages without login, under /audit/public/: what membership brings, how long trucks wait, does a receipt hold."""

from django.urls import path

from audit.compliance.views import public, verify

urlpatterns = [
    path("benefits/", public.benefits_page, name="benefits"),
    path("benefits/<slug:figure>.csv", public.benefits_csv, name="benefits_csv"),
    path("verify/", verify.verify, name="verify"),
    path("waits/", public.waits, name="waits"),
    path("waits.csv", public.waits_csv, name="waits_csv"),
]
