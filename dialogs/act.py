"""Carrying a decision out: one tool, one step of a flow, or a sentence."""

from collections.abc import Mapping
from typing import assert_never

from core.calls import ApprovalNeeded, CallContext, Failed, Outcome, Result, Retry, ToolCall
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
from core.knowledge import Questions
from core.phrases import Lang, Phrase
from core.records import UnansweredQuestion
from core.replies import Choices, Reply, Text
from core.state import DialogState, Frame
from core.understanding import Understanding
from dialogs.colleagues import Colleagues
from dialogs.flows.flow import Flow, FlowContext, Step
from dialogs.flows.publish import reopening
from dialogs.heard import Effects, Heard, HeardFile, HeardPhoto, HeardText
from dialogs.say import Speaker
from dialogs.scene import Scene
from dialogs.scripts.script import Script
from intents.intents import Catalogue
from tools.approvals import Desk, Reopen
from tools.gate import Gate

DEEPEST = 3
"""Flows that may be open on top of one another."""

NOBODYS = frozenset({"chat.oos", "dialogs.unclear"})
"""What is said when no tool answers."""


class Actors:
    """Carries decisions out."""

    def __init__(
        self,
        gate: Gate,
        desk: Desk,
        flows: dict[str, Flow],
        catalogue: Catalogue,
        questions: Questions,
        colleagues: Colleagues,
        speaker: Speaker,
        contact: str,
        scripts: Mapping[str, Script],
    ) -> None:
        self._gate = gate
        self._desk = desk
        self._flows = flows
        self._catalogue = catalogue
        self._questions = questions
        self._colleagues = colleagues
        self._speaker = speaker
        self._contact = contact
        self._scripts = scripts

    async def act(self, decision: Decision, heard: Heard, state: DialogState, scene: Scene) -> Effects:
        """Do it; a flow that stays open asks its question again after whatever else was done."""
        match decision:
            case RunTool(call):
                return self._back_to_flow(await self._run(call, scene), state, scene)
            case StartFlow(flow, slots):
                return await self._start(flow, slots, state, scene)
            case AdvanceFlow(trigger, slots):
                return await self._advance(trigger, slots, state, scene)
            case CloseFrame():
                return self._close(state, scene)
            case ResolveApproval():
                return await self._resolve(decision, state, scene)
            case Clarify() | Chat():
                return await self._say(decision, heard, state, scene)
            case AnswerScript(script, yes):
                return await self._answer_script(script, yes, state, scene)
            case HandOff():
                return await self._hand_off(heard, scene)
        assert_never(decision)

    async def _run(self, call: ToolCall, scene: Scene) -> Effects:
        context = CallContext(scene.actor, scene.now, f"{scene.turn.chat}:{scene.turn.id}")
        outcome = await self._gate.call(call, context)
        if isinstance(outcome, ApprovalNeeded):
            return Effects(await self._colleagues.asked(outcome, scene), tool=call.tool)
        return self._told(outcome, call.tool, scene)

    async def _say(self, what: Clarify | Chat, heard: Heard, state: DialogState, scene: Scene) -> Effects:
        said = what.question if isinstance(what, Clarify) else what.phrase
        if (known := await self._from_documents(said, heard, state, scene)) is not None:
            return known
        if isinstance(what, Clarify):
            return self._clarify(said, what.options, heard, scene)
        return self._back_to_flow(Effects((self._speaker.text(said, scene.lang),)), state, scene)

    async def _from_documents(self, said: Phrase, heard: Heard, state: DialogState, scene: Scene) -> Effects | None:
        """What nobody else answers may be in the shop's own files, or surely in the articles; None if it isn't."""
        if said.key not in NOBODYS or not isinstance(heard, HeardText):
            return None
        call = ToolCall(tool="faq", arguments={"question": heard.text, "if_sure": True})
        effects = await self._run(call, scene)
        return self._back_to_flow(effects, state, scene) if effects.replies else None

    def _told(self, outcome: Outcome, tool: str | None, scene: Scene) -> Effects:
        match outcome:
            case Result(replies, answer, changes):
                return Effects(replies, tool=tool, answer=answer, changes=changes)
            case Retry(hint):
                return Effects((self._speaker.text(hint, scene.lang),), tool=tool)
            case Failed(reason):
                return Effects((self._speaker.text(reason, scene.lang),), tool=tool)
            case ApprovalNeeded(_, replies):
                return Effects(replies, tool=tool)
        assert_never(outcome)

    async def _start(self, name: str, slots: dict[str, str], state: DialogState, scene: Scene) -> Effects:
        flow = self._flows[name]
        below = tuple(frame for frame in state.frames if frame.flow != name)[-(DEEPEST - 1) :]
        frame = Frame(flow=name, state=flow.spec.states[0], slots={}, opened_at=scene.now)
        return await self._stepped(flow, frame, "start", slots, below, scene)

    async def _answer_script(self, name: str, yes: bool, state: DialogState, scene: Scene) -> Effects:
        script = self._scripts.get(name)
        if script is None:
            return Effects((self._speaker.text(Phrase("dialogs.old_button"), scene.lang),))
        if yes:
            return await self._start(script.leads_to, {}, state, scene)
        said = Phrase("scripts.refused", {"days": str(script.exits.refused)})
        return self._back_to_flow(Effects((self._speaker.text(said, scene.lang),)), state, scene)

    async def _advance(self, trigger: str, slots: dict[str, str], state: DialogState, scene: Scene) -> Effects:
        top = state.frames[-1]
        return await self._stepped(self._flows[top.flow], top, trigger, slots, state.frames[:-1], scene)

    async def _stepped(
        self, flow: Flow, frame: Frame, trigger: str, slots: dict[str, str], below: tuple[Frame, ...], scene: Scene
    ) -> Effects:
        step: Step = await flow.step(frame, trigger, slots, self._flow_context(scene))
        if step.call is None:
            return Effects(step.replies, frames=(*below, step.frame) if step.frame else below)
        done = await self._run(step.call, scene)
        return Effects(
            (*step.replies, *done.replies), frames=below, tool=done.tool, answer=done.answer, changes=done.changes
        )

    def _close(self, state: DialogState, scene: Scene) -> Effects:
        if not state.frames:
            return Effects((self._speaker.text(Phrase("dialogs.nothing_open"), scene.lang),))
        below = state.frames[:-1]
        said = self._speaker.text(Phrase("dialogs.cancelled"), scene.lang)
        return Effects((said, *self._prompt(below, scene)), frames=below)

    def _prompt(self, frames: tuple[Frame, ...], scene: Scene) -> tuple[Reply, ...]:
        return self._flows[frames[-1].flow].prompt(frames[-1], self._flow_context(scene)) if frames else ()

    def _back_to_flow(self, effects: Effects, state: DialogState, scene: Scene) -> Effects:
        if not state.frames:
            return effects
        return Effects(
            (*effects.replies, *self._prompt(state.frames, scene)),
            tool=effects.tool,
            answer=effects.answer,
            changes=effects.changes,
        )

    def _clarify(self, question: Phrase, options: tuple[str, ...], heard: Heard, scene: Scene) -> Effects:
        if question.key == "dialogs.which_number":
            return Effects((self._choices(question, scene),))
        if options:
            return Effects((self._speaker.question(question, options, scene.lang),), picks=options)
        if names := _alternatives(heard):
            said = self._speaker.question(question, self._labels(names, scene.lang), scene.lang)
            return Effects((said,), picks=tuple(f"{name}\t{_words(heard)}" for name in names))
        if question.key == "dialogs.unclear":
            return Effects((self._speaker.text(Phrase("dialogs.unclear_plain"), scene.lang),))
        return Effects((self._speaker.text(question, scene.lang),))

    def _choices(self, question: Phrase, scene: Scene) -> Reply:
        said = self._speaker.say(question.key, scene.lang)
        return Choices(text=said, buttons=self._speaker.suggestions(scene.lang)[:1])

    def _labels(self, names: tuple[str, ...], lang: Lang) -> tuple[str, ...]:
        return tuple(self._catalogue.label(name, lang) for name in names)

    async def _resolve(self, wanted: ResolveApproval, state: DialogState, scene: Scene) -> Effects:
        outcome = await self._desk.decide(wanted.approval, wanted.verdict, scene.actor, scene.now, wanted.reason)
        if isinstance(outcome, Reopen):
            return await self._reopen(outcome, state, scene)
        if wanted.approval:
            await self._colleagues.decided(wanted.approval, scene)
        return self._told(outcome, None, scene)

    async def _reopen(self, reopen: Reopen, state: DialogState, scene: Scene) -> Effects:
        flow = self._flows["publish"]
        below = tuple(frame for frame in state.frames if frame.flow != "publish")
        frame = Frame(flow="publish", state=flow.spec.states[0], slots={}, opened_at=scene.now)
        return await self._stepped(flow, frame, "reopen", reopening(reopen.approval.call), below, scene)

    async def _hand_off(self, heard: Heard, scene: Scene) -> Effects:
        text = heard.text if isinstance(heard, HeardText) else ""
        asked = UnansweredQuestion(merchant=scene.shop.merchant, at=scene.now, text=text, lang=scene.lang)
        await self._questions.add(asked)
        contact = self._contact or self._speaker.say("dialogs.no_contact", scene.lang)
        return Effects((Text(text=self._speaker.say("dialogs.handed_off", scene.lang, contact=contact)),))

    def _flow_context(self, scene: Scene) -> FlowContext:
        return FlowContext(scene.shop.merchant, scene.lang, scene.now, scene.actor.role)


def _alternatives(heard: Heard) -> tuple[str, ...]:
    meant = _meant(heard)
    return tuple(each.intent for each in meant.alternatives[:3]) if meant else ()


def _words(heard: Heard) -> str:
    """What was typed, on one line."""
    text = (
        heard.text
        if isinstance(heard, HeardText)
        else heard.caption
        if isinstance(heard, HeardPhoto | HeardFile)
        else ""
    )
    return " ".join(text.split())


def _meant(heard: Heard) -> Understanding | None:
    return heard.understanding if isinstance(heard, HeardText | HeardPhoto | HeardFile) else None
