"""A write tool that counts, and can be told to fail."""

from typing import Literal

from core.calls import Arguments, CallContext, Change, Effect, Failed, Preview, Result, Retry
from core.errors import MarketRefusedError, OutcomeUnknownError
from core.phrases import Phrase
from core.replies import Text


class CountArguments(Arguments):
    by: int
    products: tuple[str, ...] = ()


class Counter:
    name = "count"
    description = "Counts."
    effect: Effect = "write"
    arguments: type[Arguments] = CountArguments

    def __init__(self, kind: str = "settings") -> None:
        self.kind = kind
        self.total = 0
        self.runs = 0
        self.fault: Literal["", "refused", "unknown", "lost", "broken"] = ""
        self.done: set[str] = set()

    async def preview(self, arguments: CountArguments, context: CallContext) -> Preview | Retry | Failed:
        return Preview(f"+{arguments.by}", (), before=str(self.total), after=str(self.total + arguments.by))

    async def run(self, arguments: CountArguments, context: CallContext) -> Result | Retry | Failed:
        self.runs += 1
        if self.fault == "refused":
            raise MarketRefusedError(Phrase("gate.never"))
        if self.fault == "broken":
            raise ZeroDivisionError
        if self.fault == "lost":
            raise OutcomeUnknownError(context.request_id)
        self.total += arguments.by
        self.done.add(context.request_id)
        if self.fault == "unknown":
            raise OutcomeUnknownError(context.request_id)
        return self._result(arguments)

    async def find(self, arguments: CountArguments, context: CallContext) -> Result | None:
        return self._result(arguments) if context.request_id in self.done else None

    def _result(self, arguments: CountArguments) -> Result:
        change = Change(kind="count", key="total", before=self.total - arguments.by, after=self.total)
        return Result((Text(text=f"={self.total}"),), changes=(change,))
