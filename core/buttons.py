"""The grammar of button data: `<verb>:<argument>[:<argument>]`, at most 64 bytes of UTF-8.

say:<text>            the same as typing the text
ok|edit|no|undo|again:<approval id>   decide, undo or ask again for an approval
proof:<evidence id>   show definition, SQL and rows behind an answer
pick:<n>              the n-th choice (from 0) of the question asked last
push:<delivery key>   show a push that may not have arrived
ask:<text>            a question that is looked up in the knowledge base
file:list, file:drop:<id>, file:back:<id>   show the merchant's own documents, remove one, bring it back
file:takeback:<id>   take an import of the shop's figures back
script:yes:<name>, script:no:<name>   take what a script offers, or not
flow:<word>           a word for the open flow: yes, no, cancel …
"""

from dataclasses import dataclass
from typing import Literal, cast, get_args

Verb = Literal["say", "ok", "edit", "no", "undo", "again", "proof", "pick", "flow", "push", "ask", "file", "script"]
LIMIT = 64


@dataclass(frozen=True, slots=True)
class ButtonData:
    """Parsed button data."""

    verb: Verb
    argument: str


def button_data(verb: Verb, argument: str) -> str:
    """Compose; texts of `say` and `ask` are cut to fit, others raise ValueError when too long."""
    data = f"{verb}:{argument}"
    if len(data.encode()) <= LIMIT:
        return data
    if verb not in ("say", "ask"):
        raise ValueError(f"button data over {LIMIT} bytes: {data}")
    return data.encode()[:LIMIT].decode(errors="ignore")


def parse_button(data: str) -> ButtonData | None:
    """None for data that no version of ours has sent, or that is too old to be known."""
    verb, sep, argument = data.partition(":")
    if not sep or verb not in get_args(Verb):
        return None
    return ButtonData(cast(Verb, verb), argument)
