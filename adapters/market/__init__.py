"""The simulated marketplace: a seeded demand model behind the marketplace port."""

from adapters.market.marketplace import SimulatedMarketplace

__all__ = ["SimulatedMarketplace"]
