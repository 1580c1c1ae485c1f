"""Phrases as replies, with the buttons that go with them."""

from core.buttons import button_data
from core.phrases import Lang, Phrase, Phrases
from core.replies import Button, Choices, Reply, Rows, Text

FIRST_THINGS = ("try_numbers", "try_trend", "try_goal", "try_publish", "try_rules", "try_report")
WITH_SUGGESTIONS = frozenset({"chat.greeting", "chat.help", "chat.oos", "dialogs.unclear_plain", "dialogs.not_yet"})


class Speaker:
    """Says phrases in a language."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases

    def text(self, phrase: Phrase, lang: Lang) -> Reply:
        """The phrase; those that leave the merchant without a next step carry suggestions."""
        said = self._phrases.speak(phrase, lang)
        if phrase.key not in WITH_SUGGESTIONS:
            return Text(text=said)
        return Choices(text=said, buttons=self.suggestions(lang))

    def suggestions(self, lang: Lang) -> Rows:
        """First things to try, two in a row; a tap says the words on the button."""
        words = [self._phrases.say(f"dialogs.{name}", lang) for name in FIRST_THINGS]
        buttons = [Button(text=each, data=button_data("say", each)) for each in words]
        return tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))

    def question(self, phrase: Phrase, options: tuple[str, ...], lang: Lang) -> Reply:
        """A question; a tap on the n-th option picks it."""
        said = self._phrases.speak(phrase, lang)
        if not options:
            return Text(text=said)
        return Choices(
            text=said,
            buttons=tuple((Button(text=each, data=button_data("pick", str(n))),) for n, each in enumerate(options)),
        )

    def offer(self, push: str, lang: Lang) -> Reply:
        """Offers a push that may not have arrived; its key is `<kind>:<rest>`."""
        kind, _, rest = push.partition(":")
        name = self._push_name(kind, rest, lang)
        button = Button(text=self._phrases.say("dialogs.show_again", lang), data=button_data("push", push))
        return Choices(text=self._phrases.say("dialogs.unknown_delivery", lang, name=name), buttons=((button,),))

    def _push_name(self, kind: str, rest: str, lang: Lang) -> str:
        if kind == "daily":
            return self._phrases.say("dialogs.push_daily", lang, day=rest)
        return self._phrases.say("dialogs.push_reply" if kind == "reply" else "dialogs.push_notice", lang)

    def say(self, key: str, lang: Lang, **params: str) -> str:
        """A bare sentence."""
        return self._phrases.say(key, lang, **params)
