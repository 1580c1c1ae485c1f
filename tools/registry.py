"""`Registry`: the tools by name, added one by one in the composition root."""

from collections.abc import Iterable

from core.calls import Tool


class Registry:
    """Tools by name. Nothing registers itself."""

    def __init__(self, tools: Iterable[Tool] = ()) -> None:
        self._tools: dict[str, Tool] = {}
        for tool in tools:
            self.add(tool)

    def add(self, tool: Tool) -> None:
        """ValueError for a name that is taken, and for a write that can't be previewed or looked up."""
        if tool.name in self._tools:
            raise ValueError(f"a tool named {tool.name!r} is registered already")
        if tool.effect == "write" and not (hasattr(tool, "preview") and hasattr(tool, "find")):
            raise ValueError(f"{tool.name!r} writes, but has no preview or find")
        self._tools[tool.name] = tool

    def get(self, name: str) -> Tool | None:
        """None for a name that nobody registered."""
        return self._tools.get(name)

    def names(self) -> tuple[str, ...]:
        """In order of registration."""
        return tuple(self._tools)

    def descriptions(self) -> dict[str, str]:
        """Name to description, for whoever chooses among them."""
        return {name: tool.description for name, tool in self._tools.items()}
