"""Replies on a real sandbox."""

import pytest
from aiogram import Bot

from bot.sandbox import OWNER, STAFF, Faults, Sandbox
from bot.telegram.channel import TelegramChannel
from core.charts import ChartSpec, Series
from core.errors import ChannelBlockedError, ChannelBusyError, ChannelError, ChannelUnknownError
from core.phrases import Phrases
from core.replies import ApprovalCard, Button, Chart, Choices, File, Progress, Rows, Table, Text
from tests.telegram.conftest import Decisions, Phone
from tests.telegram.parts import BrokenCharts, MemoryBlobs, Waits, png

CHAT = str(OWNER.id)
SPEC = ChartSpec(kind="line", title="访客", labels=("a", "b"), series=(Series(name="访客", values=(1.0, 2.0)),))


def buttons(*data: str) -> Rows:
    return (tuple(Button(text=each, data=each) for each in data),)


def shown(message: dict[str, object]) -> list[str]:
    markup = message.get("reply_markup")
    assert isinstance(markup, dict | None)
    return [button["callback_data"] for row in (markup or {"inline_keyboard": []})["inline_keyboard"] for button in row]


async def test_text_arrives_as_written_and_its_id_comes_back(channel: TelegramChannel, phone: Phone) -> None:
    sent = await channel.send(CHAT, (Text(text="昨天 <GMV> & 访客 3.2万"),), "zh")
    last = await phone.last()
    assert (str(last["message_id"]), last["text"]) == (sent, "昨天 <GMV> & 访客 3.2万")


async def test_choices_have_their_buttons(channel: TelegramChannel, phone: Phone) -> None:
    await channel.send(CHAT, (Choices(text="哪一个？", buttons=buttons("pick:0", "pick:1")),), "zh")
    assert shown(await phone.last()) == ["pick:0", "pick:1"]


async def test_a_table_is_set_in_fixed_width(channel: TelegramChannel, phone: Phone) -> None:
    await channel.send(CHAT, (Table(text="各渠道", columns=("渠道", "访客"), rows=(("<搜索>", "1,820"),)),), "zh")
    last = await phone.last()
    assert last["text"] == "各渠道\n渠道     访客\n<搜索>  1,820"
    assert [entity["type"] for entity in last["entities"]] == ["pre"]


async def test_a_chart_is_a_photo_with_caption_and_buttons(channel: TelegramChannel, phone: Phone) -> None:
    await channel.send(CHAT, (Chart(text="最近7天", spec=SPEC, buttons=buttons("proof:e1")),), "zh")
    last = await phone.last()
    assert (last["caption"], bool(last["photo"]), shown(last)) == ("最近7天", True, ["proof:e1"])


async def test_a_chart_that_cannot_be_drawn_leaves_its_words(
    bot: Bot, blobs: MemoryBlobs, phrases: Phrases, phone: Phone
) -> None:
    channel = TelegramChannel(bot, blobs, BrokenCharts(), phrases)
    await channel.send(CHAT, (Chart(text="最近7天涨 3%", spec=SPEC),), "zh")
    assert (await phone.last())["text"] == "最近7天涨 3%\n" + phrases.say("telegram.no_chart", "zh")


async def test_a_file_is_a_document_under_its_name(channel: TelegramChannel, blobs: MemoryBlobs, phone: Phone) -> None:
    blob = await blobs.put(b"a,b\n1,2\n", "table.csv")
    await channel.send(CHAT, (File(text="明细", blob=blob, name="明细.csv"),), "zh")
    last = await phone.last()
    assert (last["document"]["file_name"], last["caption"]) == ("明细.csv", "明细")


async def test_a_file_that_is_gone_is_said(channel: TelegramChannel, phrases: Phrases, phone: Phone) -> None:
    await channel.send(CHAT, (File(text="明细", blob="none", name="明细.csv"),), "zh")
    assert (await phone.last())["text"] == "明细\n" + phrases.say("telegram.no_file", "zh", name="明细.csv")


