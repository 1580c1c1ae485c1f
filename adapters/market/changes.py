"""What an owner can change, each change with its action row; the port's later writes come through here."""

from adapters.market.state import AdPlan, Book, Listing, ShopState
from adapters.market.window import note_action
from core.market import Tier
from core.market_facts import ProductStatus


def set_status(shop: ShopState, book: Book, listing: Listing, status: ProductStatus) -> None:
    """Take a listing down or put it back."""
    before, listing.status = listing.status, status
    _changed(shop, book, listing, "take_down" if status == "down" else "put_back", before, status)


def take_down(shop: ShopState, book: Book, listing: Listing) -> None:
    set_status(shop, book, listing, "down")


def set_title(shop: ShopState, book: Book, listing: Listing, title: str) -> None:
    before, listing.title = listing.title, title
    _changed(shop, book, listing, "title", before, title)


def set_images(shop: ShopState, book: Book, listing: Listing, images: tuple[str, ...]) -> None:
    before, listing.images = listing.images, images
    _changed(shop, book, listing, "image", " ".join(before), " ".join(images))


def set_prices(shop: ShopState, book: Book, listing: Listing, tiers: tuple[Tier, ...]) -> None:
    before, listing.tiers = listing.tiers, tiers
    _changed(shop, book, listing, "price", str(before[0].price), str(tiers[0].price))


def set_stock(shop: ShopState, book: Book, listing: Listing, pieces: int) -> None:
    """Spread the pieces evenly over the skus."""
    before, least, rest = listing.stock, *divmod(pieces, len(listing.skus))
    for i, sku in enumerate(listing.skus):
        sku.stock = least + (1 if i < rest else 0)
    _changed(shop, book, listing, "stock", str(before), str(pieces))


def set_ads(shop: ShopState, book: Book, listing: Listing, campaign: str, budget: float) -> None:
    """`budget` is yuan a day; 0 stops the ads."""
    before = listing.ad.budget if listing.ad else 0.0
    listing.ad = AdPlan(campaign, budget) if budget > 0 else None
    _changed(shop, book, listing, "ads", f"{before:g}", f"{budget:g}")


def enrol(shop: ShopState, book: Book, listing: Listing, campaign: str, discount: float) -> None:
    """`discount` is a fraction of the price."""
    listing.enrolled[campaign] = discount
    _changed(shop, book, listing, "campaign", "", f"{campaign} -{discount:.0%}")


def _changed(shop: ShopState, book: Book, listing: Listing, kind: str, before: str, after: str) -> None:
    listing.changed_at = shop.now
    note_action(shop, book, kind, shop.now, listing, before, after)
