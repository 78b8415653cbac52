"""What other apps, pages and tasks may call to change clearance."""

from clearance.services.accreditations import (
    AccreditationTerms,
    accreditation_draft,
    accreditation_reinstate,
    accreditation_revoke,
    accreditation_sign,
    accreditation_suspend,
    accreditation_withdraw,
)
from clearance.services.agency_acts import agency_clear_for, agency_hold_for, agency_inspect
from clearance.services.agency_messages import messages_plan, messages_plan_for
from clearance.services.agency_sending import endpoint_drain, message_retry
from clearance.services.amending import trip_amend, trip_cancel
from clearance.services.booth import booth_note, booth_release, booth_undo, release_settled
from clearance.services.booth_stops import booth_refer
from clearance.services.consulting import policy_consult, profile_consult
from clearance.services.correcting import misidentification_end, trip_record_correct
from clearance.services.drafts import (
    draft_amend,
    draft_change,
    draft_check,
    draft_copy,
    draft_discard,
    draft_edit,
    draft_from,
    draft_from_template,
    draft_restore,
    draft_return,
    draft_save,
    draft_start,
    draft_submit,
    draft_undo,
)
from clearance.services.draws import draw_days_keep
from clearance.services.endpoints import EndpointFacts, endpoint_save, endpoint_switch, secret_unseal
from clearance.services.exporting import export_take
from clearance.services.filing import FiledTrip, manifest_read, trip_file
from clearance.services.fixes import draft_fix, trip_fix
from clearance.services.gateway_loop import Gateway, drops_collect
from clearance.services.holds import booth_hold, hold_lift
from clearance.services.inbound import Arrival, edi_receive, inbound_receive, inbound_retry
from clearance.services.inspections import (
    inspection_complete,
    inspection_start,
    secondary_refuse,
    secondary_release,
)
from clearance.services.lane_events import lane_event_keep, lane_event_match, lane_reader_add, lane_reader_revoke
from clearance.services.lookout_matches import do_not_match_add, lookout_spread
from clearance.services.lookouts import lookouts_expire
from clearance.services.loop_ending import loops_turn
from clearance.services.offline import offline_receive, offline_reconcile
from clearance.services.orders import order_draft, order_revoke, order_sign, order_withdraw
from clearance.services.outages import outage_declare, outage_end
from clearance.services.partners import agency_clear
from clearance.services.perimeter import perimeter_record
from clearance.services.policies import (
    appetite_enforce,
    appetite_propose,
    appetite_sign,
    appetite_withdraw,
    lane_policy_enforce,
    lane_policy_propose,
    lane_policy_sign,
    lane_policy_withdraw,
    policies_turn,
)
from clearance.services.port_attention import attention_set, wait_report, waits_measure
from clearance.services.prior import (
    prior_book,
    prior_call_off,
    prior_check,
    prior_clear,
    prior_expire,
    prior_refuse,
    prior_start,
    prior_void,
)
from clearance.services.profile_drafts import (
    profile_card_add,
    profile_card_remove,
    profile_draft,
    profile_import,
    profile_rule_remove,
    profile_rule_save,
)
from clearance.services.profile_trying import profile_try
from clearance.services.profiles import (
    profile_activate,
    profile_due,
    profile_plan,
    profile_propose,
    profile_sign,
    profile_withdraw,
)
from clearance.services.protocols import protocol_draft, protocol_end, protocol_sign
from clearance.services.reading import inbound_read
from clearance.services.requests import information_answer, information_ask, information_close
from clearance.services.saved import (
    saved_keep,
    saved_keep_from,
    saved_restore,
    saved_retire,
    saved_used,
    template_keep,
)
from clearance.services.scoring import trip_rescore, trip_score
from clearance.services.seal_judging import seal_judge
from clearance.services.seal_positions import positions_tell
from clearance.services.seal_reading import seal_batch_receive
from clearance.services.seals import SealFacts, seal_act, seal_register, seal_replace
from clearance.services.sheet_keys import sheet_key_rotate, sheet_keys_published, sheet_sign
from clearance.services.simulations import simulation_request, simulation_run, simulation_run_now, simulation_start
from clearance.services.sites import SiteFacts, site_end, site_register
from clearance.services.uploads import upload_draft, upload_process, upload_process_as_owner, upload_receive

