"""Pages of the messages: a trip's, a partner's own, the administrator's; and where agencies bring their answers."""

from django.urls import path

from clearance.views import edi, gateway_inbound, gateways, messages

urlpatterns = [
    path("trips/<uuid:trip_id>/messages/", messages.trip_messages, name="trip_messages"),
    path("trips/<uuid:trip_id>/messages/<slug:agency>/<int:number>/", messages.trip_message, name="trip_message"),
    path("edi/", edi.edi_list, name="edi_list"),
    path("edi/<uuid:inbound_id>/", edi.edi_message, name="edi_message"),
    path("edi/<uuid:inbound_id>/retry/", gateways.reread, name="edi_retry"),
    path("gateways/", gateways.gateways, name="gateways"),
    path("gateways/inbound/", gateway_inbound.inbound, name="gateway_inbound"),
    path("gateways/connection/", gateways.connection, name="gateway_connection"),
    path("gateways/<uuid:endpoint_id>/<slug:action>/", gateways.switch, name="gateway_switch"),
    path("gateways/outages/declare/", gateways.declare, name="outage_declare"),
    path("gateways/outages/<uuid:outage_id>/end/", gateways.end, name="outage_end"),
    path("gateways/messages/<uuid:message_id>/retry/", gateways.resend, name="message_retry"),
]
