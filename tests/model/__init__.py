"""The language model: the adapter against a scripted endpoint, and turns that end well whatever it does."""