__all__ = [
    "AccreditationTerms",
    "Arrival",
    "EndpointFacts",
    "FiledTrip",
    "Gateway",
    "SealFacts",
    "SiteFacts",
    "accreditation_draft",
    "accreditation_reinstate",
    "accreditation_revoke",
    "accreditation_sign",
    "accreditation_suspend",
    "accreditation_withdraw",
    "agency_clear",
    "agency_clear_for",
    "agency_hold_for",
    "agency_inspect",
    "appetite_enforce",
    "appetite_propose",
    "appetite_sign",
    "appetite_withdraw",
    "attention_set",
    "booth_hold",
    "booth_note",
    "booth_refer",
    "booth_release",
    "booth_undo",
    "do_not_match_add",
    "draft_amend",
    "draft_change",
    "draft_check",
    "draft_copy",
    "draft_discard",
    "draft_edit",
    "draft_fix",
    "draft_from",
    "draft_from_template",
    "draft_restore",
    "draft_return",
    "draft_save",
    "draft_start",
    "draft_submit",
    "draft_undo",
    "draw_days_keep",
    "drops_collect",
    "edi_receive",
    "endpoint_drain",
    "endpoint_save",
    "endpoint_switch",
    "export_take",
    "hold_lift",
    "inbound_read",
    "inbound_receive",
    "inbound_retry",
    "information_answer",
    "information_ask",
    "information_close",
    "inspection_complete",
    "inspection_start",
    "lane_event_keep",
    "lane_event_match",
    "lane_policy_enforce",
    "lane_policy_propose",
    "lane_policy_sign",
    "lane_policy_withdraw",
    "lane_reader_add",
    "lane_reader_revoke",
    "lookout_spread",
    "lookouts_expire",
    "loops_turn",
    "manifest_read",
    "message_retry",
    "messages_plan",
    "messages_plan_for",
    "misidentification_end",
    "offline_receive",
    "offline_reconcile",
    "order_draft",
    "order_revoke",
    "order_sign",
    "order_withdraw",
    "outage_declare",
    "outage_end",
    "perimeter_record",
    "policies_turn",
    "policy_consult",
    "positions_tell",
    "prior_book",
    "prior_call_off",
    "prior_check",
    "prior_clear",
    "prior_expire",
    "prior_refuse",
    "prior_start",
    "prior_void",
    "profile_activate",
    "profile_card_add",
    "profile_card_remove",
    "profile_consult",
    "profile_draft",
    "profile_due",
    "profile_import",
    "profile_plan",
    "profile_propose",
    "profile_rule_remove",
    "profile_rule_save",
    "profile_sign",
    "profile_try",
    "profile_withdraw",
    "protocol_draft",
    "protocol_end",
    "protocol_sign",
    "release_settled",
    "saved_keep",
    "saved_keep_from",
    "saved_restore",
    "saved_retire",
    "saved_used",
    "seal_act",
    "seal_batch_receive",
    "seal_judge",
    "seal_register",
    "seal_replace",
    "secondary_refuse",
    "secondary_release",
    "secret_unseal",
    "sheet_key_rotate",
    "sheet_keys_published",
    "sheet_sign",
    "simulation_request",
    "simulation_run",
    "simulation_run_now",
    "simulation_start",
    "site_end",
    "site_register",
    "template_keep",
    "trip_amend",
    "trip_cancel",
    "trip_file",
    "trip_fix",
    "trip_record_correct",
    "trip_rescore",
    "trip_score",
    "upload_draft",
    "upload_process",
    "upload_process_as_owner",
    "upload_receive",
    "wait_report",
    "waits_measure",
]
