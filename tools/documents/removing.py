"""`remove_document`: a file goes from the knowledge base, by id, name, part of it, or place in the list."""

from core.calls import Arguments, CallContext, Change, Effect, Failed, Preview, Result, ToolCall
from core.knowledge import Documents
from core.phrases import Phrase, Phrases
from core.records import Document
from core.replies import Text
from tools.documents.wording import button, list_button


class RemoveArguments(Arguments):
    """`document` is its id, its name, or its number in the list."""

    document: str


class RemoveDocument:
    """Its text is deleted at once; the file itself stays where uploads are kept, so that it can be brought back."""

    name = "remove_document"
    description = "Removes a file from the shop's own knowledge"
    effect: Effect = "write"
    kind = "knowledge"
    arguments: type[Arguments] = RemoveArguments

    def __init__(self, documents: Documents, phrases: Phrases) -> None:
        self._documents = documents
        self._phrases = phrases

    async def preview(self, arguments: RemoveArguments, context: CallContext) -> Preview | Failed:
        found = await self._which(arguments.document, context)
        if isinstance(found, Failed):
            return found
        return Preview(self._phrases.say("documents.remove_headline", context.actor.lang, name=found.name), ())

    async def run(self, arguments: RemoveArguments, context: CallContext) -> Result | Failed:
        found = await self._which(arguments.document, context)
        if isinstance(found, Failed):
            return found
        if not await self._documents.remove(found.merchant, found.id, context.request_id):
            return Failed(Phrase("documents.removed_already", {"name": found.name}))
        return self._removed(found, context)

    async def find(self, arguments: RemoveArguments, context: CallContext) -> Result | None:
        every = await self._documents.all(context.actor.merchant, removed=True)
        found = next((each for each in every if each.removed_by == context.request_id), None)
        return None if found is None else self._removed(found, context)

    def _removed(self, document: Document, context: CallContext) -> Result:
        lang = context.actor.lang
        row = (button("back", document.id, self._phrases, lang), list_button(self._phrases, lang))
        text = Text(text=self._phrases.say("documents.removed", lang, name=document.name), buttons=(row,))
        before = {"sections": document.sections, "sha": document.sha}
        change = Change(kind="document", key=document.name, before=before)
        inverse = ToolCall(tool="restore_document", arguments={"document": document.id})
        return Result((text,), changes=(change,), inverse=inverse)

    async def _which(self, wanted: str, context: CallContext) -> Document | Failed:
        every = await self._documents.all(context.actor.merchant, removed=True)
        standing = [each for each in every if not each.removed_by]
        gone = next((each for each in every if each.removed_by and each.id == wanted), None)
        if gone is not None:
            return Failed(Phrase("documents.removed_already", {"name": gone.name}))
        fitting = _fitting(standing, wanted)
        if len(fitting) == 1:
            return fitting[0]
        if not fitting:
            return Failed(Phrase("documents.unknown", {"name": wanted}))
        return Failed(Phrase("documents.several", {"names": "、".join(each.name for each in fitting)}))


def _fitting(standing: list[Document], wanted: str) -> list[Document]:
    """The first way of naming it that fits any."""
    said = wanted.strip().casefold()
    number = int(said) if said.isdecimal() else 0
    exact = [each for each in standing if wanted == each.id or said == each.name.casefold()]
    return exact or standing[number - 1 : number] * (number > 0) or [e for e in standing if said in e.name.casefold()]
