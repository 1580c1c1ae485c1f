"""The fact tables."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def _text(name: str, *, nullable: bool = False) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _big(name: str, *, nullable: bool = False) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _fact_ads() -> None:
    op.create_table(
        "fact_ads",
        _text("merchant"),
        _text("day"),
        _text("ad_campaign"),
        _text("product"),
        _big("spend_fen"),
        _number("impressions"),
        _number("clicks"),
        _number("orders"),
        _big("gmv_fen"),
        sa.PrimaryKeyConstraint("merchant", "day", "ad_campaign", "product"),
        sqlite_with_rowid=False,
    )


def _fact_buyers() -> None:
    op.create_table(
        "fact_buyers",
        _text("merchant"),
        _text("buyer"),
        _text("province"),
        _text("city"),
        _text("level"),
        _text("first_paid_on", nullable=True),
        _text("last_paid_on", nullable=True),
        sa.PrimaryKeyConstraint("merchant", "buyer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_buyers_merchant_first_paid_on", "fact_buyers", ["merchant", "first_paid_on"])


def _fact_campaign_products() -> None:
    op.create_table(
        "fact_campaign_products",
        _text("merchant"),
        _text("campaign"),
        _text("product"),
        sa.PrimaryKeyConstraint("merchant", "campaign", "product"),
        sqlite_with_rowid=False,
    )


def _fact_events() -> None:
    op.create_table(
        "fact_events",
        _text("merchant"),
        _text("event"),
        _text("kind"),
        _text("name"),
        _text("starts"),
        _text("ends"),
        _text("words"),
        sa.PrimaryKeyConstraint("merchant", "event"),
        sqlite_with_rowid=False,
    )


def _fact_inquiries() -> None:
    op.create_table(
        "fact_inquiries",
        _text("merchant"),
        _text("inquiry"),
        _text("product", nullable=True),
        _text("buyer"),
        _text("asked_at"),
        _text("asked_on"),
        _number("asked_hour"),
        _text("answered_at", nullable=True),
        _number("response_seconds", nullable=True),
        sa.PrimaryKeyConstraint("merchant", "inquiry"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_inquiries_merchant_asked_on", "fact_inquiries", ["merchant", "asked_on"])


def _fact_lines() -> None:
    op.create_table(
        "fact_lines",
        _text("merchant"),
        _text("order_id"),
        _text("sku"),
        _text("product"),
        _number("units"),
        _big("amount_fen"),
        _text("buyer", nullable=True),
        _text("paid_on", nullable=True),
        _number("paid_hour", nullable=True),
        _text("status", nullable=True),
        _text("channel", nullable=True),
        _text("platform_campaign", nullable=True),
        _text("ad_campaign", nullable=True),
        sa.PrimaryKeyConstraint("merchant", "order_id", "sku"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_lines_merchant_paid_on_product", "fact_lines", ["merchant", "paid_on", "product"])
    op.create_index("ix_fact_lines_merchant_product_paid_on", "fact_lines", ["merchant", "product", "paid_on"])


def _fact_orders() -> None:
    op.create_table(
        "fact_orders",
        _text("merchant"),
        _text("order_id"),
        _text("buyer"),
        _text("placed_at"),
        _text("placed_on"),
        _number("placed_hour"),
        _text("paid_at", nullable=True),
        _text("paid_on", nullable=True),
        _number("paid_hour", nullable=True),
        _text("status"),
        _big("amount_fen"),
        _text("channel"),
        _text("platform_campaign", nullable=True),
        _text("ad_campaign", nullable=True),
        sa.PrimaryKeyConstraint("merchant", "order_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_orders_merchant_buyer", "fact_orders", ["merchant", "buyer"])
    op.create_index("ix_fact_orders_merchant_paid_on", "fact_orders", ["merchant", "paid_on"])
    op.create_index("ix_fact_orders_merchant_placed_on", "fact_orders", ["merchant", "placed_on"])


def _fact_platform_campaigns() -> None:
    op.create_table(
        "fact_platform_campaigns",
        _text("merchant"),
        _text("campaign"),
        _text("name"),
        _text("starts"),
        _text("ends"),
        sa.PrimaryKeyConstraint("merchant", "campaign"),
        sqlite_with_rowid=False,
    )


def _fact_products() -> None:
    op.create_table(
        "fact_products",
        _text("merchant"),
        _text("product"),
        _text("title"),
        _text("category"),
        _text("status"),
        _text("listed_on"),
        _big("price_fen"),
        _number("stock"),
        _big("cost_fen", nullable=True),
        _text("aliases"),
        sa.PrimaryKeyConstraint("merchant", "product"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_products_merchant_listed_on", "fact_products", ["merchant", "listed_on"])


def _fact_refunds() -> None:
    op.create_table(
        "fact_refunds",
        _text("merchant"),
        _text("refund"),
        _text("order_id"),
        _text("product"),
        _text("refunded_on"),
        _number("refunded_hour"),
        _big("amount_fen"),
        _text("reason"),
        sa.PrimaryKeyConstraint("merchant", "refund"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_refunds_merchant_refunded_on", "fact_refunds", ["merchant", "refunded_on"])


def _fact_reviews() -> None:
    op.create_table(
        "fact_reviews",
        _text("merchant"),
        _text("review"),
        _text("product"),
        _text("reviewed_on"),
        _number("score"),
        sa.PrimaryKeyConstraint("merchant", "review"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_reviews_merchant_reviewed_on", "fact_reviews", ["merchant", "reviewed_on"])


def _fact_shop_actions() -> None:
    op.create_table(
        "fact_shop_actions",
        _text("merchant"),
        _text("action"),
        _text("at"),
        _text("acted_on"),
        _number("acted_hour"),
        _text("action_type"),
        _text("product", nullable=True),
        _text("value_before"),
        _text("value_after"),
        sa.PrimaryKeyConstraint("merchant", "action"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_shop_actions_merchant_acted_on", "fact_shop_actions", ["merchant", "acted_on"])


def _fact_skus() -> None:
    op.create_table(
        "fact_skus",
        _text("merchant"),
        _text("sku"),
        _text("product"),
        _text("name"),
        _big("price_fen"),
        _number("stock"),
        sa.PrimaryKeyConstraint("merchant", "sku"),
        sqlite_with_rowid=False,
    )


def _fact_sync() -> None:
    op.create_table(
        "fact_sync", _text("merchant"), _text("cursor"), _text("as_of"), sa.PrimaryKeyConstraint("merchant")
    )


def _fact_traffic() -> None:
    op.create_table(
        "fact_traffic",
        _text("merchant"),
        _text("day"),
        _text("product"),
        _text("channel"),
        _number("impressions"),
        _number("page_views"),
        _number("visitors"),
        _number("favourites"),
        _number("add_to_cart"),
        _number("inquiries"),
        sa.PrimaryKeyConstraint("merchant", "day", "product", "channel"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_fact_traffic_merchant_product_day", "fact_traffic", ["merchant", "product", "day"])


def upgrade() -> None:
    """Forward."""
    _fact_ads()
    _fact_buyers()
    _fact_campaign_products()
    _fact_events()
    _fact_inquiries()
    _fact_lines()
    _fact_orders()
    _fact_platform_campaigns()
    _fact_products()
    _fact_refunds()
    _fact_reviews()
    _fact_shop_actions()
    _fact_skus()
    _fact_sync()
    _fact_traffic()
