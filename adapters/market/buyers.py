"""Who buys: where new buyers come from, and which old ones come back."""

from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

from adapters.market.draws import uniform
from adapters.market.parameters import Buyers, World
from adapters.market.state import Book, Buyer, ShopState


@dataclass(frozen=True, slots=True)
class Places:
    """Cities with their provinces, and the running sums of their weights up to 1."""

    names: tuple[tuple[str, str], ...]
    sums: tuple[float, ...]


def places(world: World) -> Places:
    """Flatten the regions."""
    names, weights = [], []
    for province, (weight, cities) in world.regions.items():
        total = sum(cities.values())
        for city, part in cities.items():
            names.append((province, city))
            weights.append(weight * part / total)
    return Places(tuple(names), tuple(x / sum(weights) for x in accumulate(weights)))


def returning(shop: ShopState, shape: Buyers, name: str) -> int:
    """The number of a known buyer who comes back, more often a recent one, more often one who comes back a lot."""
    pool = shop.counters.pool
    for attempt in range(6):
        luck = uniform("pick", shop.seed, name, attempt)
        number = pool - int(pool * luck**shape.fading)
        if uniform("appetite", shop.seed, number) ** shape.appetite > uniform("comes", shop.seed, name, attempt):
            return number
    return number


def new_buyer(shop: ShopState, shape: Buyers, where: Places) -> Buyer:
    """The next buyer, never seen before."""
    shop.counters.buyers += 1
    number = shop.counters.buyers
    province, city = where.names[bisect(where.sums, uniform("place", shop.seed, number))]
    level = bisect(tuple(accumulate(shape.levels)), uniform("level", shop.seed, number)) + 1
    buyer = Buyer(number, province, city, min(level, 4))
    shop.buyers[number] = buyer
    shop.touched.buyers.add(number)
    return buyer


def note_payment(shop: ShopState, number: int, at: int) -> None:
    """A buyer paid: first and last time, and the level the marketplace gives."""
    buyer = shop.buyers[number]
    buyer.first_paid = at if buyer.first_paid is None else buyer.first_paid
    buyer.last_paid = at
    buyer.paid_orders += 1
    if buyer.paid_orders in {4, 10}:
        buyer.level = min(4, buyer.level + 1)
    shop.touched.buyers.add(number)


def buyer_id(number: int) -> str:
    return f"b{number:06}"


def put_buyer(book: Book, buyer: Buyer) -> None:
    """Write a buyer's row into the day's book."""
    name = buyer_id(buyer.number)
    row = [name, buyer.province, buyer.city, f"L{buyer.level}", buyer.first_paid, buyer.last_paid]
    book.put("buyers", name, list(row))
