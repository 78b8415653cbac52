"""Pages of the post-movement audit, and of its draws for everybody."""

from django.urls import include, path

from audit.compliance import views
from audit.compliance.views import signals

app_name = "compliance"
urlpatterns = [
    path("", views.case_list, name="case_list"),
    path("ledger/", include("audit.compliance.urls_ledger")),
    path("as-of/", include("audit.compliance.urls_as_of")),
    path("public/", include("audit.compliance.urls_public")),
    path("visits/", include("audit.compliance.urls_visits")),
    path("signals/", signals.signals, name="signals"),
    path("signals/<uuid:signal_id>/", signals.signal, name="signal"),
    path("signals/<uuid:signal_id>/contest/", signals.signal_contested, name="signal_contest"),
    path("signals/<uuid:signal_id>/decide/", signals.signal_decided, name="signal_decide"),
    path("case/<uuid:case_id>/", views.case, name="case"),
    path("case/<uuid:case_id>/report/", views.report, name="report"),
    path("case/<uuid:case_id>/answer/", views.answer, name="answer"),
    path("case/<uuid:case_id>/document/<uuid:document_id>/", views.answer_document, name="answer_document"),
    path("case/<uuid:case_id>/team/", views.team, name="team"),
    path("case/<uuid:case_id>/<slug:action>/", views.act, name="act"),
    path("draws/", views.draws, name="draws"),
    path("draws/verify_audits.py", views.draws_verifier, name="draws_verifier"),
    path("draws/<slug:month>.json", views.draws_json, name="draws_json"),
    path("draws/<slug:month>/", views.draws_month, name="draws_month"),
]
