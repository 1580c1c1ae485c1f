"""What Telegram refuses, in Telegram's own words. Wording: github.com/tdlib/telegram-bot-api and tdlib/td, 2026."""

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ANSWER_LIMIT = 200
BUTTON_DATA_LIMIT = 64
BUTTON_COUNT_LIMIT = 100
UPLOAD_LIMIT = 50 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
QUERY_SECONDS = 60.0

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


class RefusedError(Exception):
    """A call that is answered with `{"ok": false, …}`; `retry_after` in seconds, 0 for none."""

    def __init__(self, code: int, description: str, retry_after: int = 0) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after = retry_after


def bad_request(reason: str) -> RefusedError:
    """400 with Telegram's prefix."""
    return RefusedError(400, f"Bad Request: {reason}")
