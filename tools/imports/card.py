"""The card: what a file is taken for, its columns with samples, what can't be read."""

from collections.abc import Mapping
from datetime import date

from core.imports import ImportKind
from core.money import say_count, say_money
from core.phrases import Lang, Phrases
from tools.documents.wording import file_name
from tools.imports.digest import Digest, missing
from tools.imports.kinds import kinds
from tools.imports.reading import RowError
from tools.imports.table import Table, letter

FAULTS_SHOWN = 3
SAMPLE = 20
SHEETS_NAMED = frozenset({"", "sheet1", "sheet", "工作表1"})


def card_text(
    name: str,
    table: Table,
    kind: ImportKind,
    mapping: Mapping[str, int],
    found: Digest,
    first_time: bool,
    phrases: Phrases,
    lang: Lang,
) -> str:
    """All of it as one text."""
    say = phrases.say
    lines = [_head(name, table, kind, found, phrases, lang)]
    if table.sheet.lower() not in SHEETS_NAMED:
        lines[0] += say("imports.sheet", lang, sheet=table.sheet)
    if kind == "orders" and found.paid:
        lines[0] += say("imports.paid_total", lang, amount=say_money(found.paid, lang))
    lines += [say("imports.columns", lang), *_columns(table, kind, mapping, phrases, lang)]
    lines += _absent(kind, mapping, phrases, lang)
    if found.reading.errors:
        lines += fault_lines(found, table, phrases, lang)
    if found.reading.doubled:
        lines.append(say("imports.doubled", lang, count=str(found.reading.doubled)))
    if first_time:
        lines.append(say("imports.first_time", lang))
    return "\n".join(lines)


def _head(name: str, table: Table, kind: ImportKind, found: Digest, phrases: Phrases, lang: Lang) -> str:
    entry, days = kinds()[kind], ""
    if found.first and found.last:
        days = phrases.say("imports.days", lang, first=say_day(found.first, lang), last=say_day(found.last, lang))
    told = {"name": file_name(name), "kind": entry.name(lang), "measure": entry.measure[lang], "days": days}
    counts = {"count": say_count(len(found.reading.items), lang), "rows": say_count(len(table.rows), lang)}
    return phrases.say("imports.head", lang, **told, **counts)


def _columns(table: Table, kind: ImportKind, mapping: Mapping[str, int], phrases: Phrases, lang: Lang) -> list[str]:
    fields = kinds()[kind].fields
    lines = []
    for field, column in sorted(mapping.items(), key=lambda pair: list(fields).index(pair[0])):
        values = table.column(column)
        sample = phrases.say("imports.sample", lang, value=short(values[0])) if values else ""
        told = {"field": fields[field].name(lang), "letter": letter(column), "head": head_of(table, column)}
        lines.append(phrases.say("imports.column", lang, **told, sample=sample))
    return lines


def _absent(kind: ImportKind, mapping: Mapping[str, int], phrases: Phrases, lang: Lang) -> list[str]:
    fields, needed = kinds()[kind].fields, missing(kind, mapping)
    join = phrases.say("report.join", lang) if lang == "en" else "、"
    if needed:
        names = [fields[field].name(lang) for field in needed]
        return [phrases.say("imports.missing", lang, fields=join.join(names), field=names[0])]
    lines = []
    if kind == "orders" and "paid_at" not in mapping:
        lines.append(phrases.say("imports.by_placed", lang))
    rest = [fields[each].name(lang) for each in WORTH[kind] if each not in mapping]
    if rest:
        lines.append(phrases.say("imports.unmapped", lang, fields=join.join(rest)))
    return lines


WORTH: Mapping[ImportKind, tuple[str, ...]] = {
    "orders": ("buyer", "units", "status", "refund", "channel"),
    "products": ("category", "price", "cost", "stock", "listed_on"),
    "traffic": (
        "product",
        "channel",
        "impressions",
        "visitors",
        "page_views",
        "favourites",
        "add_to_cart",
        "inquiries",
    ),
    "ads": ("campaign", "impressions", "clicks", "orders", "gmv"),
}
"""Fields whose absence is worth a word."""


def fault_lines(found: Digest, table: Table, phrases: Phrases, lang: Lang) -> list[str]:
    """How many rows can't be read, and the first few."""
    errors = found.reading.errors
    rows = len({error.row for error in errors})
    lines = [phrases.say("imports.faults", lang, count=str(rows))]
    for error in errors[:FAULTS_SHOWN]:
        lines.append(
            phrases.say(
                "imports.fault_line", lang, row=str(error.row), column=_where(error, table, phrases, lang),
                fault=phrases.say(f"imports.{error.fault}", lang),
            )
        )  # fmt: skip
    return lines


def _where(error: RowError, table: Table, phrases: Phrases, lang: Lang) -> str:
    if error.column < 0:
        return ""
    head = head_of(table, error.column)
    cell = f" {short(error.cell)}" if error.cell.isprintable() and error.cell else ""
    return phrases.say("imports.fault_column", lang, head=f"{head}{cell}")


def head_of(table: Table, column: int) -> str:
    """A column's heading, its letter where there is none."""
    said = table.heads[column] if column < len(table.heads) else ""
    return short(said) or letter(column)


def short(text: str) -> str:
    """A cell that fits a line."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return f"{shown[:SAMPLE]}…" if len(shown) > SAMPLE else shown


def say_day(day: date, lang: Lang) -> str:
    """11月18日, November 18."""
    return f"{day.month}月{day.day}日" if lang == "zh" else f"{day:%B} {day.day}"
