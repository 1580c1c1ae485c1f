"""`Assistant`: one turn as a list of steps."""

import secrets
from dataclasses import dataclass, replace

import structlog

from core.calls import CallContext, Failed, Result, ToolCall
from core.decisions import Decision
from core.errors import CorruptStateError, StaleStateError, UserError
from core.model import NOTHING, Usage
from core.phrases import Phrase
from core.ports import Deliveries, Sessions
from core.state import DialogState
from core.turns import Said, Turn
from dialogs.act import Actors
from dialogs.decide import Routes, decide
from dialogs.grounding import Place
from dialogs.heard import Effects, Handled, Heard, HeardFile, HeardPhoto, HeardText
from dialogs.listen import Listener
from dialogs.remember import remember, still_open
from dialogs.say import Speaker
from dialogs.scene import Scene, Scenes
from dialogs.scripts.leading import Leading
from dialogs.second_opinion import SecondOpinion
from tools.gate import Gate

log = structlog.get_logger(__name__)
AT_ONCE = frozenset({"/pause"})
"""What doesn't wait for the chat's lock."""


@dataclass(frozen=True, slots=True)
class Assistant:
    """Handles turns; safe to call concurrently."""

    sessions: Sessions
    scenes: Scenes
    listener: Listener
    actors: Actors
    routes: Routes
    gate: Gate
    deliveries: Deliveries
    speaker: Speaker
    leading: Leading
    opinion: SecondOpinion

    async def handle(self, turn: Turn) -> Handled:
        """Lock, load, understand, decide, act, save. A turn handled before gives the same replies and does nothing."""
        if isinstance(turn.content, Said) and turn.content.text.strip().lower() in AT_ONCE:
            return await self._pause(turn)
        async with self.sessions.lock(turn.chat):
            try:
                return await self._turn(turn)
            except (
                StaleStateError
            ):  # another worker saved meanwhile; writes are keyed by the turn, so none is done twice
                return await self._turn(turn)

    async def _turn(self, turn: Turn) -> Handled:
        state, counter = await self._load(turn.chat)
        scene = await self.scenes.of(turn, state)
        if turn.id in state.recent:
            again = state.last_replies if turn.id == state.recent[-1] else ()
            return Handled(again, scene.lang, repeated=True)
        state = still_open(state, scene.now)
        heard, usage = await self._thought_over(self.listener.hear(state, scene), state, scene)
        decision = decide(state, heard, self.routes, scene.waiting)
        effects = await self._act(decision, heard, state, scene)
        effects = await self.leading.follow(effects, decision, state, scene)
        effects = await self._offer_undelivered(effects, scene)
        await self.sessions.save(turn.chat, remember(state, scene, heard, effects), counter)
        return _handled(heard, decision, effects, scene, usage)

    async def _thought_over(self, heard: Heard, state: DialogState, scene: Scene) -> tuple[Heard, Usage]:
        """What was typed and isn't surely understood is given to the language model, if there is one."""
        if not isinstance(heard, HeardText) or not isinstance(scene.turn.content, Said):
            return heard, NOTHING
        context = self.listener.context(state, scene)
        place = Place(heard.text, heard.understanding, context, scene.lexicon, scene.now)
        opinion = await self.opinion.of(place, scene.shop.merchant)
        return replace(heard, understanding=opinion.meant), opinion.usage

    async def _load(self, chat: str) -> tuple[DialogState, int]:
        try:
            return await self.sessions.load(chat)
        except CorruptStateError as error:
            log.error("dialogue state unreadable, starting afresh", chat=chat, error=str(error))
            return DialogState(), error.counter

    async def _act(self, decision: Decision, heard: Heard, state: DialogState, scene: Scene) -> Effects:
        """The outermost ring: whatever goes wrong becomes a sentence, and the turn is saved all the same."""
        try:
            return await self.actors.act(decision, heard, state, scene)
        except UserError as error:
            return Effects((self.speaker.text(error.phrase, scene.lang),))
        except Exception as error:
            number = secrets.token_hex(3)
            log.exception("turn failed", number=number, chat=scene.turn.chat, turn=scene.turn.id, error=repr(error))
            return Effects((self.speaker.text(Phrase("dialogs.internal_error", {"id": number}), scene.lang),))

    async def _offer_undelivered(self, effects: Effects, scene: Scene) -> Effects:
        """A push whose fate is unknown is never repeated by itself; the next message offers it once."""
        replies = list(effects.replies)
        for push in await self.deliveries.unknown(scene.shop.merchant, scene.turn.chat):
            if await self.deliveries.move(push, "unknown", "offered"):
                replies.append(self.speaker.offer(push.key, scene.lang))
        return replace(effects, replies=tuple(replies))

    async def _pause(self, turn: Turn) -> Handled:
        scene = await self.scenes.of(turn, DialogState())
        context = CallContext(scene.actor, scene.now, f"{turn.chat}:{turn.id}")
        outcome = await self.gate.call(ToolCall(tool="pause"), context)
        match outcome:
            case Result(replies, answer, changes):
                return Handled(replies, scene.lang, tool="pause", answer=answer, changes=changes)
            case Failed(reason):
                return Handled((self.speaker.text(reason, scene.lang),), scene.lang, tool="pause")
            case _:
                raise AssertionError(f"pause can't end in {outcome.kind}")


def _handled(heard: Heard, decision: Decision, effects: Effects, scene: Scene, usage: Usage) -> Handled:
    meant = heard.understanding if isinstance(heard, HeardText | HeardPhoto | HeardFile) else None
    return Handled(
        effects.replies, scene.lang, meant, decision, effects.tool, effects.answer, effects.changes, usage=usage
    )
