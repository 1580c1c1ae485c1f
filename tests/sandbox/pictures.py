"""Pictures for the tests."""

from io import BytesIO

from PIL import Image


def png(width: int = 40, height: int = 30) -> bytes:
    """A plain picture."""
    out = BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()
