"""Pages of seals, of clearances before the booth, and of protocols between agencies."""

from django.urls import path

from clearance.views import prior, protocols, seals, sites

urlpatterns = [
    path("seals/", seals.seals, name="seals"),
    path("seals/<uuid:seal_id>/", seals.seal, name="seal"),
    path("seals/<uuid:seal_id>/<slug:action>/", seals.act, name="seal_act"),
    path("gate/", prior.sessions, name="gate_sessions"),
    path("gate/sites/", sites.sites, name="sites"),
    path("gate/sites/<uuid:site_id>/", sites.site, name="site"),
    path("gate/accreditations/<uuid:accreditation_id>/<slug:action>/", sites.act, name="accreditation_act"),
    path("gate/<uuid:clearance_id>/", prior.session, name="gate_session"),
    path("gate/<uuid:clearance_id>/start/", prior.start, name="gate_start"),
    path("gate/<uuid:clearance_id>/check/", prior.check, name="gate_check"),
    path("gate/<uuid:clearance_id>/clear/", prior.clear, name="gate_clear"),
    path("gate/<uuid:clearance_id>/end/<slug:action>/", prior.end, name="gate_end"),
    path("protocols/", protocols.protocols, name="protocols"),
    path("protocols/<uuid:protocol_id>/", protocols.protocol, name="protocol"),
    path("protocols/<uuid:protocol_id>/sign/", protocols.sign, name="protocol_sign"),
    path("protocols/<uuid:protocol_id>/end/", protocols.end, name="protocol_end"),
]
