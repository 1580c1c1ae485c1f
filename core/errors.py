"""One error tree.

ZhangguiError
├── UserError            shown to the merchant as `phrase`, with what to do next
│   ├── NotAllowedError      the person may not do this
│   ├── WallError            a firewall, cap or pause stands in the way
│   └── MarketRefusedError   the marketplace said no, for a reason it gave
├── InternalError        logged once with an id; the merchant sees the id
│   ├── StaleStateError      the dialogue was saved by somebody else meanwhile
│   └── CorruptStateError    what was stored can't be read
├── OutcomeUnknownError  a write was cut off: it must be looked up, never repeated
├── ConfigError          stops the start; names the key or file and line, and the way out
├── ModelError           the language model was no help; the turn goes on without it. Carries what it cost
│   ├── ModelUnavailableError  off, too slow, refused or out of order
│   ├── ModelBudgetError       the shop's budget for the day is used up
│   └── ModelAnswerError       what it said isn't an answer
└── ChannelError         the channel did not take a message
    ├── ChannelBlockedError  the chat blocked us; leave it alone
    ├── ChannelBusyError     try again after `retry_after` seconds
    └── ChannelUnknownError  cut off after sending: it may have arrived
"""

from core.model import Usage
from core.phrase import Phrase


class ZhangguiError(Exception):
    """Root of all errors raised on purpose."""


class UserError(ZhangguiError):
    """An error whose `phrase` is said to the merchant."""

    def __init__(self, phrase: Phrase) -> None:
        super().__init__(phrase.key)
        self.phrase = phrase


class NotAllowedError(UserError):
    """The person's role does not allow this."""


class WallError(UserError):
    """A firewall, a cap or a pause stands in the way."""


class MarketRefusedError(UserError):
    """The marketplace refused a call and nothing was changed."""


class InternalError(ZhangguiError):
    """A defect of ours: logged once, the merchant sees an id."""


class StaleStateError(InternalError):
    """The dialogue state was saved by another worker since it was loaded."""


class CorruptStateError(InternalError):
    """A stored value does not parse any more. `counter` is its save counter, so that it can be saved over."""

    def __init__(self, message: str, counter: int = 0) -> None:
        super().__init__(message)
        self.counter = counter


class OutcomeUnknownError(ZhangguiError):
    """A write was sent and no answer came: look it up by its request id."""


class ConfigError(ZhangguiError):
    """A setting or catalogue is wrong; the message names it and the way out."""


class ModelError(ZhangguiError):
    """No help came from the language model. The message is for the log and `doctor`; no secret stands in it."""

    def __init__(self, message: str, usage: Usage | None = None) -> None:
        super().__init__(message)
        self.usage = usage or Usage()


class ModelUnavailableError(ModelError):
    """It is off, too slow, refuses, or was left alone for a while after failing."""


class ModelBudgetError(ModelError):
    """The shop's budget for the day is used up; nothing was sent."""


class ModelAnswerError(ModelError):
    """It answered, and the answer does not fit what was asked for."""


class ChannelError(ZhangguiError):
    """The channel did not take a message."""


class ChannelBlockedError(ChannelError):
    """The person blocked the bot or left; do not send again."""


class ChannelBusyError(ChannelError):
    """The channel asks to wait `retry_after` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"retry after {retry_after} s")
        self.retry_after = retry_after


class ChannelUnknownError(ChannelError):
    """The message was sent and no answer came: it may have arrived."""
