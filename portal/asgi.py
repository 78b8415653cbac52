"""One port, two ways in: event streams under ASGI, everything else in a pool of threads.

Under ASGI each request gets a thread of its own and cannot reuse a database connection; a thread pool can,
which measured four times as many requests per second (docs/adr/0004).
"""

import os
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

from a2wsgi import WSGIMiddleware
from django.core.asgi import get_asgi_application
from django.core.wsgi import get_wsgi_application

STREAMS = "/events/"
THREADS = int(os.environ.get("PRECLEAR_WEB_THREADS", "8"))

_streams = get_asgi_application()
_pages: Any = WSGIMiddleware(cast(Any, get_wsgi_application()), workers=THREADS)


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Route one connection. Lifespan messages are acknowledged: neither side needs them."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and scope["path"].startswith(STREAMS):
        await _streams(scope, receive, send)
    else:
        await _pages(scope, receive, send)


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
