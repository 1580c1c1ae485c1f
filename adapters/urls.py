"""Which database a URL names."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from core.errors import ConfigError

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}


def database_url(url: str) -> URL:
    """A URL with our asynchronous driver filled in. ConfigError if it names neither SQLite nor PostgreSQL; a
    URL that doesn't parse isn't shown, since it may hold a password."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ConfigError("DATABASE_URL is no URL: write sqlite:///FILE or postgresql://USER@HOST/NAME") from error
    driver = DRIVERS.get(parsed.drivername, parsed.drivername)
    if driver not in DRIVERS.values():
        raise ConfigError(f"DATABASE_URL: {parsed.drivername} is not supported: use sqlite:/// or postgresql://")
    return parsed.set(drivername=driver)
