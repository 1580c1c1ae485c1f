"""`take_down_product` and `put_back_product`: each the way back of the other."""

from core.calls import Arguments, CallContext, Change, Effect, Failed, Preview, Result, Retry, ToolCall
from core.market import Marketplace, Product
from core.market_facts import ProductStatus
from core.phrases import Lang, Phrase, Phrases
from core.replies import Text

SAID: dict[ProductStatus, str] = {"active": "products.status_active", "down": "products.status_down"}


class ListingArguments(Arguments):
    """`product` is the listing's id."""

    product: str


class _Switch:
    """What the two share: a listing goes from one status to the other."""

    effect: Effect = "write"
    arguments: type[Arguments] = ListingArguments
    to: ProductStatus
    headline: str
    done: str
    inverse: str
    kind: str

    def __init__(self, market: Marketplace, phrases: Phrases) -> None:
        self._market = market
        self._phrases = phrases

    async def preview(self, arguments: ListingArguments, context: CallContext) -> Preview | Retry | Failed:
        lang = context.actor.lang
        product = await self._product(arguments, context)
        if product is None:
            return Failed(Phrase("products.unknown", {"product": arguments.product}))
        if product.status == self.to:
            params = {"title": product.title, "status": self._status(self.to, lang)}
            return Failed(Phrase("products.already", params))
        return Preview(
            headline=self._phrases.say(self.headline, lang, title=product.title),
            lines=(),
            image=product.images[0] if product.images else "",
            before=self._status(product.status, lang),
            after=self._status(self.to, lang),
        )

    async def find(self, arguments: ListingArguments, context: CallContext) -> Result | None:
        receipt = await self._market.receipt(context.actor.merchant, context.request_id)
        product = None if receipt is None else await self._product(arguments, context)
        return None if product is None else self._result(product, context)

    async def _product(self, arguments: ListingArguments, context: CallContext) -> Product | None:
        products = await self._market.products(context.actor.merchant)
        return next((one for one in products if one.id == arguments.product), None)

    def _status(self, status: ProductStatus, lang: Lang) -> str:
        return self._phrases.say(SAID[status], lang)

    def _result(self, product: Product, context: CallContext) -> Result:
        text = self._phrases.say(self.done, context.actor.lang, title=product.title, product=product.id)
        before: ProductStatus = "active" if self.to == "down" else "down"
        change = Change(kind=self.kind, key=product.id, before=before, after=self.to)
        inverse = ToolCall(tool=self.inverse, arguments={"product": product.id})
        return Result((Text(text=text),), changes=(change,), inverse=inverse)


class TakeDownProduct(_Switch):
    """Buyers don't see it any more; it keeps its id."""

    name = "take_down_product"
    description = "Takes a listing down; it can be put back."
    kind = "take_down"
    to: ProductStatus = "down"
    headline = "products.take_down_headline"
    done = "products.taken_down"
    inverse = "put_back_product"

    async def run(self, arguments: ListingArguments, context: CallContext) -> Result | Retry | Failed:
        merchant, product = context.actor.merchant, arguments.product
        return self._result(await self._market.take_down(merchant, product, context.request_id), context)


class PutBackProduct(_Switch):
    """A listing that was taken down stands again."""

    name = "put_back_product"
    description = "Puts a listing back that was taken down."
    kind = "put_back"
    to: ProductStatus = "active"
    headline = "products.put_back_headline"
    done = "products.put_back"
    inverse = "take_down_product"

    async def run(self, arguments: ListingArguments, context: CallContext) -> Result | Retry | Failed:
        merchant, product = context.actor.merchant, arguments.product
        return self._result(await self._market.put_back(merchant, product, context.request_id), context)
