"""Pages of the joint commission."""

from django.urls import path

from appeals import views

app_name = "appeals"
urlpatterns = [
    path("", views.case_list, name="case_list"),
    path("appeal/new/", views.case_new, name="case_new"),
    path("case/<uuid:case_id>/", views.case, name="case"),
    path("case/<uuid:case_id>/panel/", views.panel, name="panel"),
    path("case/<uuid:case_id>/vote/", views.vote, name="vote"),
    path("case/<uuid:case_id>/rule/", views.rule, name="rule"),
    path("case/<uuid:case_id>/withdraw/", views.withdraw, name="withdraw"),
]
