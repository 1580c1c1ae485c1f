"""`Gate`: the one way to a tool."""

from collections.abc import Mapping

from core.calls import CallContext, Failed, Outcome, Retry, Tier, Tool, ToolCall
from core.errors import UserError
from core.phrases import Phrase, Phrases
from core.ports import Approvals, Audit, Calls, Clock, Shops
from tools.gate.approve import TIERS, Approve
from tools.gate.firewall import Firewall
from tools.gate.limit import Limits, WriteLimit
from tools.gate.pause import pause
from tools.gate.perform import Perform
from tools.gate.permit import permit
from tools.gate.record import Record
from tools.gate.step import Step
from tools.gate.validate import validate
from tools.registry import Registry


class Gate:
    """Every call of every tool, from chat or autopilot, goes through `call`."""

    def __init__(
        self,
        registry: Registry,
        shops: Shops,
        approvals: Approvals,
        calls: Calls,
        audit: Audit,
        phrases: Phrases,
        clock: Clock,
        tiers: Mapping[str, Tier] = TIERS,
        limits: Limits | None = None,
    ) -> None:
        limits = limits or Limits()
        self._registry = registry
        self._shops = shops
        self._phrases = phrases
        self._firewall = Firewall(limits)
        self._approve = Approve(approvals, phrases, clock, tiers, limits)
        self._limit = WriteLimit(clock, limits)
        self._perform = Perform(calls, clock, phrases)
        self._record = Record(audit, clock)

    async def call(self, call: ToolCall, context: CallContext) -> Outcome:
        """Check, stage or run a call; refusals are outcomes, never exceptions.

        InternalError if a request id is used for two different calls. Defects of a tool go up as they are; its write
        then stays on record as started.
        """
        tool = self._registry.get(call.tool)
        if tool is None:
            return Failed(Phrase("gate.no_such_tool", {"tool": call.tool}))
        try:
            outcome = await self._through(tool, call, context)
        except UserError as error:
            outcome = Failed(error.phrase)
        if tool.effect == "write":
            await self._record(call, context, outcome)
        return outcome

    async def _through(self, tool: Tool, call: ToolCall, context: CallContext) -> Outcome:
        step = await self._step(tool, call, context)
        if not isinstance(step, Step):
            return step
        if (stop := permit(step) or pause(step) or self._firewall(step)) is not None:
            return stop
        if (staged := await self._approve(step)) is not None:
            return staged
        return self._limit(step) or await self._perform(step)

    async def _step(self, tool: Tool, call: ToolCall, context: CallContext) -> Step | Retry | Failed:
        arguments = validate(tool, call, self._phrases, context.actor.lang)
        if isinstance(arguments, Retry):
            return arguments
        shop = await self._shops.get(context.actor.merchant)
        if shop is None:
            return Failed(Phrase("gate.no_shop"))
        plain = ToolCall(tool=call.tool, arguments=arguments.model_dump(mode="json"))
        return Step(tool, plain, arguments, context, shop)
