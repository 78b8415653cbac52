"""Which record each route is about, and who may reach it. A route with a parameter that is missing here fails.

`OWNERS` must get through (the control without which a refusal proves nothing), `STAFF` may, everybody else must
get exactly the answer a missing id gets.
"""

from __future__ import annotations

TRADER = frozenset({"owner", "token_of_owner"})
BORDER = frozenset({"booth", "booth_elsewhere", "secondary", "targeting", "vetting", "auditor"})
VETTERS = frozenset({"vetting", "booth", "booth_elsewhere", "secondary", "auditor", "targeting"})

# kind, or kind and method: (must get through, may get through)
READERS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "trip": (TRADER, BORDER),
    "booth_trip": (frozenset({"booth"}), frozenset({"secondary"})),
    "own_hold": (frozenset({"booth"}), frozenset({"secondary"})),
    "agency_trip": (frozenset(), frozenset()),
    "inspection": (frozenset({"secondary"}), frozenset({"booth"})),
    "draft": (frozenset({"owner"}), frozenset()),
    "batch": (frozenset({"owner"}), frozenset()),
    "notice": (TRADER, frozenset()),
    "application": (frozenset({"owner"}), VETTERS),
    "review": (frozenset({"vetting"}), frozenset()),
    "membership": (TRADER, VETTERS | {"auditor"}),
    "decision": (TRADER | {"vetting", "auditor"}, frozenset()),
    "own_decision": (TRADER, frozenset()),
    "appeal": (frozenset({"owner", "registrar"}), frozenset()),
    "own_appeal": (frozenset({"owner"}), frozenset()),
    "panel": (frozenset({"registrar"}), frozenset()),
    "bench": (frozenset(), frozenset()),
    "audit": (frozenset({"auditor"}), frozenset()),
    "audit get": (frozenset({"auditor", "owner"}), frozenset()),
    "audit_desk": (frozenset({"auditor"}), frozenset()),
    "delegation": (frozenset({"owner"}), frozenset()),
    "role": (frozenset({"owner"}), frozenset()),
    "partner": (frozenset({"owner"}), frozenset()),
    "endpoint": (TRADER, frozenset()),
    "delivery": (TRADER, frozenset()),
    "entry": (TRADER, frozenset({"auditor", "administrator"})),
    "profile": (frozenset({"targeting"}), frozenset()),
    "lane": (frozenset({"administrator"}), frozenset()),
    "stuck": (frozenset({"administrator"}), frozenset()),
    "gateway": (frozenset({"administrator"}), frozenset()),
    "edi": (TRADER, frozenset({"administrator"})),
}

