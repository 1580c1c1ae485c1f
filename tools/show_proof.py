"""`show_proof`: what stands behind an answer: definitions, window, freshness, SQL and rows."""

from core.calls import Arguments, CallContext, Effect, Result
from core.phrases import Phrases
from core.ports import Proofs
from core.records import Proof
from core.replies import Table, Text

SHOWN = 10


class ShowProofArguments(Arguments):
    """`proof` is the id behind the 依据 button."""

    proof: str


class ShowProof:
    """Reads only the merchant's own evidence; another shop's id is as unknown as a made-up one."""

    name = "show_proof"
    description = "Shows the definition, SQL and rows behind an answer"
    effect: Effect = "read"
    kind = "read"
    arguments: type[Arguments] = ShowProofArguments

    def __init__(self, proofs: Proofs, phrases: Phrases) -> None:
        self._proofs = proofs
        self._phrases = phrases

    async def run(self, arguments: ShowProofArguments, context: CallContext) -> Result:
        """The evidence as a table, then the statement; a word of its own where the id is not known (any more)."""
        lang = context.actor.lang
        proof = await self._proofs.get(context.actor.merchant, arguments.proof)
        if proof is None:
            return Result((Text(text=self._phrases.say("query.proof_gone", lang)),))
        sql = Text(text=self._phrases.say("query.proof_sql", lang, sql=proof.sql))
        return Result((self._table(proof, context), sql))

    def _table(self, proof: Proof, context: CallContext) -> Table:
        lang, say = context.actor.lang, self._phrases.say
        definitions = [say("query.proof_definition", lang, name=n, definition=d) for n, d in proof.definitions]
        head = say(
            "query.proof_head",
            lang,
            definitions="\n".join(definitions),
            window=f"{proof.window.start} – {proof.window.end}",
            freshness=f"{proof.freshness.astimezone(context.now.tzinfo):%Y-%m-%d %H:%M}",
        )
        shown = proof.rows[:SHOWN]
        rows = say("query.proof_rows", lang, n=str(len(proof.rows)), shown=str(len(shown)))
        cells = tuple(tuple(str(value) for value in row) for row in shown)
        return Table(text=f"{head}\n{rows}", columns=proof.columns, rows=cells)
