"""`Faq`: answers a knowledge question from the articles and the merchant's own documents, with its sources, or says
that it doesn't know."""

from datetime import date
from functools import lru_cache

from core.buttons import button_data
from core.calls import Answer, Arguments, CallContext, Effect, Result, Source
from core.knowledge import Documents, Questions
from core.phrases import Lang, Phrases
from core.records import UnansweredQuestion
from core.replies import Button, Rows, Text
from tools.faq.answering import Reply, answer, nearest
from tools.faq.articles import load_articles
from tools.faq.index import load_weights
from tools.faq.library import Library
from tools.faq.own import OwnShelves
from tools.faq.passages import Passage
from tools.faq.search import elsewhere
from tools.faq.wording import load_wording

SURE = 0.85
"""The trust from which on an article answers what was not taken for a question about rules or know-how."""
KNOW_HOW = "通用做法"
"""The platform of articles that are advice, not rules."""


class FaqArguments(Arguments):
    """With `if_sure` it speaks only where the merchant's own documents answer or an article surely does, else there is
    no reply at all."""

    question: str
    if_sure: bool = False


@lru_cache(maxsize=1)
def own_library() -> Library:
    """The project's own articles, read once a process. ConfigError names file and line of a broken one."""
    library = Library(load_articles(), load_wording(), weights=load_weights())
    library.warm()
    return library


def button_questions() -> tuple[str, ...]:
    """The questions that stand on buttons, in both languages: whoever types one means what a tap on it means."""
    sections = (passage.section for passage in own_library().passages)
    return tuple(dict.fromkeys(asks[0] for section in sections for asks in section.asks.values()))


class Faq:
    """Looks up rules and know-how."""

    name = "faq"
    description = "Answers questions on rules, law, know-how and the shop's own documents, with source and date"
    effect: Effect = "read"
    kind = "read"
    arguments: type[Arguments] = FaqArguments

    def __init__(
        self,
        questions: Questions,
        phrases: Phrases,
        library: Library | None = None,
        documents: Documents | None = None,
    ) -> None:
        """Without `documents` it knows the articles only."""
        self._questions = questions
        self._phrases = phrases
        self._library = library or own_library()
        self._shelves = OwnShelves(documents, self._library) if documents else None

    async def run(self, arguments: FaqArguments, context: CallContext) -> Result:
        """The passages that answer, or an honest word and the question kept for staff."""
        merchant, zone = context.actor.merchant, context.now.tzinfo
        own = await self._shelves.of(merchant, zone) if self._shelves else None
        found = answer(self._library, arguments.question, context.now.date(), own)
        if arguments.if_sure and not (found and (found.replies[0].passage.own or found.trust >= SURE)):
            return Result((), Answer(status="empty"))
        if found is None:
            return await self._unknown(arguments.question, own, context)
        lang = context.actor.lang
        text = "\n\n".join(self._said(reply, lang, context.now.date()) for reply in found.replies)
        buttons = tuple(_ask(passage, lang) for passage in found.related)
        sources = tuple(_source(reply, lang) for reply in found.replies)
        return Result((Text(text=text, buttons=buttons),), Answer(sources=sources))

    def _said(self, reply: Reply, lang: Lang, today: date) -> str:
        front = reply.passage.article.front
        say = self._phrases.say
        lines = [reply.text[lang]]
        if reply.passage.own:
            section = reply.passage.section.heading[lang]
            effective = front.effective.isoformat()
            return "\n".join((*lines, say("faq.own", lang, name=front.title, section=section, effective=effective)))
        source = front.source if lang == "zh" else front.source_en
        key = "faq.know_how" if front.platform == KNOW_HOW else "faq.source"
        lines.append(say(key, lang, source=source, effective=front.effective.isoformat()))
        if front.expires is not None and front.expires <= today:
            lines.append(say("faq.expired", lang, expires=front.expires.isoformat()))
        if front.effective > today:
            lines.append(say("faq.not_yet", lang, effective=front.effective.isoformat()))
        if reply.replaced is not None and reply.replaced.article.front.expires is not None:
            lines.append(say("faq.replaced", lang, expires=reply.replaced.article.front.expires.isoformat()))
        return "\n".join(lines)

    async def _unknown(self, question: str, own: Library | None, context: CallContext) -> Result:
        actor = context.actor
        kept = UnansweredQuestion(merchant=actor.merchant, at=context.now, text=question, lang=actor.lang)
        await self._questions.add(kept)
        key = "faq.elsewhere" if elsewhere(self._library, question) else "faq.unknown"
        near = nearest(self._library, question, context.now.date(), own)
        buttons: Rows = (*(_ask(passage, actor.lang) for passage in near), (self._hand_off(actor.lang),))
        text = Text(text=self._phrases.say(key, actor.lang), buttons=buttons)
        return Result((text,), Answer(status="empty"))

    def _hand_off(self, lang: Lang) -> Button:
        words = self._phrases.say("faq.hand_off", lang)
        return Button(text=words, data=button_data("say", words))


def _ask(passage: Passage, lang: Lang) -> tuple[Button, ...]:
    """A button that asks for a passage; what a merchant's own is about, only the knowledge base can tell."""
    words = passage.section.asks[lang][0]
    return (Button(text=words, data=button_data("ask" if passage.own else "say", words)),)


def _source(reply: Reply, lang: Lang) -> Source:
    front = reply.passage.article.front
    title = front.title if lang == "zh" else front.title_en
    return Source(title=title, section=reply.passage.section.heading[lang], effective=front.effective.isoformat())
