"""Pages of threat profiles: versions, the editor of a draft, what differs, one trip, history, tables."""

from django.urls import path

from clearance.views import profile_consulting as consulting
from clearance.views import profile_editing as editing
from clearance.views import profile_looking as looking
from clearance.views import profiles

urlpatterns = [
    path("profiles/", profiles.profiles, name="profiles"),
    path("profiles/import/", editing.take_in, name="profile_import"),
    path("profiles/<uuid:profile_id>/", profiles.profile, name="profile"),
    path("profiles/<uuid:profile_id>/draft/", editing.draft, name="profile_draft"),
    path("profiles/<uuid:profile_id>/simulate/", profiles.ask_simulation, name="profile_simulate"),
    path("profiles/<uuid:profile_id>/sign/", profiles.sign, name="profile_sign"),
    path("profiles/<uuid:profile_id>/activate/", profiles.activate, name="profile_activate"),
    path("profiles/<uuid:profile_id>/plan/", profiles.plan, name="profile_plan"),
    path("profiles/<uuid:profile_id>/consult/", consulting.consult, name="profile_consult"),
    path("profiles/<uuid:profile_id>/withdraw/", profiles.withdraw, name="profile_withdraw"),
    path("profiles/<uuid:profile_id>/rules/new/", editing.rule, name="profile_rule_new"),
    path("profiles/<uuid:profile_id>/rules/<str:rule_id>/", editing.rule, name="profile_rule"),
    path("profiles/<uuid:profile_id>/rules/<str:rule_id>/remove/", editing.rule_remove, name="profile_rule_remove"),
    path("profiles/<uuid:profile_id>/card/", editing.card, name="profile_card"),
    path("profiles/<uuid:profile_id>/card/<str:digest>/remove/", editing.card_remove, name="profile_card_remove"),
    path("profiles/<uuid:profile_id>/table/", editing.table, name="profile_table"),
    path("profiles/<uuid:profile_id>/compare/", looking.compare, name="profile_compare"),
    path("profiles/<uuid:profile_id>/try/", looking.attempt_trip, name="profile_try"),
    path("profiles/<uuid:profile_id>/expected/", looking.expected, name="profile_expected"),
]
