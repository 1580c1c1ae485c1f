"""A verdict without a card: the one it fits, or the question which."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from core.approvals import Approval, ApprovalStatus
from core.buttons import button_data
from core.calls import Actor, Answer, Failed, Outcome, Result
from core.phrases import Phrase, Phrases
from core.ports import Approvals
from core.replies import Button, Choices

Verdict = Literal["ok", "edit", "no", "undo", "again"]
LOOK_BACK = timedelta(days=7)
MOST = 8
WIDTH = 24
DECIDED: Mapping[Verdict, frozenset[ApprovalStatus]] = {
    "undo": frozenset({"executed"}),
    "again": frozenset({"expired", "failed"}),
}
"""What the verdicts on things past are about; the others are about what is pending."""
NONE = {"undo": "approvals.nothing_to_undo", "again": "approvals.nothing_to_repeat"}
WHICH = {
    "ok": "approvals.which_ok",
    "edit": "approvals.which_edit",
    "no": "approvals.which_no",
    "undo": "approvals.which_undo",
    "again": "approvals.which_again",
}


async def fitting(approvals: Approvals, verdict: Verdict, merchant: str, now: datetime) -> tuple[Approval, ...]:
    """Those that the verdict could mean: pending and in time, oldest first, or of the last seven days, newest first."""
    if verdict not in DECIDED:
        return tuple(item for item in await approvals.waiting(merchant) if now < item.expires_at)
    recent = await approvals.recent(merchant, now - LOOK_BACK)
    fit = (item for item in recent if item.status in DECIDED[verdict])
    return tuple(item for item in fit if verdict != "undo" or item.inverse is not None)


def ask_which(items: tuple[Approval, ...], verdict: Verdict, actor: Actor, phrases: Phrases) -> Outcome:
    """One button each; none fitting is said plainly."""
    if not items:
        return Failed(Phrase(NONE.get(verdict, "approvals.nothing_waits")))
    shown = items[:MOST]
    rows = tuple((Button(text=item.headline[:WIDTH], data=button_data(verdict, item.id)),) for item in shown)
    text = phrases.say(WHICH[verdict], actor.lang, count=str(len(items)))
    return Result((Choices(text=text, buttons=rows),), Answer(status="ambiguous"))
