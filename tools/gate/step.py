"""`Step`: one call on its way through the wrappers."""

from dataclasses import dataclass, replace
from typing import cast

from core.calls import Arguments, CallContext, Tool, ToolCall, WriteTool
from core.phrases import Lang
from core.records import Shop


@dataclass(frozen=True, slots=True)
class Step:
    """A validated call. `call` holds the arguments as the tool's model writes them: equal calls hash equally."""

    tool: Tool
    call: ToolCall
    arguments: Arguments
    context: CallContext
    shop: Shop

    @property
    def writes(self) -> bool:
        return self.tool.effect == "write"

    @property
    def lang(self) -> Lang:
        return self.context.actor.lang

    def next_request(self) -> "Step":
        """The same call asked for once more, under the request id that follows."""
        return replace(self, context=replace(self.context, request_id=f"{self.context.request_id}+"))

    @property
    def write_tool(self) -> WriteTool:
        """The registry lets nothing in as a write that isn't one."""
        return cast(WriteTool, self.tool)
