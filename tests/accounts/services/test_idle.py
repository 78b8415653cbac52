"""Unused accounts: warned at 60 and 80 days, dormant at 90, woken by their owner with every role (2.1, [S24][S29])."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from audit.trail.selectors import entries_for
from portal.accounts import services, tasks
from portal.accounts.models import OrganisationRole, User
from portal.accounts.services.idle import waking_token
from portal.core import clock
from portal.core.domain.errors import NotAllowed, NotFound
from portal.core.domain.subjects import Subject
from portal.core.models import OutboxTask
from tests.factories import accounts as make
from tests.factories.company import put_to_sleep

pytestmark = pytest.mark.django_db
TRAINED = "Refresher course on 3 November"


def run_mails(task: str) -> None:
    for row in OutboxTask.objects.filter(task=task, done_at=None):
        {"accounts.idle_mail": tasks.idle_mail, "accounts.waking_mail": tasks.waking_mail}[task](str(row.id))


def test_two_warnings_in_the_persons_language_then_sleep() -> None:
    user = make.make_user(language="fr")
    start, seen = clock.now(), []
    for day in (59, 60, 61, 80, 81, 90, 95):
        with clock.frozen(start + timedelta(days=day, minutes=1)):
            tasks.rest_unused()
            run_mails("accounts.idle_mail")
        seen += [(day, words.subject) for words in mail.outbox[len(seen) :] if words.to == [user.email]]
    assert [day for day, _ in seen] == [60, 80, 90]
    assert seen[0][1] == "Précontrôle : votre compte n'a pas servi" and "en dormance" in seen[2][1]
    user.refresh_from_db()
    assert user.dormant_since and user.is_active
    events = [entry.event for entry in entries_for(Subject("user", user.id))]
    assert events[-3:] == ["accounts.user.idle_warned", "accounts.user.idle_warned", "accounts.user.rested"]


def test_who_comes_back_in_time_is_left_alone() -> None:
    user = make.make_user()
    now = clock.now()
    with clock.frozen(now + timedelta(days=85)):
        assert services.accounts_rest()[0] == 1
    User.objects.filter(pk=user.pk).update(last_login=now + timedelta(days=86))
    with clock.frozen(now + timedelta(days=120)):
        assert services.accounts_rest() == (0, 0)


def test_a_member_signs_in_asks_for_the_link_and_has_every_role_again(client: Client) -> None:
    organisation = make.make_organisation()
    user = put_to_sleep(make.make_member(organisation))
    make.sign_in(client, user)
    assert client.get(reverse("clearance:trips")).url.startswith(reverse("accounts:dormant"))
    assert client.get("/api/v1/trips").status_code == 403
    assert "Nothing is lost" in client.get(reverse("accounts:dormant")).text
    client.post(reverse("accounts:dormant"))
    run_mails("accounts.waking_mail")
    found = re.search(r"https?://[^/]+(/organisation/wake/\S+)", str(mail.outbox[-1].body))
    assert found
    assert "in use again" in client.get(found[1]).text
    assert client.post(found[1]).url == reverse("site:home")
    user.refresh_from_db()
    assert user.dormant_since is None and services.accounts_rest() == (0, 0)
    assert OrganisationRole.objects.filter(user=user).count() == 1
    assert client.get(reverse("clearance:trips")).status_code == 200
    assert client.get(found[1]).status_code == 404, "single use"


def test_the_link_wakes_only_its_owner_and_only_for_a_day(client: Client) -> None:
    user = put_to_sleep(make.make_user())
    token = waking_token(user)
    make.sign_in(client, put_to_sleep(make.make_user()))
    assert client.post(reverse("accounts:wake", args=[token])).status_code == 404
    assert client.get(reverse("accounts:wake", args=["forged"])).status_code == 404
    user.refresh_from_db()
    assert user.dormant_since


def test_staff_come_back_by_their_supervisor_who_confirms_the_training(client: Client) -> None:
    officer = put_to_sleep(make.make_staff("officer.vetting", "CBP"))
    boss = make.make_staff("officer.supervisor", "CBP")
    make.sign_in(client, officer, mfa=False)
    assert client.get(reverse("enrollment:reviews")).url.startswith(reverse("accounts:second_factor"))
    make.sign_in(client, officer)
    assert client.get(reverse("enrollment:reviews")).url.startswith(reverse("accounts:dormant"))
    assert boss.name in client.get(reverse("accounts:dormant")).text
    client.post(reverse("accounts:dormant"))
    row = OutboxTask.objects.get(task="accounts.waking_supervisor_mail")
    tasks.waking_supervisor_mail(str(row.id))
    assert mail.outbox[-1].to == [boss.email] and officer.name in mail.outbox[-1].subject
    token = waking_token(officer)
    assert client.post(reverse("accounts:wake", args=[token])).status_code == 403

    desk = make.sign_in(Client(), boss)
    act = reverse("accounts:resting_wake", args=[officer.id])
    assert officer.name in desk.get(reverse("accounts:resting")).text
    refused = desk.post(act, {"training": "x"})
    assert refused.status_code == 422 and "which training" in refused.text
    assert desk.post(act, {"training": TRAINED}).status_code == 302
    officer.refresh_from_db()
    assert officer.dormant_since is None and officer.staff_roles.count() == 1
    assert client.get(reverse("enrollment:reviews")).status_code == 200


def test_only_the_own_agencys_supervisor_and_not_for_oneself() -> None:
    officer = put_to_sleep(make.make_staff("officer.vetting", "CBP"))
    with pytest.raises(NotFound):
        services.account_wake(
            actor=make.staff_actor("officer.supervisor", "CBSA"), user_id=officer.id, training=TRAINED
        )
    boss = put_to_sleep(make.make_staff("officer.supervisor", "CBP"))
    actor = make.staff_actor("officer.supervisor", "CBP")
    with pytest.raises(NotAllowed):
        services.account_wake(actor=replace(actor, user_id=boss.id), user_id=boss.id, training=TRAINED)


def test_where_the_policy_asks_for_training_the_officer_confirms_it(client: Client, settings: Any) -> None:
    settings.IDLE_STAFF_RETURN = "training"
    officer = put_to_sleep(make.make_staff("officer.vetting", "CBP"))
    make.sign_in(client, officer)
    page = reverse("accounts:wake", args=[waking_token(officer)])
    assert client.post(page, {"training": "no"}).status_code == 422
    assert client.post(page, {"training": TRAINED}).status_code == 302
    body = entries_for(Subject("user", officer.id)).last().data
    assert body["training"] == TRAINED


def test_the_database_refuses_sleep_without_a_warning_or_an_entry(commit_checks: Any) -> None:
    user = make.make_user()
    commit_checks()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_user SET dormant_since = now() WHERE id = %s", [user.id])
