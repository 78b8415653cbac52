"""Pages of proposals open for comment."""

from django.urls import path

from enrollment.views import consultations

urlpatterns = [
    path("proposals/", consultations.proposals, name="proposals"),
    path("proposals/<slug:number>/", consultations.proposal, name="proposal"),
    path("proposals/<slug:number>/comment/", consultations.proposal_comment, name="proposal_comment"),
    path(
        "proposals/<slug:number>/comments/<int:comment>/",
        consultations.proposal_comment_decide,
        name="proposal_comment_decide",
    ),
    path("proposals/<slug:number>/answer/", consultations.proposal_answer, name="proposal_answer"),
    path("consult/<slug:kind>/<uuid:version_id>/", consultations.consult_new, name="consult_new"),
]
