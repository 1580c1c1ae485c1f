"""`decide`: what is done about what was heard. Pure: no clock, no store, no model."""

from collections.abc import Mapping
from typing import Literal, assert_never

from core.calls import ToolCall
from core.decisions import (
    AdvanceFlow,
    AnswerScript,
    Chat,
    Clarify,
    CloseFrame,
    Decision,
    HandOff,
    ResolveApproval,
    RunTool,
    StartFlow,
)
from core.phrases import Phrase
from core.state import DialogState
from core.understanding import Understanding
from dialogs.heard import Heard, HeardFile, HeardOther, HeardPhoto, HeardTap, HeardText
from dialogs.joining import call_for, first, flow_slots
from intents.in_flow import taken
from intents.typed import may_approve

Verdict = Literal["ok", "edit", "no", "undo", "again"]
Routes = Mapping[str, str]
"""Intent name to the catalogue's route: tool:<name>, flow:<name>, approval:<verdict>, phrase:<key> or handoff."""
VERDICTS: Mapping[str, Verdict] = {"ok": "ok", "edit": "edit", "no": "no", "undo": "undo"}
SURE_OF_CAPTION = 0.8
QUESTIONS = ("?", "？", "吗", "么", "呢", "吧")
NEARLY_YES = frozenset({"chitchat.ok", "chitchat.yes"})
PUBLISH = "publish"
OF_PHOTOS = frozenset({"publish", "image", "chitchat", "oos"})
OF_FILES = frozenset({"knowledge", "help", "chitchat", "oos"})
"""Areas of a caption that go with what was sent."""
TABLES = (".xlsx", ".csv", ".tsv")
"""Files that may be a shop's export; one that isn't is kept as a document."""


def decide(state: DialogState, heard: Heard, routes: Routes, waiting: int = 0) -> Decision:
    """The one decision for this turn. `waiting` counts the approvals that wait for a word."""
    match heard:
        case HeardTap():
            return _tap(state, heard)
        case HeardPhoto():
            return _photo(state, heard, routes, waiting)
        case HeardFile():
            return _file(state, heard, routes, waiting)
        case HeardOther():
            return Chat(Phrase(f"dialogs.heard_{heard.what}"))
        case HeardText():
            return _text(state, heard.text, heard.understanding, routes, waiting)
    assert_never(heard)


def _tap(state: DialogState, tap: HeardTap) -> Decision:
    match tap.verb:
        case "old":
            return Chat(Phrase("dialogs.old_button"))
        case "proof":
            return RunTool(call_for("show_proof", None, tap.argument))
        case "push":
            return RunTool(call_for("show_push", None, tap.argument))
        case "ask":
            return RunTool(call_for("faq", None, tap.argument))
        case "file":
            return _document(tap.argument)
        case "script":
            word, _, script = tap.argument.partition(":")
            return AnswerScript(script, word == "yes")
        case "flow":
            if not state.frames:
                return Chat(Phrase("dialogs.flow_gone"))
            return CloseFrame() if tap.argument == "cancel" else AdvanceFlow(tap.argument)
        case "ok" | "edit" | "no" | "undo" | "again":
            return ResolveApproval(tap.verb, tap.argument)
    assert_never(tap.verb)


def _photo(state: DialogState, photo: HeardPhoto, routes: Routes, waiting: int) -> Decision:
    meant = photo.understanding
    if meant and _asks_something_else(meant, OF_PHOTOS):
        return _text(state, photo.caption, meant, routes, waiting)
    slots = {"image": photo.media.blob, "text": photo.caption}
    if state.frames and state.frames[-1].flow == PUBLISH:
        return AdvanceFlow("fill", slots)
    return StartFlow(PUBLISH, slots)


def _file(state: DialogState, file: HeardFile, routes: Routes, waiting: int) -> Decision:
    meant, is_table = file.understanding, file.media.name.lower().endswith(TABLES)
    if meant and _asks_something_else(meant, OF_FILES | {"data"} if is_table else OF_FILES):
        return _text(state, file.caption, meant, routes, waiting)
    sent = {"blob": file.media.blob, "name": file.media.name}
    if is_table:
        return StartFlow("import", sent)
    return RunTool(ToolCall(tool="add_document", arguments=sent))


