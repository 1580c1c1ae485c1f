"""`Fault`: why a file can't be read, as the sentence that says so."""


class Fault(Exception):
    """`key` is a sentence of `core/sentences/documents.yaml`."""

    def __init__(self, key: str, **params: str) -> None:
        super().__init__(key)
        self.key = key
        self.params = params