async def test_a_card_shows_its_picture_and_buttons(channel: TelegramChannel, blobs: MemoryBlobs, phone: Phone) -> None:
    image = await blobs.put(png(), "lamp.png")
    card = ApprovalCard(approval="a1", text="上架 小夜灯\n9.9元", image=image, buttons=buttons("ok:a1", "no:a1"))
    await channel.send(CHAT, (card,), "zh")
    last = await phone.last()
    assert (last["caption"], bool(last["photo"]), shown(last)) == ("上架 小夜灯\n9.9元", True, ["ok:a1", "no:a1"])
    assert [entity["type"] for entity in last["caption_entities"]] == ["bold"]


async def test_a_caption_over_the_limit_goes_on_as_text_with_the_buttons(
    channel: TelegramChannel, blobs: MemoryBlobs, phone: Phone
) -> None:
    image = await blobs.put(png(), "lamp.png")
    text = "上架\n" + "长。" * 800
    await channel.send(CHAT, (ApprovalCard(approval="a1", text=text, image=image, buttons=buttons("ok:a1")),), "zh")
    photo, rest = await phone.messages()
    assert len(photo["caption"]) <= 1024
    assert (photo["caption"] + rest["text"]).replace("\n", "") == text.replace("\n", "")
    assert (shown(photo), shown(rest)) == ([], ["ok:a1"])


async def test_five_thousand_characters_arrive_in_two_messages(channel: TelegramChannel, phone: Phone) -> None:
    await channel.send(CHAT, (Text(text="字" * 5000, buttons=buttons("say:好")),), "zh")
    first, second = await phone.messages()
    assert (len(first["text"]), len(second["text"]), shown(first), shown(second)) == (4096, 904, [], ["say:好"])


@pytest.mark.parametrize("empty", ["", " \n", "\u200b\u2060"])
async def test_nothing_is_sent_for_an_empty_text(channel: TelegramChannel, phone: Phone, empty: str) -> None:
    assert await channel.send(CHAT, (Text(text=empty),), "zh") == ""
    assert await phone.messages() == []


async def test_buttons_without_words_are_introduced(channel: TelegramChannel, phone: Phone) -> None:
    await channel.send(CHAT, (Choices(text="", buttons=buttons("pick:0")),), "en")
    assert (await phone.last())["text"] == "Please choose:"


async def test_a_button_that_telegram_would_refuse_does_not_cost_the_message(
    channel: TelegramChannel, phone: Phone
) -> None:
    await channel.send(CHAT, (Text(text="问", buttons=buttons("say:好", "say:" + "长" * 30)),), "zh")
    assert shown(await phone.last()) == ["say:好"]


async def test_the_next_reply_takes_the_place_of_progress(channel: TelegramChannel, phone: Phone) -> None:
    await channel.send(CHAT, (Progress(text="在查"),), "zh")
    await channel.send(CHAT, (Text(text="查到了"), Text(text="还有")), "zh")
    assert await phone.texts() == ["查到了", "还有"]


async def test_a_picture_replaces_progress_too(channel: TelegramChannel, phone: Phone) -> None:
    await channel.send(CHAT, (Progress(text="在画"),), "zh")
    await channel.send(CHAT, (Chart(text="画好了", spec=SPEC),), "zh")
    assert await phone.texts() == ["画好了"]


async def test_the_same_words_as_the_progress_are_no_error(channel: TelegramChannel, phone: Phone) -> None:
    await channel.send(CHAT, (Progress(text="在查"),), "zh")
    await channel.send(CHAT, (Text(text="在查"),), "zh")
    assert await phone.texts() == ["在查"]


async def test_typing_never_fails(channel: TelegramChannel) -> None:
    await channel.typing("4242")


async def test_a_short_429_is_waited_out(
    channel: TelegramChannel, sandbox: Sandbox, phone: Phone, waits: Waits
) -> None:
    sandbox.set_faults(Faults("busy", seconds=3, remaining=2))
    await channel.send(CHAT, (Text(text="一"),), "zh")
    assert (await phone.texts(), waits.seconds) == (["一"], [3, 3])


