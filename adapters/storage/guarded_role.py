"""The PostgreSQL role that may read the facts of the merchant named by `zhanggui.merchant`, and nothing else."""

from collections.abc import Iterator

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from adapters.storage.facts import FACT_TABLES
from core.errors import InternalError

ROLE = "zhanggui_guarded"
LOCK = 7_217_604
OWN = "merchant = current_setting('zhanggui.merchant', true)"


async def set_up(engine: AsyncEngine) -> None:
    """Make role, grants and row-level security where they are missing. InternalError, with the way out, if this
    database's user may not. The tables' owner isn't bound by the policies; nobody else but the role is either."""
    try:
        async with engine.begin() as connection:
            await connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
            if not await _is_set_up(connection):
                for statement in statements():
                    await connection.execute(text(statement))
    except DBAPIError as error:
        raise InternalError(f"the role {ROLE} can't be set up; a superuser can do it once: {error.orig}") from error


async def _is_set_up(connection: AsyncConnection) -> bool:
    """Policies stand last, so a database that has them all has the rest."""
    query = "SELECT count(*) FROM pg_policies WHERE policyname = 'guarded' AND schemaname = current_schema()"
    found: int | None = await connection.scalar(text(query))
    return found == len(FACT_TABLES)


def statements() -> Iterator[str]:
    """What a superuser would run by hand. Repeatable."""
    yield f"""DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN CREATE ROLE {ROLE} NOLOGIN; END IF;
        EXECUTE format('GRANT {ROLE} TO %I', current_user);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO {ROLE}', current_schema());
    END $$"""
    for name, columns in FACT_TABLES.items():
        yield f"GRANT SELECT ({', '.join(columns)}) ON {name} TO {ROLE}"
        yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
        for policy in ("everybody", "guarded"):
            yield f"DROP POLICY IF EXISTS {policy} ON {name}"
        yield f"CREATE POLICY everybody ON {name} USING (true) WITH CHECK (true)"
        yield f"CREATE POLICY guarded ON {name} AS RESTRICTIVE TO {ROLE} USING ({OWN})"
