"""Which addresses the service may call: never its own network (OWASP API7, server-side request forgery)."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from portal.core.domain.errors import ErrorItem
from portal.core.domain.text import Text

LOOPBACK_NAMES = ("localhost",)
MAXIMUM_LENGTH = 500


def check_url(url: str, *, allow_loopback: bool, path: str = "url") -> ErrorItem | None:
    """Check an address as it is written: https, a host, no password, no strange port of this machine.

    With `allow_loopback` (the demonstration) http to this machine passes too. The addresses behind the name
    are checked again by `address_allowed` at each delivery.
    """
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return _item("NTC_URL", _UNREADABLE, url, path)
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= MAXIMUM_LENGTH
    if not host or not plain or parts.fragment:
        return _item("NTC_URL", _UNREADABLE, url, path)
    if parts.username or parts.password:
        return _item("NTC_URL_PASSWORD", _PASSWORD, url, path)
    local = allow_loopback and _is_loopback(host)
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        return _item("NTC_URL_HTTPS", _HTTPS, url, path)
    if not local and _is_forbidden_literal(host):
        return _item("NTC_URL_PRIVATE", _PRIVATE, url, path)
    return None


def address_allowed(address: str, *, allow_loopback: bool) -> bool:
    """Say whether a resolved IP address may be called."""
    found = ip_address(address.split("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    if found.is_loopback:
        return allow_loopback
    return found.is_global and not found.is_multicast


def _is_loopback(host: str) -> bool:
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_forbidden_literal(host: str) -> bool:
    if host in LOOPBACK_NAMES or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not address_allowed(host, allow_loopback=False)
    except ValueError:
        return False


def _item(code: str, message: Text, url: str, path: str) -> ErrorItem:
    fix = Text("Example: https://hooks.example.com/preclear", "Exemple : https://hooks.example.com/preclear")
    return ErrorItem(code, message, path=path, value=url, fix=fix)


_UNREADABLE = Text("This is not a complete web address.", "Cette adresse Web n'est pas complète.")
_HTTPS = Text("The address must start with https://.", "L'adresse doit commencer par https://.")
_PASSWORD = Text(
    "Leave name and password out of the address; messages are signed instead.",
    "N'inscrivez ni nom ni mot de passe dans l'adresse; les messages sont signés.",
)
_PRIVATE = Text(
    "The address lies in a private network; we can only reach public ones.",
    "L'adresse se trouve dans un réseau privé; nous ne pouvons joindre que des adresses publiques.",
)
