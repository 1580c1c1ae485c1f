"""`list_documents`: the shop's own files, each with a button that removes it."""

from core.buttons import button_data
from core.calls import Answer, Arguments, CallContext, Effect, Result
from core.knowledge import Documents
from core.phrases import Lang, Phrases
from core.records import Document
from core.replies import Button, Rows, Text
from tools.documents.wording import day

IN_A_ROW = 4


class NoArguments(Arguments):
    """Takes nothing."""


class ListDocuments:
    """Numbered, oldest first."""

    name = "list_documents"
    description = "Lists the files that the shop added to its knowledge"
    effect: Effect = "read"
    kind = "read"
    arguments: type[Arguments] = NoArguments

    def __init__(self, documents: Documents, phrases: Phrases) -> None:
        self._documents = documents
        self._phrases = phrases

    async def run(self, arguments: NoArguments, context: CallContext) -> Result:
        lang, say = context.actor.lang, self._phrases.say
        standing = await self._documents.all(context.actor.merchant)
        if not standing:
            return Result((Text(text=say("documents.none", lang)),), Answer(status="empty"))
        sections = str(sum(each.sections for each in standing))
        lines = [say("documents.list_head", lang, count=str(len(standing)), sections=sections)]
        for number, each in enumerate(standing, 1):
            told = {"number": str(number), "name": each.name, "count": str(each.sections)}
            lines.append(say("documents.list_line", lang, **told, day=day(each, context.now, self._phrases, lang)))
        buttons = self._buttons(standing, lang) if context.actor.role in ("owner", "manager") else ()
        return Result((Text(text="\n".join(lines), buttons=buttons),), Answer())

    def _buttons(self, standing: tuple[Document, ...], lang: Lang) -> Rows:
        buttons = [
            Button(
                text=self._phrases.say("documents.button_remove_number", lang, number=str(number)),
                data=button_data("file", f"drop:{each.id}"),
            )
            for number, each in enumerate(standing, 1)
        ]
        return tuple(tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW))
