"""Updates become turns."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import Update

from bot.sandbox import OWNER, STAFF, Sandbox
from bot.telegram.channel import TelegramChannel
from bot.telegram.contents import TOO_BIG
from bot.telegram.edge import TelegramEdge
from bot.telegram.polling import Polling
from core.phrases import Phrases
from core.replies import ApprovalCard, Button, Text
from core.turns import Content, Said, SentFile, SentOther, SentPhoto, SentVoice, Tapped, Turn
from tests.sandbox.conftest import MovingClock
from tests.telegram.conftest import Decisions, Phone
from tests.telegram.parts import TOKEN, DrawnCharts, MemoryBlobs, ScriptedSession, png

CHAT = str(OWNER.id)


class Shop:
    """Everybody but 666 belongs to it; what arrives is kept."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []

    async def receive(self, turn: Turn) -> None:
        self.turns.append(turn)

    async def merchant_of(self, user: str, chat: str) -> str | None:
        return None if user in ("666", str(STAFF.id)) else "demo"


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def edge(
    bot: Bot, channel: TelegramChannel, blobs: MemoryBlobs, phrases: Phrases, clock: MovingClock, shop: Shop
) -> TelegramEdge:
    return TelegramEdge(bot, channel, blobs, phrases, clock, receive=shop.receive, merchant_of=shop.merchant_of)


async def arrive(bot: Bot, edge: TelegramEdge) -> None:
    """Everything that waits at the sandbox."""
    for update in await bot.get_updates():
        await edge.feed(update)


async def test_text_becomes_a_turn(
    bot: Bot, edge: TelegramEdge, sandbox: Sandbox, shop: Shop, clock: MovingClock
) -> None:
    await sandbox.say(OWNER.id, "昨天GMV多少")
    (update,) = await bot.get_updates()
    await edge.feed(update)
    assert shop.turns == [Turn(f"u{update.update_id}", CHAT, CHAT, "demo", clock.now(), Said("昨天GMV多少"), lang="zh")]


async def test_a_tap_is_answered_at_once_and_becomes_a_turn(
    bot: Bot, edge: TelegramEdge, channel: TelegramChannel, sandbox: Sandbox, shop: Shop
) -> None:
    sent = await channel.send(CHAT, (Text(text="?", buttons=((Button(text="好", data="say:好"),),)),), "zh")
    query = await sandbox.tap(OWNER.id, int(sent), "say:好")
    await arrive(bot, edge)
    assert [turn.content for turn in shop.turns] == [Tapped("say:好")]
    with pytest.raises(Exception, match="query is too old"):
        await bot.answer_callback_query(query)


async def test_a_tap_redelivered_after_its_answer_still_becomes_a_turn(
    bot: Bot, edge: TelegramEdge, channel: TelegramChannel, sandbox: Sandbox, shop: Shop
) -> None:
    sent = await channel.send(CHAT, (Text(text="?", buttons=((Button(text="好", data="say:好"),),)),), "zh")
    await sandbox.tap(OWNER.id, int(sent), "say:好")
    await arrive(bot, edge)
    await arrive(bot, edge)
    first, second = shop.turns
    assert first.id == second.id


async def test_a_tap_on_a_card_of_an_earlier_process_takes_its_buttons_away_once_decided(
    bot: Bot, phrases: Phrases, blobs: MemoryBlobs, clock: MovingClock, sandbox: Sandbox, shop: Shop, phone: Phone
) -> None:
    card = ApprovalCard(approval="a1", text="上架", buttons=((Button(text="同意", data="ok:a1"),),))
    sent = await TelegramChannel(bot, blobs, DrawnCharts(), phrases).send(CHAT, (card,), "zh")
    channel = TelegramChannel(bot, blobs, DrawnCharts(), phrases, decided=Decisions({"a1"}).decided)
    edge = TelegramEdge(bot, channel, blobs, phrases, clock, receive=shop.receive, merchant_of=shop.merchant_of)
    await sandbox.tap(OWNER.id, int(sent), "ok:a1")
    await arrive(bot, edge)
    await channel.send(CHAT, (Text(text="已上架"),), "zh")
    await channel.close()
    assert "reply_markup" not in (await phone.messages())[0]


async def test_a_question_that_was_answered_keeps_no_buttons(
    bot: Bot, edge: TelegramEdge, channel: TelegramChannel, sandbox: Sandbox, phone: Phone
) -> None:
    yes = Button(text="对", data="flow:confirm")
    sent = await channel.send(CHAT, (Text(text="对吗？", buttons=((yes,),)),), "zh")
    await sandbox.tap(OWNER.id, int(sent), "flow:confirm")
    await arrive(bot, edge)
    assert "reply_markup" not in (await phone.messages())[0]