async def test_a_long_429_is_given_back_to_the_caller(channel: TelegramChannel, sandbox: Sandbox) -> None:
    sandbox.set_faults(Faults("busy", seconds=60))
    with pytest.raises(ChannelBusyError) as raised:
        await channel.send(CHAT, (Text(text="一"),), "zh")
    assert raised.value.retry_after == 60


async def test_server_errors_are_tried_again(channel: TelegramChannel, sandbox: Sandbox, phone: Phone) -> None:
    sandbox.set_faults(Faults("error", remaining=2))
    await channel.send(CHAT, (Text(text="一"),), "zh")
    assert await phone.texts() == ["一"]


async def test_lasting_server_errors_end_in_a_channel_error(channel: TelegramChannel, sandbox: Sandbox) -> None:
    sandbox.set_faults(Faults("error"))
    with pytest.raises(ChannelError):
        await channel.send(CHAT, (Text(text="一"),), "zh")


async def test_a_broken_connection_is_an_unknown_outcome_and_not_repeated(
    channel: TelegramChannel, sandbox: Sandbox, phone: Phone
) -> None:
    sandbox.set_faults(Faults("drop", remaining=1))
    with pytest.raises(ChannelUnknownError):
        await channel.send(CHAT, (Text(text="一"),), "zh")
    assert await phone.texts() == ["一"]


async def test_a_blocked_bot_is_told_apart(channel: TelegramChannel, sandbox: Sandbox) -> None:
    await sandbox.block(OWNER.id, True)
    with pytest.raises(ChannelBlockedError):
        await channel.send(CHAT, (Text(text="一"),), "zh")


async def test_a_chat_that_is_not_there_counts_as_blocked(channel: TelegramChannel) -> None:
    with pytest.raises(ChannelBlockedError):
        await channel.send("4242", (Text(text="一"),), "zh")


async def test_a_decided_card_loses_its_buttons_in_every_chat(
    channel: TelegramChannel, phone: Phone, sandbox: Sandbox, decisions: Decisions
) -> None:
    card = ApprovalCard(approval="a1", text="上架", buttons=buttons("ok:a1", "no:a1"))
    await channel.send(CHAT, (card,), "zh")
    await channel.send(str(STAFF.id), (card,), "zh")
    decisions.made.add("a1")
    await channel.send(CHAT, (Text(text="已上架", buttons=buttons("undo:a1")),), "zh")
    await channel.close()
    assert [shown(message) for message in await phone.messages()] == [[], ["undo:a1"]]
    assert shown(await Phone(sandbox, STAFF.id).last()) == []


async def test_a_card_keeps_its_buttons_until_it_is_decided(channel: TelegramChannel, phone: Phone) -> None:
    await channel.send(CHAT, (ApprovalCard(approval="a1", text="上架", buttons=buttons("ok:a1")),), "zh")
    await channel.send(CHAT, (Text(text="你不能批"),), "zh")
    await channel.close()
    assert shown((await phone.messages())[0]) == ["ok:a1"]


async def test_in_a_list_only_the_decided_approval_loses_its_buttons(
    channel: TelegramChannel, phone: Phone, decisions: Decisions
) -> None:
    waiting = Choices(text="等你拍板", buttons=(*buttons("ok:a1", "no:a1"), *buttons("ok:a2"), *buttons("say:好")))
    await channel.send(CHAT, (waiting,), "zh")
    decisions.made.add("a1")
    await channel.send(CHAT, (Text(text="好了"),), "zh")
    await channel.close()
    assert shown((await phone.messages())[0]) == ["ok:a2", "say:好"]


async def test_retire_takes_all_buttons_away_and_may_be_repeated(channel: TelegramChannel, phone: Phone) -> None:
    message = await channel.send(CHAT, (Text(text="一", buttons=buttons("say:好")),), "zh")
    await channel.retire(CHAT, message)
    await channel.retire(CHAT, message)
    assert shown(await phone.last()) == []
