"""REST endpoints of this app, mounted under /api/v1/ in the `api` namespace."""

from django.urls import path

from portal.reference.api.goods import GoodsCodeListApi
from portal.reference.api.ports import PortDetailApi, PortListApi

urlpatterns = [
    path("ports", PortListApi.as_view(), name="port_list"),
    path("ports/<slug:code>", PortDetailApi.as_view(), name="port_detail"),
    path("hs-codes", GoodsCodeListApi.as_view(), name="hs_list"),
]
