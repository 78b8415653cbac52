"""Pages of look-outs and their matches for targeting officers, and of random draws for everybody."""

from django.urls import path

from clearance.views import draws, lookout_matches, lookouts

urlpatterns = [
    path("lookouts/", lookouts.lookouts, name="lookouts"),
    path("lookouts/new/", lookouts.lookout_new, name="lookout_new"),
    path("lookouts/matches/", lookout_matches.matches, name="lookout_matches"),
    path("lookouts/matches/<uuid:match_id>/", lookout_matches.match, name="lookout_match"),
    path("lookouts/matches/<uuid:match_id>/same/", lookout_matches.same, name="match_confirm"),
    path("lookouts/matches/<uuid:match_id>/different/", lookout_matches.different, name="match_refute"),
    path("lookouts/<uuid:lookout_id>/", lookouts.lookout, name="lookout"),
    path("lookouts/<uuid:lookout_id>/withdraw/", lookouts.withdraw, name="lookout_withdraw"),
    path("lookouts/<uuid:lookout_id>/share/", lookouts.share, name="lookout_share"),
    path("draws/", draws.draws, name="draws"),
    path("draws/verify_draws.py", draws.draws_verifier, name="draws_verifier"),
    path("draws/<slug:day>.json", draws.draws_json, name="draws_json"),
    path("draws/<slug:day>/", draws.draws_day, name="draws_day"),
]
