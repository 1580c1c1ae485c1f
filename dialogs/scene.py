"""`Scene`: everything about a turn that is looked up before it is understood."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from core.calls import Actor
from core.errors import InternalError
from core.language import language_of
from core.lexicon import Lexicon
from core.phrases import Lang
from core.ports import Approvals, Clock, Shops
from core.records import Shop
from core.state import DialogState
from core.turns import Said, SentFile, SentPhoto, Turn

Lexicons = Callable[[str], Awaitable[Lexicon]]
"""The lexicon of a merchant's shop as it is now."""


@dataclass(frozen=True, slots=True)
class Scene:
    """`now` is aware, in the shop's time zone. `waiting` counts pending approvals."""

    turn: Turn
    shop: Shop
    actor: Actor
    now: datetime
    lexicon: Lexicon
    waiting: int

    @property
    def lang(self) -> Lang:
        """The language of the replies."""
        return self.actor.lang


class Scenes:
    """Looks a scene up."""

    def __init__(self, shops: Shops, approvals: Approvals, lexicons: Lexicons, clock: Clock) -> None:
        self._shops = shops
        self._approvals = approvals
        self._lexicons = lexicons
        self._clock = clock

    async def of(self, turn: Turn, state: DialogState) -> Scene:
        """InternalError if the turn names a shop that isn't there."""
        shop = await self._shops.get(turn.merchant)
        if shop is None:
            raise InternalError(f"no shop {turn.merchant}")
        member = await self._shops.member(turn.merchant, turn.user)
        if member and member.blocked:  # whoever writes can be written to again
            await self._shops.join(member.model_copy(update={"blocked": False}))
        client = None if state.recent else turn.lang  # only a new chat goes by what the client shows
        lang = language_of(_written(turn)) or state.lang or client or shop.lang
        actor = Actor(turn.merchant, turn.user, turn.chat, member.role if member else "staff", lang)
        now = self._clock.now().astimezone(ZoneInfo(shop.timezone))
        waiting = len(await self._approvals.waiting(turn.merchant))
        return Scene(turn, shop, actor, now, await self._lexicons(turn.merchant), waiting)


def _written(turn: Turn) -> str:
    match turn.content:
        case Said(text):
            return text
        case SentPhoto(_, caption) | SentFile(_, caption):
            return caption
        case _:
            return ""