async def test_a_photo_is_fetched_in_its_largest_size(
    bot: Bot, edge: TelegramEdge, sandbox: Sandbox, shop: Shop, blobs: MemoryBlobs
) -> None:
    await sandbox.upload(OWNER.id, "photo", png(1600, 1200), "lamp.png", "小夜灯 9.9元")
    await arrive(bot, edge)
    content = shop.turns[0].content
    assert isinstance(content, SentPhoto)
    assert (content.caption, content.media.mime) == ("小夜灯 9.9元", "image/jpeg")
    assert len(blobs.kept[content.media.blob]) == content.media.size > 0


async def test_a_picture_sent_as_a_file_is_a_photo(bot: Bot, edge: TelegramEdge, sandbox: Sandbox, shop: Shop) -> None:
    await sandbox.upload(OWNER.id, "document", png(), "lamp.png", "小夜灯")
    await arrive(bot, edge)
    content = shop.turns[0].content
    assert isinstance(content, SentPhoto)
    assert (content.media.name, content.caption) == ("lamp.png", "小夜灯")


async def test_a_file_keeps_its_name_and_bytes(
    bot: Bot, edge: TelegramEdge, sandbox: Sandbox, shop: Shop, blobs: MemoryBlobs
) -> None:
    await sandbox.upload(OWNER.id, "document", b"a,b", "价格.csv")
    await arrive(bot, edge)
    content = shop.turns[0].content
    assert isinstance(content, SentFile)
    assert (content.media.name, blobs.kept[content.media.blob]) == ("价格.csv", b"a,b")


async def test_a_voice_note_is_fetched(bot: Bot, edge: TelegramEdge, sandbox: Sandbox, shop: Shop) -> None:
    await sandbox.upload(OWNER.id, "voice", b"OggS", "voice.ogg")
    await arrive(bot, edge)
    assert isinstance(shop.turns[0].content, SentVoice)


async def test_a_sticker_is_told_with_its_emoji(bot: Bot, edge: TelegramEdge, sandbox: Sandbox, shop: Shop) -> None:
    await sandbox.sticker(OWNER.id, "👍")
    await arrive(bot, edge)
    assert shop.turns[0].content == SentOther("sticker", "👍")


async def test_a_stranger_is_told_the_number_to_be_added_under(
    bot: Bot, edge: TelegramEdge, sandbox: Sandbox, shop: Shop, phrases: Phrases
) -> None:
    await sandbox.say(STAFF.id, "你好")
    await arrive(bot, edge)
    said = (await Phone(sandbox, STAFF.id).last())["text"]
    assert (shop.turns, said) == ([], phrases.say("telegram.stranger", "zh", user=str(STAFF.id)))


async def test_polling_carries_a_message_from_the_sandbox_to_the_shop(
    bot: Bot, edge: TelegramEdge, sandbox: Sandbox, shop: Shop
) -> None:
    polling: Polling

    async def feed(update: Update) -> None:
        await edge.feed(update)
        await polling.stop()

    polling = Polling(bot, feed)
    await sandbox.say(OWNER.id, "在吗")
    await polling.run()
    assert [turn.content for turn in shop.turns] == [Said("在吗")]
    assert await bot.get_updates() == []


class Scripted:
    """The edge on a scripted session, for updates that the sandbox doesn't make."""

    def __init__(self, phrases: Phrases, *script: Exception | None) -> None:
        self.bot = Bot(TOKEN, session=ScriptedSession(*script))
        self.shop = Shop()
        blobs = MemoryBlobs()
        channel = TelegramChannel(self.bot, blobs, DrawnCharts(), phrases)
        self.edge = TelegramEdge(
            self.bot, channel, blobs, phrases, MovingClock(),
            receive=self.shop.receive, merchant_of=self.shop.merchant_of,
        )  # fmt: skip

    async def message(self, **fields: Any) -> list[Content]:
        """What becomes of a message with these fields."""
        base = {
            "message_id": 1,
            "date": 1790000000,
            "chat": {"id": 1001, "type": "private"},
            "from": {"id": 1001, "is_bot": False, "first_name": "老板"},
        }
        await self.update(message={**base, **fields})
        return [turn.content for turn in self.shop.turns]

    async def update(self, **fields: Any) -> None:
        await self.edge.feed(Update.model_validate({"update_id": 7, **fields}, context={"bot": self.bot}))


GROUP = {"id": -5, "type": "supergroup", "title": "店群"}


