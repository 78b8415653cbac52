"""Live pages: one Redis subscription per process feeds every open event stream.

Best effort by design: a lost event only makes a board look again a little later; the page itself shows the
age of what it shows. No database connection is held while a stream is open.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import redis
import redis.asyncio
from django.conf import settings
from django.db import transaction

log = logging.getLogger(__name__)

PREFIX = "live:"
HEARTBEAT_SECONDS = 10
QUEUE_LENGTH = 100


def publish(channel: str, event: str, data: dict[str, Any]) -> None:
    """Tell everyone who watches the channel, once this transaction has committed."""
    message = json.dumps({"event": event, "data": data}, default=str)
    transaction.on_commit(lambda: _send(channel, message), robust=True)


_client: redis.Redis | None = None


def _send(channel: str, message: str) -> None:
    global _client
    if _client is None:
        _client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=0.5, socket_connect_timeout=0.5)
    try:
        _client.publish(PREFIX + channel, message)
    except redis.RedisError:
        log.warning("live event for %s not sent: broker unavailable", channel)


class Hub:
    """Fans messages of one Redis subscription out to the streams of this process."""

    def __init__(self) -> None:
        self.listeners: dict[str, set[asyncio.Queue[str]]] = defaultdict(set)
        self.task: asyncio.Task[None] | None = None

    async def stream(self, channel: str) -> AsyncIterator[bytes]:
        """Yield server-sent events of the channel, with a heartbeat while nothing happens."""
        queue: asyncio.Queue[str] = asyncio.Queue(QUEUE_LENGTH)
        self.listeners[channel].add(queue)
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self._listen())
        try:
            yield b"retry: 1000\n\nevent: hello\ndata: {}\n\n"
            while True:
                try:
                    message = json.loads(await asyncio.wait_for(queue.get(), HEARTBEAT_SECONDS))
                    yield f"event: {message['event']}\ndata: {json.dumps(message['data'])}\n\n".encode()
                except TimeoutError:
                    yield b"event: heartbeat\ndata: {}\n\n"
        finally:
            self.listeners[channel].discard(queue)

    async def _listen(self) -> None:
        while any(self.listeners.values()):
            try:
                async with redis.asyncio.Redis.from_url(settings.REDIS_URL) as client, client.pubsub() as source:
                    await source.psubscribe(PREFIX + "*")
                    async for message in source.listen():
                        self._fan_out(message)
            except (redis.RedisError, OSError):
                await asyncio.sleep(1)

    def _fan_out(self, message: dict[str, Any]) -> None:
        if message["type"] != "pmessage":
            return
        channel = message["channel"].decode().removeprefix(PREFIX)
        for queue in tuple(self.listeners[channel]):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(message["data"].decode())


hub = Hub()
