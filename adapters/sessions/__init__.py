"""Dialogue state per chat: in the database, in Redis, or in this process."""

from adapters.sessions.memory import MemorySessions
from adapters.sessions.redis import RedisSessions
from adapters.sessions.sql import SqlSessions

__all__ = ["MemorySessions", "RedisSessions", "SqlSessions"]
