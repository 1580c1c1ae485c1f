"""Rows of an order export as orders: what stands once for all lines of an order is spread, amounts are shared out."""

from decimal import ROUND_DOWN, Decimal

from core.imports import OrderItem, OrderLine, OrderStatus
from tools.imports.cells import region
from tools.imports.reading import Reading, ReadRow, RowReader

CENT = Decimal("0.01")
PAID = frozenset({"paid", "shipped", "done"})


def read_orders(rows: list[ReadRow], reader: RowReader, reading: Reading) -> None:
    """Orders, each whole or not at all: one broken line keeps its order out."""
    for order, group in _grouped(rows, reader, reading).items():
        if not any(row.broken for row in group):
            item = _order(order, group, reader, reading)
            if item is not None:
                reading.items.append(item)
                continue
        for row in group:
            if not row.broken:
                reader.fail(row, "order", "cell_order_left_out", reading)


def _grouped(rows: list[ReadRow], reader: RowReader, reading: Reading) -> dict[str, list[ReadRow]]:
    """By order; a row without a number belongs to the one above it, as merged cells leave them."""
    groups: dict[str, list[ReadRow]] = {}
    current = ""
    for row in rows:
        own = row.text("order")
        column = reader.mapping["order"]
        unreadable = not own and column < len(row.cells) and bool(row.cells[column])
        current = "" if unreadable else own or current
        if current:
            groups.setdefault(current, []).append(row)
        elif not row.broken:
            reader.fail(row, "order", "cell_missing", reading)
    return groups


def _order(order: str, rows: list[ReadRow], reader: RowReader, reading: Reading) -> OrderItem | None:
    first = rows[0]
    whole = ReadRow(first.number, first.cells, {})
    for row in reversed(rows):
        whole.said |= row.said
    for name in ("paid_at", "placed_at"):
        reader.dated(whole, name, reading)
    placed = whole.at("placed_at") or whole.at("paid_at")
    if placed is None and not whole.broken:
        reader.fail(whole, "paid_at" if "paid_at" in reader.mapping else "placed_at", "cell_missing", reading)
    lines = _lines(rows)
    if not lines and not whole.broken:
        reader.fail(whole, "title", "cell_missing", reading)
    if whole.broken or placed is None:
        first.broken = True
        return None
    status = _status(whole, reader)
    paid_at = whole.at("paid_at")
    if paid_at is None and status in PAID and "paid_at" not in reader.mapping:
        paid_at = placed
    if paid_at is None and status in PAID:
        status = "unpaid"
    amount = _amount(rows, sum((line.amount for line in lines), Decimal(0)), reader)
    province, city = region(whole.text("province"), whole.text("city"), whole.text("address"))
    refund = min(_once(rows, "refund") or Decimal(0), amount)
    return OrderItem(
        order=order,
        buyer=whole.text("buyer"),
        placed_at=placed,
        paid_at=paid_at,
        status=status,
        amount=amount,
        channel=whole.text("channel"),
        province=province,
        city=city,
        refund=refund,
        refunded_at=(whole.at("refunded_at") or paid_at or placed) if refund else None,
        lines=_shared(lines, amount),
    )


def _status(whole: ReadRow, reader: RowReader) -> OrderStatus:
    """Without a column for it an order counts as paid once there is a time of payment, or no column for that either."""
    if whole.at("cancelled_at"):
        return "cancelled"
    said = whole.text("status")
    if said:
        return said  # type: ignore[return-value]
    return "paid" if whole.at("paid_at") or "paid_at" not in reader.mapping else "unpaid"


def _lines(rows: list[ReadRow]) -> list[OrderLine]:
    lines: list[OrderLine] = []
    for row in rows:
        title, product = row.text("title"), row.text("product")
        if not (title or product):
            continue
        units = row.number_of("units") if "units" in row.said else 1
        amount = row.money("line_amount") if "line_amount" in row.said else row.money("price") * units
        sku = row.text("sku")
        lines.append(OrderLine(product=product, title=title, sku=sku, units=units, amount=amount))
    return lines


def _amount(rows: list[ReadRow], of_lines: Decimal, reader: RowReader) -> Decimal:
    """What was paid for the order. A column that says the same on every line is the order's once, unless the lines
    themselves add up to it counted for each."""
    if "amount" not in reader.mapping:
        return of_lines
    said = [row.money("amount") for row in rows if "amount" in row.said]
    if not said:
        return of_lines
    once = said[0]
    if len(set(said)) > 1:
        return sum(said, Decimal(0))
    each = once * len(said)
    return each if len(said) > 1 and of_lines and abs(each - of_lines) < abs(once - of_lines) else once


def _once(rows: list[ReadRow], name: str) -> Decimal | None:
    said = [row.money(name) for row in rows if name in row.said]
    if not said:
        return None
    return said[0] if len(set(said)) == 1 else sum(said, Decimal(0))


def _shared(lines: list[OrderLine], amount: Decimal) -> tuple[OrderLine, ...]:
    """The order's amount over its lines, by their own amounts, else by pieces; the last takes the odd cents."""
    weights = [line.amount for line in lines]
    if sum(weights) == amount:
        return tuple(lines)
    if not sum(weights):
        weights = [Decimal(line.units or 1) for line in lines]
    total, left, shared = sum(weights), amount, []
    for line, weight in zip(lines[:-1], weights, strict=False):
        part = (amount * weight / total).quantize(CENT, ROUND_DOWN)
        left -= part
        shared.append(line.model_copy(update={"amount": part}))
    return (*shared, lines[-1].model_copy(update={"amount": left}))
