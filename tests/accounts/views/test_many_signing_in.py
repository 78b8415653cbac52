"""A whole shift signs in from one address; somebody who guesses there is stopped."""

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories import accounts as make

pytestmark = pytest.mark.django_db
SHIFT = 40
GUESSES_A_MINUTE = 10


@pytest.fixture(autouse=True)
def _counted_from_nothing():
    cache.clear()
    yield
    cache.clear()


def post(email: str, password: str) -> int:
    return Client().post(reverse("account_login"), {"login": email, "password": password}).status_code


def test_a_shift_signs_in_from_one_address_within_a_minute():
    people = [make.make_user() for _ in range(SHIFT)]
    assert {post(person.email, make.PASSWORD) for person in people} == {302}


def test_guesses_from_one_address_are_stopped_whoever_they_are_about():
    people = [make.make_user() for _ in range(GUESSES_A_MINUTE + 1)]
    answers = [post(person.email, "not the password") for person in people]
    assert answers[:GUESSES_A_MINUTE] == [200] * GUESSES_A_MINUTE
    assert post(people[-1].email, make.PASSWORD) != 302
