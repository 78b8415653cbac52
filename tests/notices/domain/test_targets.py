"""Which addresses may be called (OWASP API7)."""

from __future__ import annotations

import pytest

from portal.notices.domain.targets import address_allowed, check_url

PUBLIC = ["https://hooks.example.com/preclear", "https://hooks.example.com:8443/a?b=c", "https://203.0.114.9/"]
REFUSED = [
    ("http://hooks.example.com/", "NTC_URL_HTTPS"),
    ("ftp://hooks.example.com/", "NTC_URL_HTTPS"),
    ("file:///etc/passwd", "NTC_URL"),
    ("https://", "NTC_URL"),
    ("hooks.example.com", "NTC_URL"),
    ("https://hooks.example.com/#part", "NTC_URL"),
    ("https://hooks.example.com/ a", "NTC_URL"),
    ("https://hooks.example.com/\n", "NTC_URL"),
    ("https://höoks.example.com/", "NTC_URL"),
    ("https://hooks.example.com:99999/", "NTC_URL"),
    ("https://[::1/", "NTC_URL"),
    ("https://" + "a" * 500 + ".example.com/", "NTC_URL"),
    ("https://user:secret@hooks.example.com/", "NTC_URL_PASSWORD"),
    ("https://localhost/", "NTC_URL_PRIVATE"),
    ("https://printer.local/", "NTC_URL_PRIVATE"),
    ("https://db.internal/", "NTC_URL_PRIVATE"),
    ("https://127.0.0.1/", "NTC_URL_PRIVATE"),
    ("https://10.0.0.7/", "NTC_URL_PRIVATE"),
    ("https://169.254.169.254/latest/meta-data/", "NTC_URL_PRIVATE"),
    ("https://[::1]/", "NTC_URL_PRIVATE"),
    ("https://[fd00::1]/", "NTC_URL_PRIVATE"),
    ("https://[::ffff:10.0.0.7]/", "NTC_URL_PRIVATE"),
    ("https://0.0.0.0/", "NTC_URL_PRIVATE"),
]


@pytest.mark.parametrize("url", PUBLIC)
def test_public_addresses_pass(url: str) -> None:
    assert check_url(url, allow_loopback=False) is None


@pytest.mark.parametrize(("url", "code"), REFUSED)
def test_everything_else_is_refused_with_a_reason(url: str, code: str) -> None:
    item = check_url(url, allow_loopback=False)
    assert item is not None and item.code == code


@pytest.mark.parametrize("url", ["http://127.0.0.1:9000/hook", "http://localhost:9000/", "https://[::1]/"])
def test_the_demonstration_may_call_this_machine(url: str) -> None:
    assert check_url(url, allow_loopback=True) is None
    assert check_url("http://10.0.0.7/", allow_loopback=True) is not None


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.1.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("::ffff:192.168.1.1", False),
    ],
)
def test_resolved_addresses_are_judged_again(address: str, allowed: bool) -> None:
    assert address_allowed(address, allow_loopback=False) is allowed
