"""What the sandbox doesn't do by itself: faults in the middle, refused forms, silence. On a scripted session."""

from collections.abc import Sequence

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import EditMessageText, SendDocument, SendMessage, SendPhoto
from aiohttp import ClientConnectorError
from aiohttp.client_reqrep import ConnectionKey

from bot.telegram.channel import TelegramChannel
from core.errors import ChannelBlockedError, ChannelBusyError, ChannelError, ChannelUnknownError
from core.phrases import Phrases
from core.replies import ApprovalCard, Button, Progress, Reply, Table, Text
from tests.telegram.parts import ANY, TOKEN, DrawnCharts, MemoryBlobs, ScriptedSession, Waits, png

CHAT = "1001"
THREE = (Text(text="一"), Text(text="二"), Text(text="三"))
TABLE = Table(text="表", columns=("a",), rows=(("b",),))


def bad(description: str) -> TelegramBadRequest:
    return TelegramBadRequest(method=ANY, message=f"Bad Request: {description}")


def later(seconds: int) -> TelegramRetryAfter:
    return TelegramRetryAfter(method=ANY, message="Too Many Requests", retry_after=seconds)


def unconnected() -> TelegramNetworkError:
    key = ConnectionKey("api.telegram.org", 443, True, True, None, None, None)
    error = TelegramNetworkError(method=ANY, message="ClientConnectorError")
    error.__cause__ = ClientConnectorError(key, OSError(111, "Connection refused"))
    return error


class Talk:
    """A channel on a scripted session."""

    def __init__(self, phrases: Phrases, *script: Exception | None) -> None:
        self.session = ScriptedSession(*script)
        self.waits = Waits()
        self.blobs = MemoryBlobs()
        bot = Bot(TOKEN, session=self.session)
        self.channel = TelegramChannel(bot, self.blobs, DrawnCharts(), phrases, sleep=self.waits.sleep)

    async def send(self, *replies: Reply) -> str:
        return await self.channel.send(CHAT, replies, "zh")

    def sent(self) -> Sequence[str]:
        return self.session.sent()


async def test_waiting_in_the_middle_repeats_only_the_refused_message(phrases: Phrases) -> None:
    talk = Talk(phrases, None, later(2))
    await talk.send(*THREE)
    assert (talk.sent(), talk.waits.seconds) == (["一", "二", "二", "三"], [2])


async def test_a_second_try_goes_on_where_the_first_stopped(phrases: Phrases) -> None:
    talk = Talk(phrases, None, later(60))
    with pytest.raises(ChannelBusyError):
        await talk.send(*THREE)
    await talk.send(*THREE)
    assert talk.sent() == ["一", "二", "二", "三"]


async def test_the_last_id_is_known_even_if_the_second_try_has_nothing_left(phrases: Phrases) -> None:
    talk = Talk(phrases, None, None, later(60))
    with pytest.raises(ChannelBusyError):
        await talk.send(*THREE)
    assert await talk.send(*THREE) == "104"


async def test_after_success_the_same_replies_are_sent_anew(phrases: Phrases) -> None:
    talk = Talk(phrases)
    await talk.send(THREE[0])
    await talk.send(THREE[0])
    assert talk.sent() == ["一", "一"]


async def test_other_replies_do_not_take_up_a_cut_off_delivery(phrases: Phrases) -> None:
    talk = Talk(phrases, None, later(60))
    with pytest.raises(ChannelBusyError):
        await talk.send(*THREE)
    await talk.send(Text(text="别的"), Text(text="话"))
    assert talk.sent() == ["一", "二", "别的", "话"]


async def test_waiting_is_bounded_over_the_whole_delivery(phrases: Phrases) -> None:
    talk = Talk(phrases, later(10), None, later(10))
    with pytest.raises(ChannelBusyError):
        await talk.send(*THREE)
    assert talk.waits.seconds == [10]


async def test_no_connection_is_tried_again(phrases: Phrases) -> None:
    talk = Talk(phrases, unconnected(), unconnected())
    await talk.send(THREE[0])
    assert talk.waits.seconds == [1, 2]


@pytest.mark.parametrize(
    "silence",
    [
        TelegramNetworkError(method=ANY, message="Request timeout error"),
        TelegramServerError(method=ANY, message="Gateway Timeout"),
        ClientDecodeError("Failed to decode object", ValueError("html"), "<html>"),
        ConnectionResetError("reset by peer"),
    ],
)
async def test_what_may_have_arrived_is_not_sent_again(phrases: Phrases, silence: Exception) -> None:
    talk = Talk(phrases, silence)
    with pytest.raises(ChannelUnknownError):
        await talk.send(THREE[0])
    assert talk.sent() == ["一"]


async def test_too_large_a_file_is_a_plain_refusal(phrases: Phrases) -> None:
    talk = Talk(phrases, TelegramEntityTooLarge(method=ANY, message="Request Entity Too Large"))
    with pytest.raises(ChannelError) as raised:
        await talk.send(THREE[0])
    assert not isinstance(raised.value, ChannelUnknownError)


async def test_what_cannot_be_parsed_goes_out_plain(phrases: Phrases) -> None:
    talk = Talk(phrases, bad("can't parse entities: Unsupported start tag"))
    await talk.send(TABLE)
    first, second = talk.session.calls
    assert isinstance(first, SendMessage)
    assert isinstance(second, SendMessage)
    assert (first.text, first.parse_mode) == ("表\n<pre>a\nb</pre>", "HTML")
    assert (second.text, second.parse_mode) == ("表\na\nb", None)


async def test_refused_buttons_go_and_the_words_stay(phrases: Phrases) -> None:
    talk = Talk(phrases, bad("BUTTON_DATA_INVALID"))
    await talk.send(Text(text="问", buttons=((Button(text="好", data="say:好"),),)))
    last = talk.session.calls[-1]
    assert isinstance(last, SendMessage)
    assert (last.text, last.reply_markup) == ("问", None)


async def test_a_refused_photo_goes_as_a_document_and_else_as_words(phrases: Phrases) -> None:
    talk = Talk(phrases, bad("PHOTO_INVALID_DIMENSIONS"), bad("wrong file"))
    image = await talk.blobs.put(png(), "lamp.png")
    await talk.send(ApprovalCard(approval="a1", text="上架", image=image))
    assert [type(call) for call in talk.session.calls] == [SendPhoto, SendDocument, SendMessage]


async def test_another_refusal_is_a_channel_error(phrases: Phrases) -> None:
    talk = Talk(phrases, bad("message thread not found"))
    with pytest.raises(ChannelError, match="thread not found"):
        await talk.send(THREE[0])


async def test_a_group_that_is_gone_counts_as_blocked(phrases: Phrases) -> None:
    talk = Talk(phrases, bad("chat not found"))
    with pytest.raises(ChannelBlockedError):
        await talk.send(THREE[0])


async def test_progress_that_cannot_be_edited_any_more_is_followed_by_the_reply(phrases: Phrases) -> None:
    talk = Talk(phrases, None, bad("message can't be edited"))
    await talk.send(Progress(text="在查"))
    await talk.send(THREE[0])
    assert isinstance(talk.session.calls[1], EditMessageText)
    assert talk.sent() == ["在查", "一"]


async def test_a_cut_off_edit_of_progress_is_taken_up_again(phrases: Phrases) -> None:
    talk = Talk(phrases, None, later(60))
    await talk.send(Progress(text="在查"))
    with pytest.raises(ChannelBusyError):
        await talk.send(THREE[0])
    assert await talk.send(THREE[0]) == "101"
    assert talk.sent() == ["在查"]
