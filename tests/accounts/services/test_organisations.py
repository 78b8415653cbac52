"""Registering and changing organisations, and giving roles; every change is in the trail."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction

from audit.trail.models import TrailEntry
from portal.accounts import services
from portal.accounts.models import Organisation, OrganisationRole, User
from portal.accounts.selectors import actor_for_user, colleagues_of, organisation_get_for_actor
from portal.accounts.tasks import invitation_mail
from portal.core.domain.actors import Actor
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.models import OutboxTask
from tests.factories import accounts as make

pytestmark = pytest.mark.django_db


def change(actor: Actor, organisation: Organisation, **fields: Any) -> Organisation:
    given = {"expected_version": 1, "changes": {"city": "Sarnia"}, **fields}
    return services.organisation_update(actor=actor, organisation_id=organisation.id, **given)


def test_registering_is_one_entry_of_the_trail_and_passes_the_trigger(commit_checks: Any) -> None:
    organisation = make.make_organisation()
    commit_checks()
    entry = TrailEntry.objects.get(event="accounts.organisation.registered", subject_id=organisation.id)
    assert entry.organisation_id == organisation.id


@pytest.mark.parametrize("table", ["accounts_organisation", "accounts_organisation_role", "accounts_delegation"])
@pytest.mark.django_db(transaction=True)
def test_a_change_without_an_entry_does_not_commit(table: str) -> None:
    make.make_delegation(make.make_organisation("shipper"), make.make_organisation("broker"))
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET created_at = created_at - interval '1 day'")


def test_a_number_belongs_to_one_organisation_only() -> None:
    make.make_organisation(identifiers=[("SCAC", "AAAA")])
    with pytest.raises(Invalid) as refusal:
        make.make_organisation(identifiers=[("SCAC", "aaaa")])
    assert [(item.code, item.path) for item in refusal.value.items] == [("ACC_IDENTIFIER_TAKEN", "identifiers.SCAC")]


def test_all_faults_are_reported_at_once() -> None:
    with pytest.raises(Invalid) as refusal:
        make.make_organisation(legal_name=" ", street="", subdivision="", identifiers=[("BN15", "1")])
    found = {item.path for item in refusal.value.items}
    assert found == {"street", "subdivision", "legal_name", "identifiers.BN15", "identifiers.SCAC"}


def test_staff_do_not_register_organisations() -> None:
    values = {"subdivision": "ON", "street": "1", "city": "1", "postal_code": "1", "contact_name": "1"}
    with pytest.raises(NotAllowed):
        services.organisation_register(
            actor=make.staff_actor(), kind="carrier", legal_name="X", country="CA", contact_email="a@b.test", **values
        )


def test_a_change_keeps_history_and_records_what_changed() -> None:
    organisation = make.make_organisation()
    changed = change(make.member_actor(organisation), organisation, identifiers=[("CBSA_CARRIER", "77AB")])
    assert (changed.city, changed.row_version) == ("Sarnia", 2)
    assert [row.city for row in Organisation.history.filter(id=organisation.id)] == ["Sarnia", "Windsor"]
    body = TrailEntry.objects.get(event="accounts.organisation.updated").body
    assert '"city":{"from":"Windsor","to":"Sarnia"}' in body
    assert '"added":[["CBSA_CARRIER","77AB"]]' in body


def test_a_stale_change_is_refused() -> None:
    organisation = make.make_organisation()
    admin = make.member_actor(organisation)
    change(admin, organisation)
    with pytest.raises(Conflict):
        change(admin, organisation)


@pytest.mark.parametrize(("role", "error"), [("trader.filer", NotAllowed), ("trader.viewer", NotAllowed)])
def test_only_administrators_change_details(role: str, error: type[Exception]) -> None:
    organisation = make.make_organisation()
    with pytest.raises(error):
        change(make.member_actor(organisation, role), organisation)


def test_strangers_find_nothing() -> None:
    mine, theirs = make.make_organisation(), make.make_organisation()
    stranger = make.member_actor(theirs)
    with pytest.raises(NotFound):
        change(stranger, mine)
    with pytest.raises(NotFound):
        organisation_get_for_actor(actor=stranger, organisation_id=mine.id)
    with pytest.raises(NotFound):
        colleagues_of(actor=stranger, organisation_id=mine.id)
    with pytest.raises(NotFound):
        services.organisation_role_assign(
            actor=stranger, organisation_id=mine.id, email="x@y.test", role="trader.admin"
        )


def test_an_invited_colleague_gets_an_account_and_a_mail_in_their_language() -> None:
    organisation = make.make_organisation(name="Northern Haulage")
    admin = make.member_actor(organisation)
    given = services.organisation_role_assign(
        actor=admin,
        organisation_id=organisation.id,
        email="New@Example.test",
        role="trader.filer",
        name="New",
        language="fr",
    )
    user = User.objects.get(email="new@example.test")
    assert not user.has_usable_password()
    assert actor_for_user(user).roles == {"trader.filer"}
    row = OutboxTask.objects.get(task="accounts.invitation_mail", subject_id=given.id)
    invitation_mail(str(row.id))
    assert mail.outbox[0].to == ["new@example.test"]
    assert "Vous pouvez maintenant agir pour Northern Haulage" in mail.outbox[0].subject
    row.refresh_from_db()
    assert row.done_at is not None


def test_the_last_administrator_stays() -> None:
    organisation = make.make_organisation()
    admin = make.member_actor(organisation)
    only = OrganisationRole.objects.get(organisation=organisation)
    with pytest.raises(Conflict):
        services.organisation_role_remove(actor=admin, organisation_id=organisation.id, role_id=only.id)
    second = make.make_member(organisation)
    services.organisation_role_remove(actor=admin, organisation_id=organisation.id, role_id=only.id)
    assert [row.user_id for row in OrganisationRole.objects.filter(organisation=organisation)] == [second.id]


def test_a_removed_member_acts_for_nobody_from_the_next_request() -> None:
    organisation = make.make_organisation()
    admin, user = make.member_actor(organisation), make.make_member(organisation, "trader.filer")
    role = OrganisationRole.objects.get(user=user)
    services.organisation_role_remove(actor=admin, organisation_id=organisation.id, role_id=role.id)
    assert actor_for_user(user, organisation_id=organisation.id).organisation_id is None
