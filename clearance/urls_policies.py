"""Pages of the lane policy and of the risk appetite, and what counts at one port."""

from django.urls import path

from clearance.views import policies, port_rules

urlpatterns = [
    path("policies/", policies.policies, name="policies"),
    path("policies/lanes/new/", policies.lane_policy_new, name="lane_policy_new"),
    path("policies/lanes/<uuid:version_id>/", policies.lane_policy, name="lane_policy"),
    path("policies/lanes/<uuid:version_id>/consult/", policies.lane_policy_consult, name="lane_policy_consult"),
    path("policies/lanes/<uuid:version_id>/<slug:action>/", policies.lane_policy_act, name="lane_policy_act"),
    path("policies/appetite/new/", policies.appetite_new, name="appetite_new"),
    path("policies/appetite/<uuid:version_id>/", policies.appetite, name="appetite"),
    path("policies/appetite/<uuid:version_id>/consult/", policies.appetite_consult, name="appetite_consult"),
    path("policies/appetite/<uuid:version_id>/<slug:action>/", policies.appetite_act, name="appetite_act"),
    path("port/<slug:crossing>/rules/", port_rules.port_rules, name="port_rules"),
    path("port/<slug:crossing>/rules/attention/", port_rules.attention, name="port_attention"),
    path("port/<slug:crossing>/rules/wait/", port_rules.wait, name="port_wait"),
]
