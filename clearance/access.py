"""Who may reach the views of this app: URL name to rule. Merged by portal.site.url_access."""

from __future__ import annotations

from dataclasses import dataclass

from clearance.access_booth import BOOTH_ACCESS
from clearance.access_desk import DESK_ACCESS
from clearance.access_gateways import GATEWAY_ACCESS
from clearance.access_lookouts import LOOKOUT_ACCESS
from clearance.access_loops import LOOP_ACCESS
from clearance.access_officer import OFFICER_ACCESS
from clearance.access_partners import PARTNER_ACCESS
from clearance.access_policies import POLICY_ACCESS
from clearance.access_profiles import PROFILE_ACCESS
from clearance.access_seals import SEAL_ACCESS
from clearance.access_simulations import SIMULATION_ACCESS
from portal.core.access import MEMBER_ROLES, TRADER_ROLES, Public, Roles, Rule
from portal.core.domain.actors import Actor

BORDER_ROLES = ("officer.primary", "officer.secondary", "officer.supervisor", "officer.targeting")
FILING_ROLES = ("trader.admin", "trader.filer")


@dataclass(frozen=True, slots=True)
class TripScopes(Rule):
    """The trip endpoints: a token that may read or write trips, or a signed-in member.

    One address serves reading and writing; the view refuses reading to a token that may only write, and the
    services refuse writing to one that may only read.
    """

    scopes: tuple[str, ...] = ("trips:read", "trips:write")

    def allows(self, actor: Actor | None) -> bool:
        if actor is None:
            return False
        if actor.kind == "partner":
            return not actor.scopes.isdisjoint(self.scopes)
        return actor.has(*MEMBER_ROLES)


_FILERS = Roles(*FILING_ROLES)
_TRADERS = Roles(*TRADER_ROLES)
_TRADERS_AND_OFFICERS = Roles(*TRADER_ROLES, *BORDER_ROLES)

FILING: dict[str, Rule] = {
    f"clearance:{name}": _FILERS
    for name in (
        "file_start",
        "draft",
        "draft_section",
        "draft_autosave",
        "draft_shipment_add",
        "draft_shipment_remove",
        "draft_check",
        "draft_send",
        "draft_fix",
        "draft_crosswalk",
        "trip_fix",
        "draft_discard",
        "draft_restore",
        "trip_copy",
        "trip_amend",
        "trip_cancel",
        "upload",
        "upload_template",
        "upload_detail",
        "upload_original",
    )
}

ACCESS: dict[str, Rule] = {
    **OFFICER_ACCESS,
    **LOOKOUT_ACCESS,
    **LOOP_ACCESS,
    **BOOTH_ACCESS,
    **PARTNER_ACCESS,
    **PROFILE_ACCESS,
    **POLICY_ACCESS,
    **SIMULATION_ACCESS,
    **SEAL_ACCESS,
    **GATEWAY_ACCESS,
    **DESK_ACCESS,
    **FILING,
    "clearance:trips": _TRADERS,
    "clearance:trips_fragment": _TRADERS,
    "clearance:trip_list": _TRADERS,
    "clearance:trip_detail": _TRADERS_AND_OFFICERS,
    "clearance:trip_fragment": _TRADERS_AND_OFFICERS,
    "clearance:trip_version": _TRADERS_AND_OFFICERS,
    "clearance:trip_crosswalk": _TRADERS_AND_OFFICERS,
    "clearance:lead_sheet": _TRADERS_AND_OFFICERS,
    "clearance:lead_sheet_pdf": _TRADERS_AND_OFFICERS,
    "clearance:driver": Public(),
    "clearance:driver_worker": Public(),
    "clearance:sheet_verify": Public(),
    "clearance:sheet_keys": Public(),
    "clearance:sheet_verifier": Public(),
    "api:trip_list": TripScopes(),
    "api:edi_list": TripScopes(),
    "api:edi_detail": TripScopes(),
    "api:edi_answer": TripScopes(),
    "api:trip_detail": TripScopes(),
    "api:trip_cancel": TripScopes(),
    "api:trip_version_list": TripScopes(),
    "api:trip_version": TripScopes(),
}
