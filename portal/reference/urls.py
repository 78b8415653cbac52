"""Pages of this app."""

from django.urls import path

from portal.reference.views import crossings, goods, lanes

app_name = "reference"
urlpatterns = [
    path("crossings/", crossings.crossing_list, name="crossing_list"),
    path("crossings/<slug:code>/", crossings.crossing_detail, name="crossing_detail"),
    path("lanes/<uuid:lane_id>/<slug:action>/", lanes.lane_switch, name="lane_switch"),
    path("goods-codes/", goods.hs_page, name="hs_page"),
    path("goods-codes/search.json", goods.hs_search_json, name="hs_search"),
]
