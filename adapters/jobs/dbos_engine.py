"""Setting DBOS up: its database engine, its configuration and its logs."""

import logging
from typing import Any

from dbos import DBOSConfig
from sqlalchemy import URL, Engine, create_engine, event

from adapters.urls import database_url

APPLICATION_VERSION = "1"
"""Pinned: DBOS gives work only to workers of the version that took it on. Raise it if a handler's argument changes."""
THREADS = 64
LISTEN_S = 0.1
"""Its listener has nothing to do here; it only has to hear soon that it shall stop."""


def synchronous_url(url: str) -> URL:
    """DBOS works with blocking drivers. ConfigError as `database_url`."""
    parsed = database_url(url)
    return parsed.set(drivername="sqlite" if parsed.get_backend_name() == "sqlite" else "postgresql+psycopg")


def open_jobs_engine(url: URL) -> Engine:
    """An engine of our own making, so that SQLite is in WAL: several times faster than what DBOS would open."""
    engine = create_engine(url)
    if url.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _prepare)
    return engine


def dbos_config(url: URL, engine: Engine, worker: str) -> DBOSConfig:
    """No telemetry, no console of its own, no network but the database."""
    return {
        "name": "zhanggui",
        "application_version": APPLICATION_VERSION,
        "executor_id": worker,
        "system_database_url": url.render_as_string(hide_password=False),
        "system_database_engine": engine,
        "enable_otlp": False,
        "log_level": "WARNING",
        "max_executor_threads": THREADS,
        "notification_listener_polling_interval_sec": LISTEN_S,
    }


def quiet_logs() -> None:
    """DBOS prints to the console unless its logger has a handler: give it an idle one, and let ours hear it."""
    logger = logging.getLogger("dbos")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    logger.propagate = True


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=30000", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")
