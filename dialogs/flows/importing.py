"""The import flow: a card of what a file is taken for; columns put right by tap or in words; then imported."""

import json
from typing import Literal, cast

from core.buttons import button_data
from core.calls import ToolCall
from core.imports import ImportKind, Imports
from core.phrases import Phrases
from core.replies import Button, Choices, Reply, Rows, Text
from core.state import Frame
from core.understanding import SlotKind
from dialogs.flows.flow import FlowContext, Step
from dialogs.flows.machine import DONE, FlowSpec, next_state
from tools.imports.card import card_text, head_of
from tools.imports.correction import Correction, read_correction
from tools.imports.digest import Tables, digest, missing
from tools.imports.kinds import kinds
from tools.imports.table import Table, letter

SPEC = FlowSpec(
    name="import",
    states=("card", "fields", "column"),
    transitions=(
        ("read", "card", "card"),
        ("fields", "card", "fields"),
        ("fields", "column", "fields"),
        ("column", "fields", "column"),
        ("read", "fields", "card"),
        ("read", "column", "card"),
        ("go", "card", DONE),
        ("document", "card", DONE),
    ),
)
DECIDERS = frozenset({"owner", "manager"})
MOST_BUTTONS = 60
GO = frozenset({"导入", "确认导入", "开始导入", "import", "import it"})
AS_DOCUMENT = frozenset({"当资料存", "存资料", "存成资料", "keep as document", "document"})
FIELDS = frozenset({"改列", "改一下列", "columns", "change columns"})


