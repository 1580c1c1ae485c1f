"""Language models behind any OpenAI-compatible endpoint. `client` takes a second to import: load it only if needed."""
