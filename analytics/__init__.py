"""The semantic layer: metrics, dimensions, SQL compiler, decomposition."""
