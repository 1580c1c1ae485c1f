"""Who belongs to the shop that this installation serves."""

import structlog

from core.calls import Role
from core.ports import Shops
from core.records import Member

log = structlog.get_logger(__name__)


class People:
    """`owners` are user ids; with `first_comer` the first person who writes becomes the owner."""

    def __init__(self, shops: Shops, merchant: str, owners: tuple[int, ...] = (), *, first_comer: bool = False) -> None:
        self._shops = shops
        self._merchant = merchant
        self._owners = {str(owner) for owner in owners}
        self._first_comer = first_comer

    async def join(self, user: str, role: Role) -> None:
        """Make sure that a person is a member; their private chat has the same id."""
        if await self._shops.member(self._merchant, user) is None:
            await self._shops.join(Member(merchant=self._merchant, user=user, chat=user, role=role))

    async def merchant_of(self, user: str, chat: str) -> str | None:
        """The shop a person belongs to, None for a stranger. An owner who writes for the first time joins."""
        shop = await self._shops.shop_of(user)
        if shop is None and (user in self._owners or await self._is_first(user, chat)):
            log.warning("a person became the owner of the shop", user=user)
            await self._shops.join(Member(merchant=self._merchant, user=user, chat=chat, role="owner"))
            return self._merchant
        return shop

    async def _is_first(self, user: str, chat: str) -> bool:
        """Only in a private chat, and only while there is no member who came by the channel."""
        if not self._first_comer or user != chat:
            return False
        return not any(member.user.isdecimal() for member in await self._shops.members(self._merchant))
