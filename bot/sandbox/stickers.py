"""Stickers from the page's tray: an emoji and an empty WebP, since a bot needs no more of them."""

from io import BytesIO

from PIL import Image

from bot.sandbox.files import Files, Upload
from bot.sandbox.people import Json


def sticker(files: Files, emoji: str) -> Json:
    """Telegram's content of a sticker message."""
    out = BytesIO()
    Image.new("RGBA", (512, 512)).save(out, "WEBP")
    kept = files.add(Upload("sticker.webp", "image/webp", out.getvalue()))
    return {
        "sticker": {
            "file_id": kept["file_id"],
            "file_unique_id": kept["file_unique_id"],
            "file_size": kept["file_size"],
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }
    }
