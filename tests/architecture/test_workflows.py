"""Every registered workflow: small, backed by a trigger, and the same in the database as in the table."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from portal.workflow.models import WorkflowEdge
from portal.workflow.registry import Registration, registrations

MOST_STATES = 14
NAMES = """
after_action agency_endpoint agency_line agency_message agency_outage agency_request
appeal appeal_gist appeal_hearing appeal_joinder appeal_stay
appetite audit_case benefit_shortfall compliance_signal change_request complaint consultation
consultation_comment decision_publication
delegation delegation_order
enrollment_answer enrollment_application enrollment_change enrollment_credential enrollment_decision
enrollment_disclosure enrollment_document enrollment_earlier_wish enrollment_fee
enrollment_fee_waiver enrollment_interview enrollment_invoice enrollment_membership
enrollment_override enrollment_payment enrollment_plan enrollment_review enrollment_site_visit
enrollment_slot_offer enrollment_travel_document facility_visit graduation graduation_review inbound_message
inspection inspection_protocol invitation lane lane_policy lookout lookout_match lookup_review
mutual_recognition prior_clearance programme_review recognition recommendation_response review_comment
sanction_matrix scheme_membership seal simulation
site_accreditation threat_profile tier_criteria trip value_chain_loop vetting_check
vetting_near_match vetting_standard vetting_worksheet
"""


def each() -> list[Registration]:
    return list(registrations())


def test_the_workflows_of_every_app_are_registered() -> None:
    names = {entry.workflow.name for entry in each()}
    assert names == set(NAMES.split())


@pytest.mark.parametrize("entry", each(), ids=lambda entry: entry.workflow.name)
def test_a_workflow_is_small_and_every_state_can_be_reached(entry: Registration) -> None:
    workflow = entry.workflow
    assert len(workflow.states) <= MOST_STATES
    reached, frontier = {workflow.initial}, [workflow.initial]
    while frontier:
        source = frontier.pop()
        new = {move.target for move in workflow.transitions if move.source == source} - reached
        reached |= new
        frontier += new
    assert reached == {state.code for state in workflow.states}


@pytest.mark.parametrize("entry", each(), ids=lambda entry: entry.workflow.name)
def test_final_states_have_no_way_out_and_others_have_one(entry: Registration) -> None:
    sources = {move.source for move in entry.workflow.transitions}
    assert {state.code for state in entry.workflow.states if not state.final} == sources


@pytest.mark.parametrize("entry", each(), ids=lambda entry: entry.workflow.name)
def test_the_labels_exist_in_both_languages(entry: Registration) -> None:
    texts = [text for state in entry.workflow.states for text in (state.staff, state.public)]
    texts += [move.label for move in entry.workflow.transitions]
    assert all(text.en.strip() and text.fr.strip() for text in texts)


@pytest.mark.django_db
def test_the_database_holds_exactly_the_edges_of_the_tables() -> None:
    known = set(WorkflowEdge.objects.values_list("workflow", "source", "target"))
    assert known == {(entry.workflow.name, *edge) for entry in each() for edge in entry.workflow.edges}


@pytest.mark.django_db
@pytest.mark.parametrize("entry", each(), ids=lambda entry: entry.workflow.name)
def test_each_status_column_has_its_guard(entry: Registration) -> None:
    table = apps.get_model(entry.model_label)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = %s", [f"{table}_{entry.field}_guard"])
        assert cursor.fetchone()[0] == 1


@pytest.mark.django_db
def test_the_guard_function_refuses_a_pair_outside_the_table() -> None:
    entry = each()[0]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE probe (status text)")
        cursor.execute(
            "CREATE TRIGGER probe_guard BEFORE UPDATE ON probe FOR EACH ROW "
            f"EXECUTE FUNCTION preclear_workflow_guard('{entry.workflow.name}', 'status')"
        )
        source, target = next(iter(sorted(entry.workflow.edges)))
        cursor.execute("INSERT INTO probe VALUES (%s)", [source])
        cursor.execute("UPDATE probe SET status = %s", [target])
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("UPDATE probe SET status = 'nowhere'")
