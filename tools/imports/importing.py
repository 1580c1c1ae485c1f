"""`import_file` puts a confirmed table in; `take_back_import` takes it out again."""

import hashlib
from collections.abc import Awaitable, Callable

from core.buttons import button_data
from core.calls import Arguments, CallContext, Change, Effect, Failed, Preview, Result, Retry, ToolCall
from core.imports import Import, ImportKind, Imports
from core.phrases import Phrase, Phrases
from core.ports import Blobs
from core.replies import Button, File, Reply, Text
from tools.documents.wording import file_name
from tools.imports.card import say_day
from tools.imports.digest import Digest, Tables, digest, missing
from tools.imports.faults_file import faults_file
from tools.imports.kinds import kinds
from tools.imports.table import Table

Refill = Callable[[str], Awaitable[object]]
"""Copies a merchant's facts from the marketplace again."""


class ImportArguments(Arguments):
    """`table` is the blob of the rows, `mapping` our fields to columns from 0."""

    table: str
    name: str
    kind: ImportKind
    mapping: dict[str, int]


class TakeBackArguments(Arguments):
    """`import_id` as the import's button says."""

    import_id: str


class ImportFile:
    """Good rows go in, the others come back as a file. The same file twice changes nothing."""

    name = "import_file"
    description = "Imports a shop's own export into its figures"
    effect: Effect = "write"
    kind = "import"
    arguments: type[Arguments] = ImportArguments

    def __init__(self, imports: Imports, tables: Tables, blobs: Blobs, phrases: Phrases) -> None:
        self._imports = imports
        self._tables = tables
        self._blobs = blobs
        self._phrases = phrases

    async def preview(self, arguments: ImportArguments, context: CallContext) -> Preview:
        lang = context.actor.lang
        told = {"name": file_name(arguments.name), "kind": kinds()[arguments.kind].name(lang)}
        return Preview(self._phrases.say("imports.headline", lang, **told), ())

    async def run(self, arguments: ImportArguments, context: CallContext) -> Result | Retry | Failed:
        """Read again from the kept table, and stored in one transaction."""
        lang = context.actor.lang
        if lacking := missing(arguments.kind, arguments.mapping):
            names = [kinds()[arguments.kind].fields[each].name(lang) for each in lacking]
            return Retry(Phrase("imports.incomplete", {"fields": "、".join(names)}))
        table = await self._tables.table(arguments.table)
        found = await digest(table, arguments.kind, arguments.mapping, context.now)
        if not found.reading.items:
            return Failed(Phrase("imports.nothing"))
        done = await self._imports.add(_record(arguments, found, context), found.reading.items)
        return self._told(done, await self._faults(found, table, context), context)

    async def find(self, arguments: ImportArguments, context: CallContext) -> Result | None:
        done = await self._imports.get(context.actor.merchant, id_of(context.request_id))
        return None if done is None or done.removed_by else self._told(done, (), context)

    async def _faults(self, found: Digest, table: Table, context: CallContext) -> tuple[Reply, ...]:
        errors, lang = found.reading.errors, context.actor.lang
        if not errors:
            return ()
        name = self._phrases.say("imports.file_name", lang)
        blob = await self._blobs.put(faults_file(errors, table, self._phrases, lang), name)
        text = self._phrases.say("imports.left_out", lang, count=str(len(errors)))
        return (File(text=text, blob=blob, name=name),)

    def _told(self, done: Import, more: tuple[Reply, ...], context: CallContext) -> Result:
        lang, say = context.actor.lang, self._phrases.say
        counts = {"added": str(done.added), "updated": str(done.updated), "same": str(done.same)}
        last = say_day(done.as_of.astimezone(context.now.tzinfo).date(), lang)
        told = {"name": done.name, "measure": kinds()[done.kind].measure[lang], "last": last}
        back = Button(text=say("imports.take_back", lang), data=button_data("file", f"takeback:{done.id}"))
        rows = [(back,)]
        if done.kind == "orders":
            question = say("imports.example", lang, day=last)
            rows.insert(0, (Button(text=question, data=button_data("say", question)),))
        text = Text(text=say("imports.done", lang, **told, **counts), buttons=tuple(rows))
        after = {"kind": done.kind, "added": done.added, "updated": done.updated, "same": done.same}
        inverse = ToolCall(tool="take_back_import", arguments={"import_id": done.id})
        return Result((text, *more), changes=(Change(kind="import", key=done.name, after=after),), inverse=inverse)


class TakeBackImport:
    """What earlier files said of the same things stands again; with no file left, the marketplace's facts do."""

    name = "take_back_import"
    description = "Takes an import back"
    effect: Effect = "write"
    kind = "import"
    arguments: type[Arguments] = TakeBackArguments

    def __init__(self, imports: Imports, refill: Refill, phrases: Phrases) -> None:
        self._imports = imports
        self._refill = refill
        self._phrases = phrases

    async def preview(self, arguments: TakeBackArguments, context: CallContext) -> Preview | Failed:
        found = await self._imports.get(context.actor.merchant, arguments.import_id)
        if found is None:
            return Failed(Phrase("imports.unknown"))
        return Preview(self._phrases.say("imports.headline_back", context.actor.lang, name=found.name), ())

    async def run(self, arguments: TakeBackArguments, context: CallContext) -> Result | Failed:
        merchant = context.actor.merchant
        found = await self._imports.get(merchant, arguments.import_id)
        if found is None:
            return Failed(Phrase("imports.unknown"))
        if not await self._imports.remove(merchant, found.id, context.request_id):
            return Failed(Phrase("imports.taken_back_already"))
        return await self._told(found, context)

    async def find(self, arguments: TakeBackArguments, context: CallContext) -> Result | None:
        found = await self._imports.get(context.actor.merchant, arguments.import_id)
        own = found is not None and found.removed_by == context.request_id
        return await self._told(found, context) if found is not None and own else None

    async def _told(self, found: Import, context: CallContext) -> Result:
        lang = context.actor.lang
        count = found.added + found.updated + found.same
        told = {"name": found.name, "count": str(count), "measure": kinds()[found.kind].measure[lang]}
        text = self._phrases.say("imports.taken_back", lang, **told)
        if not await self._imports.state(found.merchant):
            await self._refill(found.merchant)
            text = f"{text}\n{self._phrases.say('imports.market_again', lang)}"
        again = {"table": found.table, "name": found.name, "kind": found.kind, "mapping": found.mapping}
        change = Change(kind="import", key=found.name, before={"kind": found.kind, "count": count})
        inverse = ToolCall(tool="import_file", arguments=again)
        return Result((Text(text=text),), changes=(change,), inverse=inverse)


def _record(arguments: ImportArguments, found: Digest, context: CallContext) -> Import:
    return Import(
        merchant=context.actor.merchant,
        id=id_of(context.request_id),
        kind=arguments.kind,
        name=file_name(arguments.name),
        table=arguments.table,
        mapping=arguments.mapping,
        fields=tuple(sorted(arguments.mapping)),
        first=found.first,
        as_of=found.as_of(context.now),
        imported_by=context.actor.user,
        imported_at=context.now,
    )


def id_of(request_id: str) -> str:
    """The same request makes the same import."""
    return hashlib.sha256(request_id.encode()).hexdigest()[:12]
