"""Listing products: from what a merchant said to a draft, and the writes that list, take down and put back."""

from tools.products.listing import PutBackProduct, TakeDownProduct
from tools.products.publish import PublishProduct

__all__ = ["PublishProduct", "PutBackProduct", "TakeDownProduct"]
