"""Words typed instead of a tap: 同意, 驳回 with a reason. An approval needs words that can't mean anything else."""

import re
from dataclasses import dataclass

from intents.normal import bare, normalise

_AND_THEN = r"(?P<gap>[\s,.;:!、。-]*)(?P<reason>.*)$"
_REJECT = re.compile(
    r"^(?:我|全部|都)?(?:驳回|拒绝|不同意|不批准|不批|不通过|打回去?|退回|reject(?:ed)?(?: it)?|decline|deny)(?:了|吧)?"
    + _AND_THEN,
    re.S,
)
_APPROVE = re.compile(
    r"^(?:我|ok,? ?|yes,? ?)?(?:同意|批准|准了|审批通过|批了|approved?(?: it)?|i approve)(?:了|吧|的)?" + _AND_THEN,
    re.S,
)
_APPROVING = re.compile(
    r"同意|批准|准了|准奏|通过|放行|批了|允许|发布|发吧|给它过"
    r"|点头|批吧|批掉|照批|都批|我批|可以批|[，, ]批$|准吧|过吧|没意见|盖章|个过$"
    r"|\baccept|\bconsent|green ?light|\bagreed?\b|\bsign(?:ed)? off|\bthumbs up|\byes to\b"
    r"|\bok(?:ay)? to\b|\bgo with\b|\bpass the\b"
    r"|\bapprov|\ballow|publish|go ahead|sign it off|permission|let it through"
)
_AGAINST = re.compile(
    r"[不别没未勿]|拒|驳|吗|[?]|怎么|为什么|为啥|谁|哪|多少|几个|如果|要是"
    r"|\bnot?\b|n't|\bwho\b|\bwhat\b|\bhow\b|\bwhy\b|\bif\b|\bdisapprov|\bcan\b|\bshould\b|\bwhen\b"
)
_SHORT = 10


@dataclass(frozen=True, slots=True)
class Decided:
    """approval.approve or approval.reject, and what was said after the word."""

    intent: str
    reason: str


def decided_word(text: str, *, pending: bool) -> Decided | None:
    """A typed decision on what waits; None when nothing is pending or the words are not plainly one."""
    said = normalise(text)
    if not pending or not said:
        return None
    refused = _REJECT.match(said)
    if refused and not said.endswith(("吗", "?")):
        return Decided("approval.reject", bare(refused["reason"]))
    agreed = _APPROVE.match(said)
    if agreed and (not agreed["reason"] or agreed["gap"]) and may_approve(said):
        return Decided("approval.approve", bare(agreed["reason"]))
    return None


def may_approve(text: str) -> bool:
    """Whether a text can be taken for leave: it says so, and neither refuses nor asks."""
    said = normalise(text)
    return bool(_APPROVING.search(said)) and not _AGAINST.search(said)


def is_bare(text: str) -> bool:
    """Whether a text is no more than a word or two."""
    said = bare(text)
    return len(said) <= _SHORT or (said.isascii() and len(said.split()) <= 4)
