"""Pages of the life of a membership: cards, documents, renewal, reports, plans, overrides, versions of the matrix."""

from django.urls import path

from enrollment.views.life import matrix, member, officer, public, shared
from enrollment.views.looking import purpose_first

# Staff state their purpose before these pages show a record.
of_membership = purpose_first("membership")
urlpatterns = [
    path("keep-your-card/", public.keep_card, name="keep_card"),
    path("uptake/", public.uptake, name="uptake"),
    path("uptake.csv", public.uptake_csv, name="uptake_csv"),
    path("sanctions/versions/", matrix.matrix_versions, name="matrix_versions"),
    path("sanctions/versions/<uuid:version_id>/<slug:action>/", matrix.matrix_act, name="matrix_act"),
    path("desk/", officer.desk, name="members_desk"),
    path("travel-documents/", member.travel_documents, name="travel_documents"),
    path("travel-documents/<uuid:document_id>/remove/", member.travel_document_remove, name="travel_document_remove"),
    path(
        "travel-documents/<uuid:document_id>/check/",
        purpose_first("travel_document")(officer.travel_document_check),
        name="travel_document_check",
    ),
    path("cards/<uuid:card_id>/stop/", purpose_first("card")(member.card_stop), name="card_stop"),
    path("cards/<uuid:card_id>/activate/", member.card_activate, name="card_activate"),
    path("cards/<uuid:card_id>/returned/", officer.card_take_back, name="card_take_back"),
    path("changes/<uuid:change_id>/acknowledge/", officer.change_acknowledge, name="change_acknowledge"),
    path("disclosures/<uuid:disclosure_id>/", purpose_first("disclosure")(shared.disclosure), name="disclosure"),
    path("disclosures/<uuid:disclosure_id>/withdraw/", shared.disclosure_withdraw, name="disclosure_withdraw"),
    path("plans/<uuid:plan_id>/", purpose_first("plan")(shared.plan), name="plan"),
    path("decisions/<uuid:decision_id>/answer/", member.answer, name="answer"),
    path("answers/<uuid:answer_id>/", purpose_first("answer")(officer.answer_decide), name="answer_decide"),
    path("overrides/<uuid:override_id>/", purpose_first("override")(officer.override), name="override"),
    path("<uuid:membership_id>/renew/", member.renew, name="renew"),
    path("<uuid:membership_id>/change/", member.change, name="change"),
    path("<uuid:membership_id>/disclose/", member.disclose, name="disclose"),
    path("<uuid:membership_id>/rest/", member.rest, name="rest"),
    path("<uuid:membership_id>/resume/", member.resume, name="resume"),
    path("<uuid:membership_id>/suspend/", of_membership(officer.suspend), name="suspend"),
    path("<uuid:membership_id>/override/", of_membership(officer.override_new), name="override_new"),
]
