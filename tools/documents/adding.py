"""`add_document` reads a file into the knowledge base; `restore_document` brings a removed one back, read again."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Sequence

from core.buttons import LIMIT, button_data
from core.calls import Arguments, CallContext, Change, Effect, Failed, Preview, Result, ToolCall
from core.errors import UserError
from core.knowledge import DocumentReader, Documents
from core.phrases import Phrase, Phrases
from core.ports import Blobs
from core.records import Document, DocumentSection
from core.replies import Button, Rows, Text
from tools.documents.wording import button, day, file_name, list_button
from tools.faq.own import subject

MOST_FILES = 50
MOST_SECTIONS = 5000


class AddArguments(Arguments):
    """`blob` holds the bytes, `name` is the file's."""

    blob: str
    name: str


class RestoreArguments(Arguments):
    """`document` is the id of a removed one."""

    document: str


class _Keeping(ABC):
    """What adding and restoring share."""

    effect: Effect = "write"
    kind = "knowledge"
    arguments: type[Arguments]

    def __init__(self, documents: Documents, blobs: Blobs, reader: DocumentReader, phrases: Phrases) -> None:
        self._documents = documents
        self._blobs = blobs
        self._reader = reader
        self._phrases = phrases

    async def _bytes(self, blob: str) -> bytes:
        try:
            return await self._blobs.get(blob)
        except KeyError as error:
            raise UserError(Phrase("documents.gone")) from error

    async def _with_room(self, merchant: str, sections: int) -> None:
        """UserError when the shop has as many as can be searched at once."""
        standing = await self._documents.all(merchant)
        if len(standing) >= MOST_FILES or sum(each.sections for each in standing) + sections > MOST_SECTIONS:
            raise UserError(Phrase("documents.full", {"files": str(len(standing)), "limit": str(MOST_FILES)}))

    async def _keep(self, document: Document, sections: Sequence[DocumentSection], context: CallContext) -> Result:
        standing = await self._documents.all(document.merchant)
        old = next((each for each in standing if each.name == document.name and each.id != document.id), None)
        await self._documents.add(document, sections, context.request_id)
        return self._added(document, old, sections, context)

    def _added(
        self, document: Document, old: Document | None, sections: Sequence[DocumentSection], context: CallContext
    ) -> Result:
        back = ("remove_document", document.id) if old is None else ("restore_document", old.id)
        inverse = ToolCall(tool=back[0], arguments={"document": back[1]})
        before = None if old is None else {"sections": old.sections, "sha": old.sha}
        after = {"sections": len(sections), "sha": document.sha}
        change = Change(kind="document", key=document.name, before=before, after=after)
        buttons = self._buttons(document, old, sections, context)
        text = Text(text=self.said(document, old, len(sections), context), buttons=buttons)
        return Result((text,), changes=(change,), inverse=inverse)

    @abstractmethod
    def said(self, document: Document, old: Document | None, count: int, context: CallContext) -> str:
        """The sentence once it is done; `old` is the one of the same name that went."""

    def _buttons(
        self, document: Document, old: Document | None, sections: Sequence[DocumentSection], context: CallContext
    ) -> Rows:
        lang = context.actor.lang
        last = [button("drop", document.id, self._phrases, lang), list_button(self._phrases, lang)]
        if old is not None:
            text = self._phrases.say("documents.button_old", lang)
            last.insert(0, Button(text=text, data=button_data("file", f"back:{old.id}")))
        question = example(sections)
        rows = [(Button(text=question, data=button_data("ask", question)),)] if question else []
        return (*rows, tuple(last))


