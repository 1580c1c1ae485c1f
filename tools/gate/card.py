"""The card that waits for a person."""

from datetime import datetime

from core.approvals import Approval
from core.buttons import button_data
from core.calls import Preview
from core.phrases import Lang, Phrases
from core.replies import ApprovalCard, Button, Rows
from tools.gate.step import Step
from tools.gate.times import say_time


def card(approval: Approval, preview: Preview, step: Step, now: datetime, phrases: Phrases) -> ApprovalCard:
    """Names the shop, what would be done, before and after, and until when the answer counts."""
    shop, lang = step.shop, step.lang
    parts = [phrases.say("gate.card_head", lang, shop=shop.name, headline=preview.headline), *preview.lines]
    if isinstance(preview.before, str) and isinstance(preview.after, str):
        parts.append(phrases.say("gate.card_change", lang, before=preview.before, after=preview.after))
    parts.append(phrases.say("gate.card_until", lang, time=say_time(approval.expires_at, now, shop, phrases, lang)))
    buttons = decision_buttons(approval.id, phrases, lang)
    return ApprovalCard(approval=approval.id, text="\n".join(parts), image=preview.image, buttons=buttons)


def decision_buttons(approval: str, phrases: Phrases, lang: Lang) -> Rows:
    """同意, 修改, 驳回 in one row."""
    return (
        (
            Button(text=phrases.say("gate.button_ok", lang), data=button_data("ok", approval)),
            Button(text=phrases.say("gate.button_edit", lang), data=button_data("edit", approval)),
            Button(text=phrases.say("gate.button_no", lang), data=button_data("no", approval)),
        ),
    )
