"""Which products a pronoun or a place in the last list means."""

import re
from dataclasses import dataclass

from core.lexicon import NamedProduct
from intents.patterns import pattern
from intents.scene import Scene

ONE = re.compile(
    r"它(?!们)|(?:这|那)(?:个|款)(?:商品|产品|品|货|(?=[的怎为咋啥有能要会是卖降涨停下上改换先也就都没好呢吗，,。？?昨现最访转库销退做推投\s]|$))(?![月周季省渠市])"
    r"|\b(?:it|its|that one|this one|(?:that|this) product)\b"
)
MANY = pattern("antecedents.many")


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The products of the newest turn that named any; `sure` when a singular can only mean one."""

    products: tuple[NamedProduct, ...]

    @property
    def sure(self) -> bool:
        """Whether it is just one."""
        return len(self.products) == 1


def antecedent(scene: Scene) -> Antecedent:
    """Products that the conversation is about; none if it is not about products."""
    for turn in reversed(scene.turns):
        named = [product for name in turn.products if (product := named_as(scene, name)) is not None]
        if named:
            return Antecedent(tuple(named))
        ids: set[str] = set()
        for entry in turn.query.filters if turn.query else ():
            if entry.field == "product":
                ids |= {entry.value} if isinstance(entry.value, str) else set(entry.value)
        found = tuple(product for product in scene.lexicon.products if product.id in ids)
        if found:
            return Antecedent(found)
    return Antecedent(())


def named_as(scene: Scene, name: str) -> NamedProduct | None:
    """The product with this id, title or alias."""
    return next((item for item in scene.lexicon.products if name in (item.id, item.title, *item.aliases)), None)
