"""The tables of imported files: one row a file, and every item of every file, the newest of a key being what counts."""

from sqlalchemy import BigInteger, Column, Index, Integer, Table, Text, UniqueConstraint

from adapters.storage.tables import metadata

imports = Table(
    "imports",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("merchant", Text, nullable=False),
    Column("import_id", Text, nullable=False),
    Column("removed_by", Text, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("merchant", "import_id"),
)

import_items = Table(
    "import_items",
    metadata,
    Column("merchant", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("item", Text, primary_key=True),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("body", Text, nullable=False),
    Index(None, "merchant", "seq"),
)
"""`item` is the item's key, `seq` its file's, `body` its JSON."""
