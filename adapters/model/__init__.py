"""Language models behind any OpenAI-compatible endpoint. `client` takes a second to import: only who needs it should."""
