"""`publish_product`: lists one product."""

from collections.abc import Iterator

from core.calls import Arguments, CallContext, Change, Effect, Failed, Preview, Result, Retry, ToolCall
from core.market import Category, Marketplace, Product, ProductDraft
from core.money import say_count, say_money
from core.phrases import Lang, Phrase, Phrases
from core.replies import Text
from tools.products.words import alike, category_name, label, say_attributes, say_margin, say_tiers


class PublishArguments(ProductDraft, Arguments):
    """A whole draft. `images` are blob ids, money is yuan."""


class PublishProduct:
    """The form is checked against the marketplace's category; what is alike in the shop is shown before it is asked."""

    name = "publish_product"
    description = "Lists one product on the marketplace: title, category, attributes, tier prices, stock, images."
    effect: Effect = "write"
    kind = "publish"
    arguments: type[Arguments] = PublishArguments

    def __init__(self, market: Marketplace, phrases: Phrases) -> None:
        self._market = market
        self._phrases = phrases

    async def preview(self, arguments: PublishArguments, context: CallContext) -> Preview | Retry | Failed:
        lang = context.actor.lang
        category = await self._category(arguments.category)
        if category is None:
            return Retry(Phrase("products.unknown_category", {"category": arguments.category}))
        if (hint := self._form(arguments, category, lang)) is not None:
            return hint
        known = alike(arguments.title, await self._market.products(context.actor.merchant))
        return Preview(
            headline=self._phrases.say("products.publish_headline", lang, title=arguments.title),
            lines=tuple(self._lines(arguments, category, known, lang)),
            image=arguments.images[0] if arguments.images else "",
            after=arguments.model_dump(mode="json"),
        )

    async def run(self, arguments: PublishArguments, context: CallContext) -> Result | Retry | Failed:
        draft = ProductDraft.model_validate(arguments.model_dump())
        product = await self._market.publish(context.actor.merchant, draft, context.request_id)
        return self._done(product, context)

    async def find(self, arguments: PublishArguments, context: CallContext) -> Result | None:
        merchant = context.actor.merchant
        receipt = await self._market.receipt(merchant, context.request_id)
        if receipt is None:
            return None
        products = await self._market.products(merchant)
        found = next((one for one in products if one.id == receipt.product), None)
        return None if found is None else self._done(found, context)

    async def _category(self, category: str) -> Category | None:
        return next((one for one in await self._market.categories() if one.id == category), None)

    def _form(self, draft: ProductDraft, category: Category, lang: Lang) -> Retry | None:
        """What the category's form would refuse: a field left out, a value or a field that it doesn't have."""
        lacking = [one.id for one in category.attributes if one.required and not draft.attributes.get(one.id)]
        if lacking:
            names = self._phrases.say("products.comma", lang).join(label(category, one, lang) for one in lacking)
            return Retry(Phrase("products.attributes_missing", {"fields": names}))
        options = {one.id: one.options for one in category.attributes}
        for name, value in draft.attributes.items():
            if name not in options or (options[name] and value not in options[name]):
                return Retry(Phrase("products.attribute_wrong", {"label": label(category, name, lang), "value": value}))
        return None

    def _lines(self, draft: ProductDraft, category: Category, known: tuple[Product, ...], lang: Lang) -> Iterator[str]:
        say = self._phrases.say
        yield say("products.line_category", lang, category=category_name(category, lang))
        yield say("products.line_price", lang, tiers=say_tiers(draft.tiers, self._phrases, lang))
        yield say("products.line_stock", lang, stock=say_count(draft.stock, lang))
        if draft.attributes:
            attributes = say_attributes(draft.attributes, category, self._phrases, lang)
            yield say("products.line_attributes", lang, attributes=attributes)
        if draft.cost is not None:
            margin = say_margin(min(tier.price for tier in draft.tiers), draft.cost)
            yield say("products.line_cost", lang, cost=say_money(draft.cost, lang), margin=margin)
        if not draft.images:
            yield say("products.line_no_image", lang)
        if known:
            yield say("products.line_alike", lang, title=known[0].title, product=known[0].id)

    def _done(self, product: Product, context: CallContext) -> Result:
        text = self._phrases.say("products.published", context.actor.lang, title=product.title, product=product.id)
        change = Change(kind="publish", key=product.id, before=None, after=product.model_dump(mode="json"))
        inverse = ToolCall(tool="take_down_product", arguments={"product": product.id})
        return Result((Text(text=text),), changes=(change,), inverse=inverse)