class ImportFlow:
    """Slots: `blob` and `name` of the file, `table` (its rows' blob), `kind`, `mapping` and `heads` (JSON), the `card`,
    how many items it has (`count`), and the `field` that is being put right."""

    spec = SPEC

    def __init__(self, tables: Tables, imports: Imports, phrases: Phrases) -> None:
        self._tables = tables
        self._imports = imports
        self._phrases = phrases

    async def step(self, frame: Frame, trigger: str, slots: dict[str, str], context: FlowContext) -> Step:
        """A tap is `word.token.argument`: a token of another file's card does nothing."""
        if trigger == "start":
            return await self._start(frame, slots, context)
        word, _, rest = trigger.partition(".")
        token, _, argument = rest.partition(".")
        if rest and token != _token(frame):
            return self._again(frame, "imports.old_card", context)
        match word:
            case "go" | "confirm":
                return self._go(frame, context)
            case "document":
                return Step(None, (), _as_document(frame.slots))
            case "card":
                return self._at(frame, "read", context)
            case "fields":
                return self._at(frame, "fields", context)
            case "field":
                return self._column(frame, argument, context)
            case "column":
                column = int(argument) if argument.isdecimal() else None
                return await self._put(frame, Correction(frame.slots.get("field", ""), column), context)
            case _:
                return await self._said(frame, slots.get("text", ""), context)

    async def _start(self, frame: Frame, slots: dict[str, str], context: FlowContext) -> Step:
        """What is no export goes on as a document; so does whatever the person may not import."""
        if context.role not in DECIDERS:
            return Step(None, (), _as_document(slots))
        found = await self._tables.guessed(slots["blob"], slots["name"])
        if found is None:
            return Step(None, (), _as_document(slots))
        guess, table = found
        kept = {"blob": slots["blob"], "name": slots["name"], "table": table, "kind": guess.kind}
        heads = [head_of(guess.table, at) for at in range(len(guess.table.heads))]
        kept |= {"heads": json.dumps(heads, ensure_ascii=False)}
        return await self._card(frame.model_copy(update={"slots": kept}), guess.table, guess.mapping, context)

    async def _card(self, frame: Frame, table: Table, mapping: dict[str, int], context: FlowContext) -> Step:
        kind = _kind(frame)
        found = await digest(table, kind, mapping, context.now)
        first_time = not await self._imports.state(context.merchant)
        name = frame.slots["name"]
        text = card_text(name, table, kind, mapping, found, first_time, self._phrases, context.lang)
        told = {"mapping": json.dumps(mapping), "card": text, "count": str(len(found.reading.items))}
        state = next_state(SPEC, frame.state, "read")
        shown = frame.model_copy(update={"state": state, "slots": frame.slots | told})
        return Step(shown, self.prompt(shown, context))

    def _go(self, frame: Frame, context: FlowContext) -> Step:
        slots = frame.slots
        if missing(_kind(frame), _mapping(frame)) or slots["count"] == "0":
            return self._at(frame.model_copy(update={"state": "card"}), "read", context)
        arguments = {name: slots[name] for name in ("table", "name", "kind")} | {"mapping": _mapping(frame)}
        return Step(None, (), ToolCall(tool="import_file", arguments=arguments))

    def _at(self, frame: Frame, trigger: str, context: FlowContext) -> Step:
        back = frame if trigger == "read" or frame.state != "fields" else frame.model_copy(update={"state": "card"})
        moved = back.model_copy(update={"state": next_state(SPEC, back.state, trigger)})
        return Step(moved, self.prompt(moved, context))

    def _column(self, frame: Frame, field: str, context: FlowContext) -> Step:
        if field not in kinds()[_kind(frame)].fields:
            return self._again(frame, "imports.old_card", context)
        slots = frame.slots | {"field": field}
        asked = frame.model_copy(update={"state": "column", "slots": slots})
        return Step(asked, self.prompt(asked, context))

    async def _put(self, frame: Frame, change: Correction, context: FlowContext) -> Step:
        heads = json.loads(frame.slots["heads"])
        known = change.field in kinds()[_kind(frame)].fields
        if not known or (change.column is not None and change.column >= len(heads)):
            return self._again(frame, "imports.old_card", context)
        mapping = {name: at for name, at in _mapping(frame).items() if name != change.field and at != change.column}
        if change.column is not None:
            mapping[change.field] = change.column
        table = await self._tables.table(frame.slots["table"])
        return await self._card(frame, table, mapping, context)

    async def _said(self, frame: Frame, text: str, context: FlowContext) -> Step:
        word = text.strip().lower()
        if word in GO:
            return self._go(frame, context)
        if word in AS_DOCUMENT:
            return Step(None, (), _as_document(frame.slots))
        if word in FIELDS:
            return self._at(frame, "fields", context)
        change = self._correction(frame, text)
        return self._again(frame, "imports.not_caught", context) if change is None else await self._put(
            frame, change, context
        )  # fmt: skip

    def _correction(self, frame: Frame, text: str) -> Correction | None:
        return read_correction(text, _kind(frame), tuple(json.loads(frame.slots["heads"])))

    def _again(self, frame: Frame, key: str, context: FlowContext) -> Step:
        note = Text(text=self._phrases.say(key, context.lang))
        return Step(frame, (note, *self.prompt(frame, context)))

    def prompt(self, frame: Frame, context: FlowContext) -> tuple[Reply, ...]:
        """The card, or the question which field or column is meant."""
        say, lang = self._phrases.say, context.lang
        fields = kinds()[_kind(frame)].fields
        match frame.state:
            case "fields":
                buttons = [self._button(frame, "field", name, entry.name(lang)) for name, entry in fields.items()]
                rows = (*_pairs(buttons, 3), (self._button(frame, "card", "", say("imports.back", lang)),))
                return (Choices(text=say("imports.ask_field", lang), buttons=rows),)
            case "column":
                return (self._which_column(frame, context),)
            case _:
                return (Choices(text=frame.slots["card"], buttons=self._choices(frame, context)),)

    def _choices(self, frame: Frame, context: FlowContext) -> Rows:
        say, lang, kind = self._phrases.say, context.lang, kinds()[_kind(frame)]
        told = {"count": frame.slots["count"], "measure": kind.measure[lang]}
        change = self._button(frame, "fields", "", say("imports.change", lang))
        keep = self._button(frame, "document", "", say("imports.as_document", lang))
        cancel = Button(text=say("imports.cancel", lang), data=button_data("flow", "cancel"))
        if missing(_kind(frame), _mapping(frame)) or frame.slots["count"] == "0":
            return ((change, keep), (cancel,))
        return ((self._button(frame, "go", "", say("imports.go", lang, **told)), change), (keep, cancel))

    def _which_column(self, frame: Frame, context: FlowContext) -> Choices:
        say, lang = self._phrases.say, context.lang
        field = kinds()[_kind(frame)].fields[frame.slots["field"]].name(lang)
        heads = json.loads(frame.slots["heads"])[:MOST_BUTTONS]
        buttons = [self._button(frame, "column", str(at), f"{letter(at)} {head}") for at, head in enumerate(heads)]
        last = (
            self._button(frame, "column", "none", say("imports.none", lang)),
            self._button(frame, "card", "", say("imports.back", lang)),
        )
        return Choices(text=say("imports.ask_column", lang, field=field), buttons=(*_pairs(buttons, 2), last))

    def _button(self, frame: Frame, word: str, argument: str, text: str) -> Button:
        data = f"{word}.{_token(frame)}" + (f".{argument}" if argument else "")
        return Button(text=text, data=button_data("flow", data))

    def takes(self, frame: Frame, text: str) -> bool:
        """A word of the card, or a field of ours with a column of theirs."""
        return text.strip().lower() in GO | AS_DOCUMENT | FIELDS or self._correction(frame, text) is not None

    def expects(self, frame: Frame) -> tuple[SlotKind | Literal["confirm"], ...]:
        """Yes, or a correction in words."""
        return ("confirm",)


def _as_document(slots: dict[str, str]) -> ToolCall:
    return ToolCall(tool="add_document", arguments={"blob": slots["blob"], "name": slots["name"]})


def _kind(frame: Frame) -> ImportKind:
    return cast(ImportKind, frame.slots["kind"])


def _mapping(frame: Frame) -> dict[str, int]:
    return cast("dict[str, int]", json.loads(frame.slots["mapping"]))


def _token(frame: Frame) -> str:
    return frame.slots["blob"][:8]


def _pairs(buttons: list[Button], across: int) -> Rows:
    return tuple(tuple(buttons[at : at + across]) for at in range(0, len(buttons), across))
