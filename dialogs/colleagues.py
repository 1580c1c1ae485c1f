"""Telling the others of a shop: who decides hears of what staff ask for, and who asked hears what was decided."""

from autopilot.push import Pusher
from core.calls import ApprovalNeeded
from core.ports import Approvals, Shops
from core.replies import Reply, Text
from dialogs.say import Speaker
from dialogs.scene import Scene

DECIDES = frozenset({"owner", "manager"})
TOLD = frozenset({"executed", "rejected", "failed"})


class Colleagues:
    """Pushes between the members of one shop, each once."""

    def __init__(self, pusher: Pusher, shops: Shops, approvals: Approvals, speaker: Speaker) -> None:
        self._pusher = pusher
        self._shops = shops
        self._approvals = approvals
        self._speaker = speaker

    async def asked(self, needed: ApprovalNeeded, scene: Scene) -> tuple[Reply, ...]:
        """What the asker reads: the card, and, if they can't decide it themselves, that it went to those who can."""
        if scene.actor.role != "staff":
            return needed.replies
        key, lang = f"ask:{needed.approval}", scene.shop.lang
        deciders = [member for member in await self._shops.members(scene.shop.merchant) if member.role in DECIDES]
        for member in deciders:
            if not member.blocked:
                await self._pusher.notify(member.merchant, member.chat, key, needed.replies, lang)
        said = "dialogs.sent_to_owner" if deciders else "dialogs.nobody_decides"
        return (*needed.replies, Text(text=self._speaker.say(said, scene.lang)))

    async def decided(self, approval: str, scene: Scene) -> None:
        """Tell the one who asked, unless they decided it themselves."""
        kept = await self._approvals.get(scene.shop.merchant, approval)
        if kept is None or kept.chat == scene.turn.chat or kept.status not in TOLD:
            return
        said = self._speaker.say(f"dialogs.told_{kept.status}", scene.shop.lang, what=kept.headline)
        key = f"outcome:{kept.id}:{kept.status}"
        await self._pusher.notify(kept.merchant, kept.chat, key, (Text(text=said),), scene.shop.lang)
