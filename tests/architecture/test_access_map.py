"""Deny by default: every URL name has a rule and every rule a URL (architecture rule 5)."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.urls import ResolverMatch

from portal.core.middleware import AccessMiddleware
from portal.site.url_access import ACCESS
from tests.architecture.routes import iter_routes


def unmapped(names: set[str], rules: set[str]) -> tuple[list[str], list[str]]:
    """Give the names without a rule and the rules without a name."""
    return sorted(names - rules), sorted(rules - names)


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    routes = list(iter_routes())
    assert not [route.pattern for route in routes if not route.name.split(":")[-1]], "routes without a name"
    missing, surplus = unmapped({route.name for route in routes}, set(ACCESS))
    assert not missing, f"no rule for {missing}"
    assert not surplus, f"rules for routes that do not exist: {surplus}"


def test_the_gate_sees_a_new_route_without_a_rule_and_a_stale_rule() -> None:
    assert unmapped({"a", "new"}, {"a", "old"}) == (["new"], ["old"])


def test_a_view_without_a_rule_is_refused_at_run_time() -> None:
    request = RequestFactory().get("/somewhere")
    request.resolver_match = ResolverMatch(lambda: None, (), {}, url_name="nobody-decided")
    with pytest.raises(Http404):
        AccessMiddleware(lambda _: None).process_view(request, None, (), {})
