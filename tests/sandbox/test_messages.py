"""Messages both ways, as aiogram's types."""

from io import BytesIO

from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    Message,
)

from bot.sandbox import BOT_NAME, OWNER, STAFF, Sandbox
from tests.sandbox.conftest import MovingClock
from tests.sandbox.pictures import png

ASK = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="同意", callback_data="ok:a1")]])


async def received(bot: Bot) -> Message:
    message = (await bot.get_updates())[-1].message
    assert message is not None
    return message


async def test_the_bot_has_a_name(bot: Bot) -> None:
    assert (await bot.get_me()).first_name == BOT_NAME


async def test_a_chat_has_the_persons_name(bot: Bot) -> None:
    assert (await bot.get_chat(OWNER.id)).first_name == "老板"


async def test_html_becomes_text_and_entities(bot: Bot) -> None:
    sent = await bot.send_message(OWNER.id, "成交额 <b>1 &lt; 2</b>", parse_mode="HTML")
    assert sent.text == "成交额 1 < 2"
    assert [(entity.type, entity.offset, entity.length) for entity in sent.entities or []] == [("bold", 4, 5)]


async def test_an_edit_replaces_text_and_buttons(bot: Bot) -> None:
    sent = await bot.send_message(OWNER.id, "同意吗", reply_markup=ASK)
    edited = await bot.edit_message_text("已同意", chat_id=OWNER.id, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("已同意", None)


async def test_buttons_alone_can_be_taken_away(bot: Bot) -> None:
    sent = await bot.send_message(OWNER.id, "同意吗", reply_markup=ASK)
    edited = await bot.edit_message_reply_markup(chat_id=OWNER.id, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("同意吗", None)


async def test_a_caption_can_be_edited(bot: Bot) -> None:
    sent = await bot.send_photo(OWNER.id, BufferedInputFile(png(), "a.png"), caption="旧")
    edited = await bot.edit_message_caption(chat_id=OWNER.id, message_id=sent.message_id, caption="新")
    assert isinstance(edited, Message)
    assert edited.caption == "新"


async def test_a_deleted_message_is_gone(bot: Bot) -> None:
    sent = await bot.send_message(OWNER.id, "误发")
    assert await bot.delete_message(OWNER.id, sent.message_id)
    second = await bot.send_message(OWNER.id, "另一条")
    assert second.message_id > sent.message_id


async def test_a_photo_comes_in_two_sizes(bot: Bot) -> None:
    sent = await bot.send_photo(
        OWNER.id, BufferedInputFile(png(1200, 800), "a.png"), caption="<b>图</b>", parse_mode="HTML"
    )
    assert [(size.width, size.height) for size in sent.photo or []] == [(320, 213), (1200, 800)]
    assert sent.caption == "图"


async def test_a_sent_photo_can_be_sent_again_by_its_id(bot: Bot) -> None:
    sent = await bot.send_photo(OWNER.id, BufferedInputFile(png(), "a.png"))
    assert sent.photo
    again = await bot.send_photo(STAFF.id, sent.photo[-1].file_id)
    assert again.photo
    assert again.photo[-1].file_id == sent.photo[-1].file_id


async def test_a_document_keeps_its_name_and_bytes(bot: Bot) -> None:
    sent = await bot.send_document(OWNER.id, BufferedInputFile("商品,销量\n".encode(), "上周 明细.csv"))
    assert sent.document is not None
    assert sent.document.file_name == "上周 明细.csv"
    content = BytesIO()
    await bot.download(sent.document.file_id, content)
    assert content.getvalue().decode() == "商品,销量\n"


async def test_a_voice_note_can_be_sent(bot: Bot) -> None:
    sent = await bot.send_voice(OWNER.id, BufferedInputFile(b"OggS", "a.ogg"), duration=3)
    assert sent.voice is not None
    assert (sent.voice.duration, sent.voice.mime_type) == (3, "audio/ogg")


async def test_an_album_shares_one_group(bot: Bot) -> None:
    photos = [InputMediaPhoto(media=BufferedInputFile(png(), f"{name}.png"), caption=name) for name in "ab"]
    sent = await bot.send_media_group(OWNER.id, list(photos))
    assert [message.caption for message in sent] == ["a", "b"]
    assert len({message.media_group_id for message in sent}) == 1


async def test_an_answer_quotes_its_message(bot: Bot, sandbox: Sandbox) -> None:
    number = await sandbox.say(OWNER.id, "在吗")
    sent = await bot.send_message(OWNER.id, "在", reply_to_message_id=number)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "在吗"


async def test_commands_are_kept_by_language(bot: Bot) -> None:
    await bot.set_my_commands([BotCommand(command="report", description="日报")])
    await bot.set_my_commands([BotCommand(command="report", description="Report")], language_code="en")
    assert (await bot.get_my_commands())[0].description == "日报"
    assert (await bot.get_my_commands(language_code="en"))[0].description == "Report"


async def test_a_persons_text_carries_the_simulated_time(bot: Bot, sandbox: Sandbox, clock: MovingClock) -> None:
    await sandbox.say(OWNER.id, "/report 现在")
    message = await received(bot)
    assert message.from_user is not None
    assert (message.date, message.from_user.language_code) == (clock.at, "zh-hans")
    assert [entity.type for entity in message.entities or []] == ["bot_command"]


async def test_5000_characters_arrive_in_two_messages(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.say(OWNER.id, "长" * 5000)
    lengths = [len(update.message.text or "") for update in await bot.get_updates() if update.message]
    assert lengths == [4096, 904]


async def test_a_persons_photo_can_be_downloaded(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.upload(OWNER.id, "photo", png(), "龟.png", "夜光乌龟 9.9 元")
    message = await received(bot)
    assert message.photo
    content = BytesIO()
    await bot.download(message.photo[-1], content)
    assert (content.getvalue(), message.caption) == (png(), "夜光乌龟 9.9 元")


async def test_a_picture_that_can_not_be_read_arrives_as_a_file(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.upload(OWNER.id, "photo", b"heic?", "IMG_1.heic")
    message = await received(bot)
    assert message.document is not None
    assert message.document.file_name == "IMG_1.heic"


async def test_voice_and_sticker_arrive(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.upload(OWNER.id, "voice", b"OggS", "voice.ogg")
    await sandbox.sticker(STAFF.id, "👍")
    voice, sticker = [update.message for update in await bot.get_updates()]
    assert voice is not None
    assert voice.voice is not None
    assert sticker is not None
    assert sticker.sticker is not None
    assert sticker.sticker.emoji == "👍"


async def test_a_tap_carries_data_and_message(bot: Bot, sandbox: Sandbox) -> None:
    sent = await bot.send_message(OWNER.id, "同意吗", reply_markup=ASK)
    query = await sandbox.tap(OWNER.id, sent.message_id, "ok:a1")
    tapped = (await bot.get_updates())[-1].callback_query
    assert isinstance(tapped, CallbackQuery)
    assert isinstance(tapped.message, Message)
    assert (tapped.id, tapped.data, tapped.message.message_id) == (query, "ok:a1", sent.message_id)
