"""The marketplace's own tables, apart from the app's: names begin with `market_`."""

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

metadata = MetaData()

shops = Table(
    "market_shops",
    metadata,
    Column("merchant", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("state", Text, nullable=False),
)

listings = Table(
    "market_listings",
    metadata,
    Column("merchant", String(64), primary_key=True),
    Column("product", String(32), primary_key=True),
    Column("body", Text, nullable=False),
)

buyers = Table(
    "market_buyers",
    metadata,
    Column("merchant", String(64), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
)

pending = Table(
    "market_pending",
    metadata,
    Column("merchant", String(64), primary_key=True),
    Column("item", String(32), primary_key=True),
    Column("next_at", BigInteger, nullable=False),
    Column("body", Text, nullable=False),
    Index("market_pending_next", "merchant", "next_at"),
)

days = Table(
    "market_days",
    metadata,
    Column("merchant", String(64), primary_key=True),
    Column("day", Integer, primary_key=True, autoincrement=False),
    Column("saved", Integer, nullable=False),
    Column("as_of", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("market_days_saved", "merchant", "saved"),
)

receipts = Table(
    "market_receipts",
    metadata,
    Column("merchant", String(64), primary_key=True),
    Column("request_id", String(128), primary_key=True),
    Column("action", String(16), nullable=False),
    Column("product", String(32), nullable=False),
    Column("at", BigInteger, nullable=False),
)
