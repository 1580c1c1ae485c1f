"""How the desk speaks of an approval, and of a tap that comes late."""

from datetime import datetime
from typing import Literal, assert_never

from core.approvals import Approval
from core.buttons import button_data
from core.calls import Actor, Answer, Failed, Outcome, Result
from core.phrases import Lang, Phrase, Phrases
from core.ports import Calls, Shops
from core.records import Shop
from core.replies import Button, Reply, Rows, Text
from tools.gate.card import decision_buttons
from tools.gate.perform import Recorded
from tools.gate.times import say_time

ROLES = {"owner": "approvals.role_owner", "manager": "approvals.role_manager", "staff": "approvals.role_staff"}
BUTTONS = {"undo": "approvals.button_undo", "again": "approvals.button_again", "check": "approvals.button_check"}
ButtonName = Literal["undo", "again", "check"]


class Wording:
    """Sentences that need to know who did what when."""

    def __init__(self, shops: Shops, calls: Calls, phrases: Phrases) -> None:
        self._shops = shops
        self._calls = calls
        self._phrases = phrases

    def say(self, key: str, lang: Lang, **params: str) -> str:
        return self._phrases.say(key, lang, **params)

    def speak(self, phrase: Phrase, lang: Lang) -> str:
        return self._phrases.speak(phrase, lang)

    def button(self, name: ButtonName, approval: str, lang: Lang) -> Rows:
        """One button in a row of its own; `check` looks an unknown outcome up by asking again."""
        data = button_data("undo" if name == "undo" else "again", approval)
        return ((Button(text=self.say(BUTTONS[name], lang), data=data),),)

    def with_button(self, replies: tuple[Reply, ...], name: ButtonName, approval: str, lang: Lang) -> tuple[Reply, ...]:
        """The replies, a button under the last of them."""
        *before, last = replies
        rows = (*last.buttons, *self.button(name, approval, lang))
        return *before, last.model_copy(update={"buttons": rows})

    async def late(self, item: Approval, actor: Actor, now: datetime) -> Outcome:
        """The honest answer to a tap on a card that is no longer pending (or that is, to a tap on an old one)."""
        lang = actor.lang
        match item.status:
            case "pending":
                text = self.say("approvals.still_waiting", lang, headline=item.headline)
                return told(text, decision_buttons(item.id, self._phrases, lang))
            case "approved":
                text = self.say("approvals.under_way", lang, **await self._who_and_when(item, actor, now))
                return told(text, self.button("check", item.id, lang))
            case "expired":
                time = say_time(item.expires_at, now, await self._shop(item), self._phrases, lang)
                text = self.say("approvals.expired", lang, headline=item.headline, time=time)
                return told(text, self.button("again", item.id, lang))
            case "failed":
                return self.failed(item, await self._failure(item, lang), lang)
            case "executed":
                return Failed(Phrase("approvals.done_already", await self._who_and_when(item, actor, now)))
            case "rejected":
                return Failed(Phrase("approvals.rejected_already", await self._who_and_when(item, actor, now)))
            case "edited":
                return Failed(Phrase("approvals.edited_already", await self._who_and_when(item, actor, now)))
            case "superseded":
                return Failed(Phrase("approvals.superseded", {"headline": item.headline}))
            case "undone":
                return Failed(Phrase("approvals.undone_already", {"headline": item.headline}))
            case _:
                assert_never(item.status)

    def failed(self, item: Approval, reason: str, lang: Lang) -> Result:
        """It was not done, and why, with a button to ask again."""
        text = self.say("approvals.failed", lang, headline=item.headline, reason=reason)
        return told(text, self.button("again", item.id, lang))

    async def _failure(self, item: Approval, lang: Lang) -> str:
        """Why an approved call failed, as its record tells."""
        known = await self._calls.status(item.id)
        outcome = Recorded.model_validate_json(known[1]).outcome if known and known[0] == "failed" else None
        if isinstance(outcome, Failed):
            return self.speak(outcome.reason, lang)
        return self.say("approvals.no_reason", lang)

    async def _who_and_when(self, item: Approval, actor: Actor, now: datetime) -> dict[str, str]:
        time = say_time(item.decided_at or now, now, await self._shop(item), self._phrases, actor.lang)
        return {"headline": item.headline, "who": await self._who(item, actor), "time": time}

    async def _who(self, item: Approval, actor: Actor) -> str:
        user = item.decided_by
        if user == actor.user:
            return self.say("approvals.you", actor.lang)
        member = await self._shops.member(item.merchant, user)
        key = ROLES.get(member.role, "approvals.somebody") if member else "approvals.somebody"
        return self.say(key, actor.lang, user=user)

    async def _shop(self, item: Approval) -> Shop:
        return await self._shops.get(item.merchant) or Shop(merchant=item.merchant, name=item.merchant)


def told(text: str, buttons: Rows) -> Result:
    """A sentence with buttons that tells of something not done."""
    return Result((Text(text=text, buttons=buttons),), Answer(status="unavailable"))