# route name: (kind of READERS, key of World.ids, name of the parameter, the other parameters)
Row = tuple[str, str, str, dict[str, object]]
OBJECTS: dict[str, Row] = {
    "clearance:trip_messages": ("trip", "trip", "trip_id", {}),
    "clearance:trip_message": ("trip", "trip", "trip_id", {"agency": "CBP", "number": 1}),
    "clearance:edi_message": ("edi", "inbound", "inbound_id", {}),
    "clearance:edi_retry": ("edi", "inbound", "inbound_id", {}),
    "clearance:gateway_switch": ("gateway", "gateway", "endpoint_id", {"action": "pause"}),
    "clearance:outage_end": ("gateway", "outage", "outage_id", {}),
    "clearance:message_retry": ("gateway", "agency_message", "message_id", {}),
    "api:edi_detail": ("edi", "inbound", "inbound_id", {}),
    "api:edi_answer": ("edi", "inbound", "inbound_id", {}),
    "site:stuck_retry": ("stuck", "stuck", "task_id", {}),
    "reference:lane_switch": ("lane", "lane", "lane_id", {"action": "close"}),
    "accounts:colleague_remove": ("role", "role", "role_id", {}),
    "accounts:delegation_act": ("delegation", "delegation", "delegation_id", {"action": "revoke"}),
    "accounts:key_rotate": ("partner", "partner", "application_id", {}),
    "accounts:key_revoke": ("partner", "partner", "application_id", {}),
    "notices:endpoint_act": ("endpoint", "endpoint", "endpoint_id", {"action": "remove"}),
    "notices:delivery_replay": ("delivery", "delivery", "delivery_id", {}),
    "notices:notice": ("notice", "notice", "notice_id", {}),
    "trail:receipt": ("entry", "entry", "entry_id", {}),
    "trail:subject_receipts": ("entry", "trip", "subject_id", {"subject_type": "trip"}),
    "enrollment:application": ("application", "application", "application_id", {}),
    "enrollment:application_submit": ("application", "application", "application_id", {}),
    "enrollment:application_withdraw": ("application", "application", "application_id", {}),
    "enrollment:application_section": ("application", "application", "application_id", {"section": "company"}),
    "enrollment:review": ("review", "application", "application_id", {}),
    "enrollment:decision": ("decision", "decision", "decision_id", {}),
    "enrollment:membership": ("membership", "membership", "membership_id", {}),
    "enrollment:membership_graduate": ("review", "membership", "membership_id", {}),
    "enrollment:membership_demote": ("review", "membership", "membership_id", {}),
    "enrollment:membership_leave": ("membership", "membership", "membership_id", {}),
    **{
        f"clearance:{name}": ("trip", "trip", "trip_id", {})
        for name in (
            "trip_detail",
            "trip_fragment",
            "trip_copy",
            "trip_amend",
            "trip_cancel",
            "trip_fix",
            "trip_crosswalk",
        )
    },
    "clearance:trip_version": ("trip", "trip", "trip_id", {"number": 1}),
    "clearance:lead_sheet": ("trip", "trip", "trip_id", {}),
    "clearance:lead_sheet_pdf": ("trip", "trip", "trip_id", {"language": "en"}),
    **{
        f"clearance:{name}": ("draft", "draft", "draft_id", {})
        for name in (
            "draft",
            "draft_check",
            "draft_fix",
            "draft_crosswalk",
            "draft_send",
            "draft_discard",
            "draft_restore",
            "draft_shipment_add",
        )
    },
    "clearance:draft_shipment_remove": ("draft", "draft", "draft_id", {"number": 1}),
    "clearance:draft_section": ("draft", "draft", "draft_id", {"section": "trip"}),
    "clearance:draft_autosave": ("draft", "draft", "draft_id", {"section": "trip"}),
    "clearance:upload_detail": ("batch", "batch", "batch_id", {}),
    "clearance:upload_original": ("batch", "batch", "batch_id", {}),
    **{
        f"clearance:booth_{name}": ("booth_trip", "trip", "trip_id", {})
        for name in ("trip", "release", "refer", "hold", "note", "undo")
    },
    "clearance:booth_lift": ("own_hold", "held", "trip_id", {}),
    "clearance:inspection": ("inspection", "inspection", "inspection_id", {}),
    "clearance:inspection_start": ("inspection", "inspection", "inspection_id", {}),
    "clearance:inspection_release": ("inspection", "inspection", "inspection_id", {}),
    "clearance:inspection_refuse": ("inspection", "inspection", "inspection_id", {}),
    "clearance:agency_proceed": ("agency_trip", "trip", "trip_id", {}),
    "clearance:agency_hold": ("agency_trip", "trip", "trip_id", {}),
    "clearance:profile": ("profile", "profile", "profile_id", {}),
    "clearance:profile_sign": ("profile", "profile", "profile_id", {}),
    "clearance:profile_activate": ("profile", "profile", "profile_id", {}),
    "compliance:case": ("audit", "audit", "case_id", {}),
    "compliance:case_close": ("audit_desk", "audit", "case_id", {}),
    "appeals:case": ("appeal", "appeal", "case_id", {}),
    "appeals:withdraw": ("own_appeal", "appeal", "case_id", {}),
    "appeals:panel": ("panel", "appeal", "case_id", {}),
    "appeals:vote": ("bench", "appeal", "case_id", {}),
    "appeals:rule": ("bench", "appeal", "case_id", {}),
    "api:notice": ("notice", "notice", "notice_id", {}),
    "api:webhook": ("endpoint", "endpoint", "endpoint_id", {}),
    "api:webhook_ping": ("endpoint", "endpoint", "endpoint_id", {}),
    "api:webhook_deliveries": ("endpoint", "endpoint", "endpoint_id", {}),
    "api:webhook_replay": ("delivery", "delivery", "delivery_id", {}),
    "api:trail_receipt": ("entry", "entry", "entry_id", {}),
    "api:trail_subject_receipts": ("entry", "trip", "subject_id", {"subject_type": "trip"}),
    "api:membership_detail": ("membership", "membership", "membership_id", {}),
    "api:decision_detail": ("own_decision", "decision", "decision_id", {}),
    "api:trip_detail": ("trip", "trip", "trip_id", {}),
    "api:trip_cancel": ("trip", "trip", "trip_id", {}),
    "api:trip_version_list": ("trip", "trip", "trip_id", {}),
    "api:trip_version": ("trip", "trip", "trip_id", {"number": 1}),
}

# Routes whose parameters name no record of anybody, and why.
OPEN_PARAMETERS: dict[str, str] = {
    "account_confirm_email": "a signed key from an e-mail",
    "account_reset_password_from_key": "a signed key from an e-mail",
    "reference:crossing_detail": "public reference data",
    "api:port_detail": "public reference data",
    "enrollment:programme": "a published programme",
    "clearance:driver": "a sealed link to one trip, bound to its driver; tried in its own tests",
    "clearance:upload_template": "an empty form",
    "clearance:port_board": "a crossing; another port's officer is refused in the view's own tests",
    "clearance:port_rows": "a crossing; another port's officer is refused in the view's own tests",
    "mfa_edit_webauthn": "a passkey; the package looks only among the person's own",
    "mfa_remove_webauthn": "a passkey; the package looks only among the person's own",
    "events": "a channel; who may listen is tested with the event stream",
}