def _document(argument: str) -> Decision:
    verb, _, document = argument.partition(":")
    match verb:
        case "list":
            return RunTool(ToolCall(tool="list_documents"))
        case "drop":
            return RunTool(ToolCall(tool="remove_document", arguments={"document": document}))
        case "back":
            return RunTool(ToolCall(tool="restore_document", arguments={"document": document}))
        case "takeback":
            return RunTool(ToolCall(tool="take_back_import", arguments={"import_id": document}))
        case _:
            return Chat(Phrase("dialogs.old_button"))


def _asks_something_else(caption: Understanding, expected: frozenset[str]) -> bool:
    sure = caption.move == "ask" and caption.confidence >= SURE_OF_CAPTION
    return sure and caption.area not in expected


def _text(state: DialogState, text: str, meant: Understanding, routes: Routes, waiting: int) -> Decision:
    if state.frames:
        in_flow = _in_flow(state, text, meant, routes)
        if in_flow:
            return in_flow
    if (answer := _to_script(state, text, meant, waiting)) is not None:
        return answer
    if meant.problem and not _may_lie_ahead(meant):
        what = "、".join(meant.options) or text[:20]
        return Clarify(Phrase(f"intents.{meant.problem}", {"what": what}), meant.options)
    match meant.move:
        case "cancel" | "confirm" | "deny" if meant.area != "approval":
            return RunTool(call_for("list_approvals", None, "")) if waiting else Chat(Phrase("dialogs.nothing_open"))
        case "unclear":
            return Clarify(Phrase("dialogs.unclear"))
        case _ if waiting and meant.intent in NEARLY_YES:
            return RunTool(call_for("list_approvals", None, ""))  # 好的 is no approval; show what could be meant
        case _:
            return _routed(text, meant, routes)


def _to_script(state: DialogState, text: str, meant: Understanding, waiting: int) -> AnswerScript | None:
    """A plain yes or no to what a script has just offered; with an approval waiting such a word is not the script's."""
    offer = next((each.script for each in state.scripts if each.open), None)
    answer = taken(text, meant.intent, asks=meant.query is not None) if offer and not waiting else None
    return AnswerScript(offer, answer) if offer and answer is not None else None


def _may_lie_ahead(meant: Understanding) -> bool:
    """A month to come is no problem for a goal or a plan."""
    return meant.problem == "future" and meant.area not in {"data", "why"}


def _in_flow(state: DialogState, text: str, meant: Understanding, routes: Routes) -> Decision | None:
    """What a text means to the open flow; None when it is a question of its own."""
    top = state.frames[-1]
    match meant.move:
        case "fill" | "correct" | "confirm" | "deny":
            return AdvanceFlow(meant.move, flow_slots(top.flow, meant, text))
        case "cancel":
            return CloseFrame()
        case "unclear":
            return AdvanceFlow("fill", flow_slots(top.flow, meant, text))
        case "ask" | "small_talk":
            if routes.get(meant.intent) == f"flow:{top.flow}":
                return AdvanceFlow("correct", flow_slots(top.flow, meant, text))
            return None
    assert_never(meant.move)


def _routed(text: str, meant: Understanding, routes: Routes) -> Decision:
    kind, _, target = routes.get(meant.intent, "").partition(":")
    match kind:
        case "tool":
            if target in {"query_data", "explain_change"} and meant.query is None:
                return Clarify(Phrase("dialogs.which_number"))
            return RunTool(call_for(target, meant, text))
        case "flow":
            return StartFlow(target, flow_slots(target, meant, text))
        case "approval" if target == "ok" and not _is_leave(text):
            return RunTool(call_for("list_approvals", None, ""))
        case "approval":
            return ResolveApproval(VERDICTS[target], "", _reason(meant))
        case "phrase":
            return Chat(Phrase(target))
        case "handoff":
            return HandOff()
        case _:
            return Clarify(Phrase("dialogs.unclear"))


def _is_leave(text: str) -> bool:
    """Whether typed words are leave: they say so plainly, and don't ask (同意？)."""
    return may_approve(text) and not text.rstrip().endswith(QUESTIONS)


def _reason(meant: Understanding) -> str:
    """What was said after the word of refusal."""
    said = first(meant, "text")
    return str(said.value) if said and said.value else ""
