"""Inviting colleagues: a link that works once, for the person it was sent to (2.1, 4.4)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from audit.trail.selectors import entries_for_organisation
from portal.accounts import services, tasks
from portal.accounts.models import Invitation, OrganisationRole, User
from portal.accounts.selectors import invitation_token
from portal.core import clock
from portal.core.domain.errors import Conflict, Invalid, NotAllowed, NotFound
from portal.core.models import OutboxTask
from tests.factories import accounts as make
from tests.factories.company import make_invitation

pytestmark = pytest.mark.django_db


def send(made: Invitation) -> str:
    """Run the mail's task; give the link's path."""
    made.refresh_from_db()
    row = OutboxTask.objects.get(task="accounts.invitation_link_mail", subject_id=made.id, key=str(made.link))
    tasks.invitation_link_mail(str(row.id))
    found = re.search(r"https?://[^/]+(/organisation/invitation/[^/]+/)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_a_stranger_to_the_portal_signs_up_from_the_link_and_is_in(client: Client) -> None:
    organisation = make.make_organisation()
    made = make_invitation(organisation, "fresh@example.test", name="Dispatch, night shift", language="fr")
    link = send(made)
    assert "vous invite" in mail.outbox[-1].subject and mail.outbox[-1].to == ["fresh@example.test"]
    assert organisation.legal_name in client.get(link).text
    to_signup = client.post(link)
    assert to_signup.url.startswith(reverse("account_signup"))
    answers = {"email": "fresh@example.test", "password1": make.PASSWORD, "password2": make.PASSWORD, "next": link}
    signed_up = client.post(reverse("account_signup"), answers)
    assert signed_up.status_code == 302 and signed_up.url == link, "no second mail: the link proved the address"
    assert client.post(link).url == reverse("site:home")
    user = User.objects.get(email="fresh@example.test")
    assert OrganisationRole.objects.filter(user=user, organisation=organisation, role="trader.filer").exists()
    assert user.name == "Dispatch, night shift"
    assert organisation.legal_name in client.get(reverse("accounts:organisation")).text
    assert client.get(link).status_code == 404, "single use"


def test_an_existing_account_accepts_after_signing_in(client: Client) -> None:
    organisation, user = make.make_organisation(), make.make_user("known@example.test")
    link = send(make_invitation(organisation, "Known@example.test"))
    assert client.post(link).url.startswith(reverse("account_login"))
    make.sign_in(client, user)
    assert client.post(link).status_code == 302
    events = list(entries_for_organisation(organisation.id).values_list("event", flat=True)[:2])
    assert events == ["accounts.organisation_role.assigned", "accounts.invitation.accepted"]


def test_the_link_of_somebody_else_opens_nothing(client: Client) -> None:
    link = send(make_invitation(make.make_organisation(), "meant@example.test"))
    make.sign_in(client, make.make_user())
    refused = client.post(link)
    assert refused.status_code == 403 and "another address" in refused.text
    assert not OrganisationRole.objects.filter(user__email="meant@example.test").exists()


def test_a_new_link_replaces_the_old_and_a_revoked_one_is_gone(client: Client) -> None:
    organisation = make.make_organisation()
    admin = make.member_actor(organisation)
    made = make_invitation(organisation)
    first = send(made)
    services.invitation_resend(actor=admin, invitation_id=made.id)
    second = send(made)
    assert client.get(first).status_code == 404 and client.get(second).status_code == 200
    services.invitation_revoke(actor=admin, invitation_id=made.id)
    assert client.get(second).status_code == 404
    assert client.get("/organisation/invitation/forged/").status_code == 404
    with pytest.raises(Conflict):
        services.invitation_resend(actor=admin, invitation_id=made.id)


def test_it_expires_by_itself(client: Client) -> None:
    organisation = make.make_organisation()
    made = make_invitation(organisation)
    link = send(made)
    with clock.frozen(made.expires_at + timedelta(seconds=1)):
        assert client.get(link).status_code == 404
        row = OutboxTask.objects.get(task="accounts.invitation_expire", subject_id=made.id)
        tasks.invitation_expire(str(row.id))
        assert Invitation.objects.get().status == "expired"
        assert make_invitation(organisation, made.email).status == "open"


def test_what_does_not_fit_is_named(client: Client) -> None:
    organisation = make.make_organisation()
    colleague = make.make_member(organisation, "trader.filer")
    admin = make.member_actor(organisation)
    wanted = {"actor": admin, "organisation_id": organisation.id}
    with pytest.raises(Invalid) as refused:
        services.invitation_create(email="no address", role="trader.filer", **wanted)
    assert refused.value.items[0].path == "email"
    with pytest.raises(Invalid):
        services.invitation_create(email="a@example.test", role="king", **wanted)
    with pytest.raises(Conflict):
        services.invitation_create(email=colleague.email, role="trader.filer", **wanted)
    make_invitation(organisation)
    with pytest.raises(Conflict):
        make_invitation(organisation)


def test_only_the_administrators_of_the_organisation(client: Client) -> None:
    organisation = make.make_organisation()
    made = make_invitation(organisation)
    with pytest.raises(NotAllowed):
        services.invitation_create(
            actor=make.member_actor(organisation, "trader.filer"),
            organisation_id=organisation.id,
            email="a@example.test",
            role="trader.filer",
        )
    with pytest.raises(NotFound):
        services.invitation_revoke(actor=make.member_actor(make.make_organisation()), invitation_id=made.id)


def test_the_database_knows_one_open_invitation_and_no_other_way_of_status(client: Client) -> None:
    made = make_invitation(make.make_organisation())
    for statement in (
        "UPDATE accounts_invitation SET status = 'accepted' WHERE id = %s",
        "UPDATE accounts_invitation SET status = 'nowhere' WHERE id = %s",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [made.id])
    assert invitation_token(made)


def test_the_page_lists_people_once_with_roles_and_last_sign_in(client: Client, django_assert_num_queries: Any) -> None:
    organisation = make.make_organisation()
    admin = make.make_member(organisation)
    both = make.make_member(organisation, "trader.filer")
    make.make_member(organisation, "driver", both)
    make.sign_in(client, admin)
    page = client.get(reverse("accounts:colleagues")).text
    assert page.count(f"{both.email}</span>") == 1 and "Files and amends trips" in page
    sent = {"email": "new@example.test", "name": "Night desk", "role": "trader.viewer", "language": "en"}
    assert client.post(reverse("accounts:colleagues"), sent).status_code == 302
    for _ in range(2):
        with django_assert_num_queries(3 + 2):
            page = client.get(reverse("accounts:colleagues")).text
        make_invitation(organisation, f"more{len(page)}@example.test")
    assert "new@example.test" in page and "Waiting for an answer" in page
    empty = client.post(reverse("accounts:colleagues"), {**sent, "email": "nonsense", "name": "Kept"})
    assert "Kept" in empty.text and 'href="#id_email"' in empty.text


def test_one_more_role_then_out_but_never_the_last_administrator(client: Client) -> None:
    organisation = make.make_organisation()
    admin, other = make.make_member(organisation), make.make_member(organisation, "trader.viewer")
    make.sign_in(client, admin)
    client.post(reverse("accounts:person_role", args=[other.id]), {"role": "trader.filer"})
    assert OrganisationRole.objects.filter(user=other).count() == 2
    assert client.post(reverse("accounts:person_remove", args=[admin.id])).status_code == 409
    assert client.post(reverse("accounts:person_remove", args=[other.id])).status_code == 302
    assert not OrganisationRole.objects.filter(user=other).exists()
    assert client.post(reverse("accounts:person_role", args=[other.id]), {"role": "trader.filer"}).status_code == 404
