"""The fact tables: what the marketplace told, as analytics reads it.

Days are ISO text in the shop's time zone, `*_at` ISO text in UTC, money whole fen. `paid_on` and `paid_hour` are set
only while an order counts as paid. `fact_lines` repeats its order's columns, so that most questions need no join.
"""

from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text

from adapters.storage.tables import metadata


def _fact_table(name: str, *columns: str, indexes: tuple[tuple[str, ...], ...] = ()) -> Table:
    """A table from short notes: `name*` is part of the key, `name?` may be NULL, `:int` and `_fen` are numbers."""
    return Table(
        name,
        metadata,
        Column("merchant", Text, primary_key=True),
        *(_column(note) for note in columns),
        *(Index(None, "merchant", *index) for index in indexes),
        sqlite_with_rowid=False,
    )


def _column(note: str) -> Column[Any]:
    plain, _, number = note.partition(":")
    name = plain.rstrip("*?")
    if name.endswith("_fen"):
        return Column(name, BigInteger, nullable=plain.endswith("?"))
    kind = Integer if number else Text
    if plain.endswith("*"):
        return Column(name, kind, primary_key=True)
    return Column(name, kind, nullable=plain.endswith("?"))


fact_products = _fact_table(
    "fact_products", "product*", "title", "category", "status", "listed_on", "price_fen", "stock:int", "cost_fen?",
    "aliases", indexes=(("listed_on",),),
)  # fmt: skip

fact_skus = _fact_table("fact_skus", "sku*", "product", "name", "price_fen", "stock:int")

fact_traffic = _fact_table(
    "fact_traffic", "day*", "product*", "channel*", "impressions:int", "page_views:int", "visitors:int",
    "favourites:int", "add_to_cart:int", "inquiries:int", indexes=(("product", "day"),),
)  # fmt: skip

fact_orders = _fact_table(
    "fact_orders", "order_id*", "buyer", "placed_at", "placed_on", "placed_hour:int", "paid_at?", "paid_on?",
    "paid_hour?:int", "status", "amount_fen", "channel", "platform_campaign?", "ad_campaign?",
    indexes=(("paid_on",), ("buyer",), ("placed_on",)),
)  # fmt: skip

fact_lines = _fact_table(
    "fact_lines", "order_id*", "sku*", "product", "units:int", "amount_fen", "buyer?", "paid_on?", "paid_hour?:int",
    "status?", "channel?", "platform_campaign?", "ad_campaign?",
    indexes=(("paid_on", "product"), ("product", "paid_on")),
)  # fmt: skip

fact_buyers = _fact_table(
    "fact_buyers", "buyer*", "province", "city", "level", "first_paid_on?", "last_paid_on?",
    indexes=(("first_paid_on",),),
)  # fmt: skip

fact_refunds = _fact_table(
    "fact_refunds", "refund*", "order_id", "product", "refunded_on", "refunded_hour:int", "amount_fen", "reason",
    indexes=(("refunded_on",),),
)  # fmt: skip

fact_reviews = _fact_table(
    "fact_reviews", "review*", "product", "reviewed_on", "score:int", indexes=(("reviewed_on",),)
)

fact_ads = _fact_table(
    "fact_ads", "day*", "ad_campaign*", "product*", "spend_fen", "impressions:int", "clicks:int", "orders:int",
    "gmv_fen",
)  # fmt: skip

fact_platform_campaigns = _fact_table("fact_platform_campaigns", "campaign*", "name", "starts", "ends")

fact_campaign_products = _fact_table("fact_campaign_products", "campaign*", "product*")

fact_inquiries = _fact_table(
    "fact_inquiries", "inquiry*", "product?", "buyer", "asked_at", "asked_on", "asked_hour:int", "answered_at?",
    "response_seconds?:int", indexes=(("asked_on",),),
)  # fmt: skip

fact_shop_actions = _fact_table(
    "fact_shop_actions", "action*", "at", "acted_on", "acted_hour:int", "action_type", "product?", "value_before",
    "value_after", indexes=(("acted_on",),),
)  # fmt: skip

fact_events = _fact_table("fact_events", "event*", "kind", "name", "starts", "ends", "words")

fact_sync = Table(
    "fact_sync",
    metadata,
    Column("merchant", Text, primary_key=True),
    Column("cursor", Text, nullable=False),
    Column("as_of", Text, nullable=False),
)
"""How far the sync has come, and how fresh the data is (ISO, UTC)."""

FACT_TABLES = {
    table.name: tuple(column.name for column in table.columns)
    for table in (
        fact_products, fact_skus, fact_traffic, fact_orders, fact_lines, fact_buyers, fact_refunds, fact_reviews,
        fact_ads, fact_platform_campaigns, fact_campaign_products, fact_inquiries, fact_shop_actions, fact_events,
    )
}  # fmt: skip
"""The facts themselves with their columns, `merchant` first: what a question of the merchant's may read."""
