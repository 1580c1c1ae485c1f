"""`RedisSessions`: dialogue state in Redis, for several workers."""

import asyncio
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Self

from redis.asyncio import Redis
from redis.exceptions import RedisError

from adapters.sessions.chat_locks import ChatLocks
from adapters.sessions.saved import state_from_json, state_to_json
from core.errors import ConfigError, StaleStateError
from core.state import DialogState

log = logging.getLogger(__name__)

RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"
RENEW = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0"
SAVE = """
if ARGV[3] ~= '' and redis.call('get', KEYS[2]) ~= ARGV[3] then return 0 end
local counter = tonumber(redis.call('hget', KEYS[1], 'counter') or 0) or 0
if counter ~= tonumber(ARGV[1]) then return 0 end
redis.call('hset', KEYS[1], 'counter', ARGV[1] + 1, 'body', ARGV[2])
return 1
"""
"""Saves only over the expected counter, and, inside a lock, only while the lock is still ours."""
WAIT_S = (0.01, 0.02, 0.05, 0.1)
"""How long to wait between tries for a lock that another worker holds; the last again and again."""


class RedisSessions:
    """`core.ports.Sessions`. A lock is leased for `lease_s` seconds and renewed while the turn goes on, so that a dead
    worker's lock ends by itself and a long turn keeps its own. Should it be lost all the same, the save is refused."""

    def __init__(self, redis: Redis, *, lease_s: float = 30.0, prefix: str = "zg:") -> None:
        self._redis = redis
        self._lease_ms = round(lease_s * 1000)
        self._prefix = prefix
        self._locks = ChatLocks()
        self._tokens: dict[str, str] = {}

    @classmethod
    def connect(cls, url: str) -> Self:
        """By a URL as redis://HOST:6379/0; nothing is sent yet. ConfigError if it isn't one. Close it at the end."""
        try:
            return cls(Redis.from_url(url))
        except ValueError as error:
            raise ConfigError("REDIS_URL is no URL of Redis: write redis://HOST:6379/0") from error

    async def close(self) -> None:
        """Close the connections."""
        await self._redis.aclose()

    @asynccontextmanager
    async def lock(self, chat: str) -> AsyncIterator[None]:
        """One turn at a time per chat: within this process in order of arrival, then against the other workers."""
        key, token = self._lock_key(chat), secrets.token_hex(8)
        async with self._locks.hold(chat):
            await self._acquire(key, token)
            renewal = asyncio.create_task(self._renew(key, token))
            self._tokens[chat] = token
            try:
                yield
            finally:
                del self._tokens[chat]
                renewal.cancel()
                with suppress(asyncio.CancelledError):
                    await renewal
                await self._redis.eval(RELEASE, 1, key, token)

    async def load(self, chat: str) -> tuple[DialogState, int]:
        """The state and its save counter."""
        stored, body = await self._redis.hmget(self._state_key(chat), ["counter", "body"])
        if stored is None and body is None:
            return DialogState(), 0
        counter = int(stored) if stored and stored.isdigit() else 0
        return state_from_json(body or b"", counter), counter

    async def save(self, chat: str, state: DialogState, counter: int) -> None:
        """Save over the version `counter`, and only while this chat's lock, if taken here, is still held."""
        keys = (self._state_key(chat), self._lock_key(chat))
        body, token = state_to_json(state), self._tokens.get(chat, "")
        if not await self._redis.eval(SAVE, 2, *keys, str(counter), body, token):
            raise StaleStateError(f"chat {chat}: saved meanwhile")

    async def _acquire(self, key: str, token: str) -> None:
        tries = 0
        while not await self._redis.set(key, token, nx=True, px=self._lease_ms):
            await asyncio.sleep(WAIT_S[min(tries, len(WAIT_S) - 1)])
            tries += 1

    async def _renew(self, key: str, token: str) -> None:
        held = True
        while held:
            await asyncio.sleep(self._lease_ms / 3000)
            try:
                held = bool(await self._redis.eval(RENEW, 1, key, token, str(self._lease_ms)))
            except RedisError as error:
                log.warning("the lock %s could not be renewed: %s", key, error)

    def _lock_key(self, chat: str) -> str:
        return f"{self._prefix}{{{chat}}}:lock"

    def _state_key(self, chat: str) -> str:
        return f"{self._prefix}{{{chat}}}:state"
