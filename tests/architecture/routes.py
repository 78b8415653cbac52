"""Walks the URL resolver."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

UNSAFE_METHODS = ("post", "put", "patch", "delete")


@dataclass(frozen=True)
class Route:
    """One named pattern: its full name, its pattern text, its parameters and the methods it answers."""

    name: str
    pattern: str
    parameters: tuple[str, ...]
    methods: tuple[str, ...]


def iter_routes(
    resolver: URLResolver | None = None, namespace: str = "", prefix: str = "", outer: tuple[str, ...] = ()
) -> Iterator[Route]:
    """Yield every route of the portal, namespaces joined with a colon."""
    for entry in (resolver or get_resolver()).url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from iter_routes(entry, inner, pattern, (*outer, *_parameters(entry)))
        else:
            yield _route(entry, namespace, pattern, outer)


def _parameters(entry: URLPattern | URLResolver) -> tuple[str, ...]:
    return tuple(entry.pattern.converters) or tuple(entry.pattern.regex.groupindex)


def _route(entry: URLPattern, namespace: str, pattern: str, outer: tuple[str, ...]) -> Route:
    view = getattr(entry.callback, "cls", None) or getattr(entry.callback, "view_class", None)
    known = ("get", *UNSAFE_METHODS)
    methods = tuple(name for name in known if hasattr(view, name)) if view is not None else ("get", "post")
    return Route(f"{namespace}{entry.name or ''}", pattern, (*outer, *_parameters(entry)), methods)
