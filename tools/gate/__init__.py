"""The gate: the wrappers that every call of every tool goes through, one file each, in this order.

validate   the arguments are parsed by the tool's own model; wrong ones come back as a retry with a hint
permit     the role may do this kind of thing at all
pause      a paused shop stands still: what acts on the marketplace waits for /resume
firewall   price floor, absurd values, forbidden words, bulk size; at staging and again when it runs
approve    auto and notify go on, never stops, ask stages a card, and a call that claims leave must match it by hash
limit      writes per minute
perform    (call) a write is recorded under its idempotency key first, then done, then finished; never twice
record     (audit) every write and every refusal of one is appended; reads are not

A wrapper answers None to let the call pass, or the outcome that ends it.
"""

from tools.gate.approve import TIERS
from tools.gate.gate import Gate
from tools.gate.limit import Limits

__all__ = ["TIERS", "Gate", "Limits"]