class AddDocument(_Keeping):
    """Reads a file and keeps it for its own merchant alone. What it says is cited, never obeyed."""

    name = "add_document"
    description = "Adds an uploaded file to the shop's own knowledge"
    arguments: type[Arguments] = AddArguments

    async def preview(self, arguments: AddArguments, context: CallContext) -> Preview:
        name = file_name(arguments.name)
        return Preview(self._phrases.say("documents.add_headline", context.actor.lang, name=name), ())

    async def run(self, arguments: AddArguments, context: CallContext) -> Result | Failed:
        """Sections read and kept; one with the same bytes is told of and left alone."""
        merchant = context.actor.merchant
        data = await self._bytes(arguments.blob)
        sha = hashlib.sha256(data).hexdigest()
        same = next((each for each in await self._documents.all(merchant) if each.sha == sha), None)
        if same is not None:
            return self._known(same, context)
        sections = await self._reader.read(data, arguments.name)
        await self._with_room(merchant, len(sections))
        document = Document(
            merchant=merchant,
            id=id_of(context.request_id),
            name=file_name(arguments.name),
            blob=arguments.blob,
            sha=sha,
            sections=len(sections),
            uploaded_by=context.actor.user,
            uploaded_at=context.now,
        )
        return await self._keep(document, sections, context)

    async def find(self, arguments: AddArguments, context: CallContext) -> Result | None:
        merchant, wanted = context.actor.merchant, id_of(context.request_id)
        found = next((each for each in await self._documents.all(merchant) if each.id == wanted), None)
        if found is None:
            return None
        return self._added(found, None, await self._documents.sections(merchant, found.id), context)

    def said(self, document: Document, old: Document | None, count: int, context: CallContext) -> str:
        lang = context.actor.lang
        told = {"name": document.name, "count": str(count)}
        if old is None:
            return self._phrases.say("documents.added", lang, **told)
        return self._phrases.say("documents.replaced", lang, **told, day=day(old, context.now, self._phrases, lang))

    def _known(self, same: Document, context: CallContext) -> Result:
        lang = context.actor.lang
        told = {"name": same.name, "day": day(same, context.now, self._phrases, lang)}
        row = (button("drop", same.id, self._phrases, lang), list_button(self._phrases, lang))
        return Result((Text(text=self._phrases.say("documents.known", lang, **told), buttons=(row,)),))


class RestoreDocument(_Keeping):
    """The way back of a removal, and of a replacement."""

    name = "restore_document"
    description = "Brings back a document that was removed"
    arguments: type[Arguments] = RestoreArguments

    async def preview(self, arguments: RestoreArguments, context: CallContext) -> Preview | Failed:
        found = await self._removed(arguments, context)
        if isinstance(found, Failed):
            return found
        return Preview(self._phrases.say("documents.restore_headline", context.actor.lang, name=found.name), ())

    async def run(self, arguments: RestoreArguments, context: CallContext) -> Result | Failed:
        found = await self._removed(arguments, context)
        if isinstance(found, Failed):
            return found
        sections = await self._reader.read(await self._bytes(found.blob), found.name)
        await self._with_room(found.merchant, len(sections))
        document = found.model_copy(update={"removed_by": "", "sections": len(sections)})
        return await self._keep(document, sections, context)

    async def find(self, arguments: RestoreArguments, context: CallContext) -> Result | None:
        standing = await self._documents.all(context.actor.merchant)
        found = next((each for each in standing if each.id == arguments.document), None)
        if found is None:
            return None
        return self._added(found, None, await self._documents.sections(found.merchant, found.id), context)

    def said(self, document: Document, old: Document | None, count: int, context: CallContext) -> str:
        lang = context.actor.lang
        told = {"name": document.name, "count": str(count), "day": day(document, context.now, self._phrases, lang)}
        return self._phrases.say("documents.restored", lang, **told)

    async def _removed(self, arguments: RestoreArguments, context: CallContext) -> Document | Failed:
        every = await self._documents.all(context.actor.merchant, removed=True)
        found = next((each for each in every if each.id == arguments.document), None)
        if found is None:
            return Failed(Phrase("documents.unknown", {"name": arguments.document}))
        return found if found.removed_by else Failed(Phrase("documents.there", {"name": found.name}))


def id_of(request_id: str) -> str:
    """The same request makes the same document."""
    return hashlib.sha256(request_id.encode()).hexdigest()[:12]


def example(sections: Sequence[DocumentSection]) -> str:
    """A question that the file answers and a button can carry, "" if there is none."""
    asked = [ask for each in sections for ask in each.asks[:1]]
    named = [subject(each.heading) for each in sections]
    return next((ask for ask in (*asked, *filter(None, named)) if len(f"ask:{ask}".encode()) <= LIMIT), "")