@pytest.fixture
def scripted(phrases: Phrases) -> Scripted:
    return Scripted(phrases)


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("大家好", None),
        ("@ZhangguiBot 昨天GMV多少", "昨天GMV多少"),
        ("昨天GMV多少 @zhangguibot", "昨天GMV多少"),
        ("/report", "/report"),
        ("/report@ZhangguiBot", "/report"),
        ("/report@OtherBot", None),
        ("@ZhangguiBotX 在吗", None),
    ],
)
async def test_in_a_group_only_what_is_meant_for_us_counts(scripted: Scripted, text: str, heard: str | None) -> None:
    assert await scripted.message(chat=GROUP, text=text) == ([] if heard is None else [Said(heard)])


async def test_in_a_group_a_reply_to_us_counts(scripted: Scripted) -> None:
    ours = {"message_id": 9, "date": 1, "chat": GROUP, "from": {"id": 42, "is_bot": True, "first_name": "掌柜"}}
    assert await scripted.message(chat=GROUP, text="那上周呢", reply_to_message=ours) == [Said("那上周呢")]


async def test_in_a_private_chat_the_bots_name_behind_a_command_goes(scripted: Scripted) -> None:
    assert await scripted.message(text="/start@ZhangguiBot") == [Said("/start")]


async def test_a_file_over_twenty_megabytes_is_not_fetched(scripted: Scripted) -> None:
    document = {"file_id": "x", "file_unique_id": "x", "file_name": "视频.zip", "file_size": TOO_BIG + 1}
    assert await scripted.message(document=document) == [SentOther("too_big")]


async def test_a_file_that_cannot_be_fetched_is_said_to_be_missing(phrases: Phrases) -> None:
    scripted = Scripted(phrases, ConnectionResetError(), ConnectionResetError())
    document = {"file_id": "x", "file_unique_id": "x", "file_name": "a.csv"}
    assert await scripted.message(document=document) == [SentOther("not_received")]


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"location": {"latitude": 29.3, "longitude": 120.1}}, "location"),
        ({"contact": {"phone_number": "1", "first_name": "王"}}, "contact"),
        ({"video": {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1, "duration": 1}}, "video"),
        (
            {
                "animation": {"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1, "duration": 1},
                "document": {"file_id": "x", "file_unique_id": "x", "mime_type": "video/mp4"},
            },
            "animation",
        ),
    ],
)
async def test_what_we_cannot_read_is_named(scripted: Scripted, fields: dict[str, Any], what: str) -> None:
    assert await scripted.message(**fields) == [SentOther(what)]


async def test_dice_are_told_with_their_emoji(scripted: Scripted) -> None:
    assert await scripted.message(dice={"emoji": "🎲", "value": 3}) == [SentOther("dice", "🎲")]


async def test_members_who_join_are_no_message(scripted: Scripted) -> None:
    newcomer = {"id": 5, "is_bot": False, "first_name": "新"}
    assert await scripted.message(new_chat_members=[newcomer]) == []


async def test_edited_messages_are_left_alone(scripted: Scripted) -> None:
    chat = {"id": 1001, "type": "private"}
    await scripted.update(edited_message={"message_id": 1, "date": 1, "edit_date": 2, "chat": chat, "text": "改了"})
    assert scripted.shop.turns == []


async def test_other_bots_are_left_alone(scripted: Scripted) -> None:
    assert await scripted.message(text="hi", **{"from": {"id": 5, "is_bot": True, "first_name": "x"}}) == []


@pytest.mark.parametrize(
    ("code", "lang"), [("zh-hans", "zh"), ("zh", "zh"), ("en-GB", "en"), ("fr", None), (None, None)]
)
async def test_the_clients_language_goes_with_the_turn(scripted: Scripted, code: str | None, lang: str | None) -> None:
    sender = {"id": 1001, "is_bot": False, "first_name": "x", **({"language_code": code} if code else {})}
    await scripted.message(text="hi", **{"from": sender})
    assert scripted.shop.turns[0].lang == lang


async def test_a_tap_on_a_message_that_telegram_no_longer_shows_still_counts(scripted: Scripted) -> None:
    message = {"message_id": 1, "date": 0, "chat": {"id": 1001, "type": "private"}}
    sender = {"id": 1001, "is_bot": False, "first_name": "x"}
    query = {"id": "9", "from": sender, "chat_instance": "1", "data": "ok:a1", "message": message}
    await scripted.update(callback_query=query)
    assert [turn.content for turn in scripted.shop.turns] == [Tapped("ok:a1")]
