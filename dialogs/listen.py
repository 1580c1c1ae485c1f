"""From a turn to what was heard."""

from typing import assert_never

from core.buttons import parse_button
from core.state import DialogState
from core.turns import Said, SentFile, SentOther, SentPhoto, SentVoice, Tapped
from core.understanding import Context, Understanding
from dialogs.flows.flow import Flow
from dialogs.heard import Heard, HeardFile, HeardOther, HeardPhoto, HeardTap, HeardText
from dialogs.scene import Scene
from intents.engine import Understander
from intents.normal import bare

LONGEST = 2000
"""Characters of one message that are read; a longer one is asked for in parts."""
NO_QUESTIONS = frozenset({"chitchat", "oos", "help"})
"""Areas that a short answer is easily mistaken for."""
FIRM = frozenset({"import"})
"""Flows whose answers are told by their own words, whatever area they sound like."""


class Listener:
    """Understands texts with the conversation behind them; everything else is named."""

    def __init__(self, understander: Understander, flows: dict[str, Flow]) -> None:
        self._understander = understander
        self._flows = flows

    def hear(self, state: DialogState, scene: Scene) -> Heard:
        """Never fails: what can't be read is a `HeardOther`."""
        content = scene.turn.content
        match content:
            case Said(text):
                return self._text(text, state, scene)
            case Tapped(data):
                return self._tap(data, state, scene)
            case SentPhoto(media, caption):
                return HeardPhoto(media, caption, self._caption(caption, state, scene))
            case SentVoice():
                return HeardOther("voice")
            case SentFile(media, caption):
                return HeardFile(media, caption, self._caption(caption, state, scene))
            case SentOther(what, _):
                return HeardOther(what if what in {"sticker", "too_big"} else "unknown")  # type: ignore[arg-type]
        assert_never(content)

    def _caption(self, caption: str, state: DialogState, scene: Scene) -> Understanding | None:
        return self._understand(caption.strip(), state, scene) if 0 < len(caption.strip()) <= LONGEST else None

    def _text(self, text: str, state: DialogState, scene: Scene) -> Heard:
        if not text.strip():
            return HeardOther("empty")
        if len(text) > LONGEST:
            return HeardOther("too_long")
        if (pick := self._typed_pick(text, state)) is not None:
            return self._picked(pick, state, scene)
        return HeardText(text.strip(), self._understand(text.strip(), state, scene))

    def _tap(self, data: str, state: DialogState, scene: Scene) -> Heard:
        button = parse_button(data)
        if button is None:
            return HeardTap("old", "")
        if button.verb == "say":
            return self._text(button.argument, state, scene)
        if button.verb == "pick":
            picked = int(button.argument) if button.argument.isdecimal() else len(state.picks)
            return self._picked(state.picks[picked], state, scene) if picked < len(state.picks) else HeardTap("old", "")
        return HeardTap(button.verb, button.argument)

    def _picked(self, pick: str, state: DialogState, scene: Scene) -> Heard:
        """A text that was offered; or an intent for the message that was asked about, and that message."""
        intent, tab, text = pick.partition("\t")
        if not tab:
            return self._text(pick, state, scene)
        if all(each.name != intent for each in self._understander.catalogue.intents):
            return HeardTap("old", "")
        meant = self._understander.taken_as(intent, text, self.context(state, scene), scene.lexicon, scene.now)
        return HeardText(text, meant)

    def _typed_pick(self, text: str, state: DialogState) -> str | None:
        """The choice whose button says the same."""
        catalogue = self._understander.catalogue
        for pick in state.picks:
            intent, tab, _ = pick.partition("\t")
            label = next((each.label for each in catalogue.intents if tab and each.name == intent), None)
            if label and bare(text) in {bare(label.zh), bare(label.en)}:
                return pick
        return None

    def _understand(self, text: str, state: DialogState, scene: Scene) -> Understanding:
        meant = self._understander.understand(text, self.context(state, scene), scene.lexicon, scene.now)
        firm = bool(state.frames) and state.frames[-1].flow in FIRM
        if (firm or meant.area in NO_QUESTIONS) and self._answers(text, state):
            return meant.model_copy(update={"move": "fill"})
        return meant

    def _answers(self, text: str, state: DialogState) -> bool:
        """Whether the open flow takes the text as its answer."""
        top = state.frames[-1] if state.frames else None
        flow = self._flows.get(top.flow) if top else None
        return flow is not None and top is not None and flow.takes(top, text)

    def context(self, state: DialogState, scene: Scene) -> Context:
        """What understanding may know of the conversation."""
        top = state.frames[-1] if state.frames else None
        flow = self._flows.get(top.flow) if top else None
        return Context(
            history=state.history,
            flow=top.flow if top else None,
            expects=flow.expects(top) if flow and top else (),
            pending_approvals=scene.waiting,
        )
