"""Raw JSON to `Update`. One that we can't read is logged and left out, so that it doesn't hold up the others."""

from collections.abc import Sequence

import structlog
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError
from aiogram.types import Update
from pydantic import ValidationError

log = structlog.get_logger(__name__)


def parse_update(raw: object, bot: Bot) -> Update | None:
    """None if it isn't an update as far as we know."""
    try:
        return Update.model_validate(raw, context={"bot": bot})
    except ValidationError as error:
        number = raw.get("update_id") if isinstance(raw, dict) else None
        log.error("update_not_understood", update=number, faults=error.error_count(), first=error.errors()[0]["loc"])
        return None


def salvage(error: ClientDecodeError, bot: Bot) -> tuple[list[Update], int | None]:
    """The readable updates of an answer that aiogram refused as a whole, and the offset that lies beyond them all.

    The offset is None if the answer wasn't a list of updates at all.
    """
    answer = error.data
    raws = answer.get("result") if isinstance(answer, dict) else None
    numbers = _numbers(raws) if isinstance(raws, list) else []
    if not isinstance(raws, list) or not numbers:
        return [], None
    updates = [update for raw in raws if (update := parse_update(raw, bot))]
    return updates, max(numbers) + 1


def _numbers(raws: Sequence[object]) -> list[int]:
    found = [raw.get("update_id") for raw in raws if isinstance(raw, dict)]
    return [number for number in found if isinstance(number, int)]
