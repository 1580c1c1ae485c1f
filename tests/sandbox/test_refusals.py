"""What Telegram refuses, seen through aiogram's client."""

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetStarTransactions
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from bot.sandbox import OWNER, Sandbox
from tests.sandbox.conftest import calling
from tests.sandbox.pictures import png


def keyboard(text: str, **action: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text=text, **action)]])  # type: ignore[arg-type]


async def test_an_empty_text_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await bot.send_message(OWNER.id, "")


async def test_white_space_alone_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="text must be non-empty"):
        await bot.send_message(OWNER.id, " \n ")


async def test_4096_characters_pass_and_one_more_is_refused(bot: Bot) -> None:
    assert len((await bot.send_message(OWNER.id, "字" * 4096)).text or "") == 4096
    with pytest.raises(TelegramBadRequest, match="message is too long"):
        await bot.send_message(OWNER.id, "字" * 4097)


async def test_tags_do_not_count_towards_the_limit(bot: Bot) -> None:
    sent = await bot.send_message(OWNER.id, f"<b>{'字' * 4096}</b>", parse_mode="HTML")
    assert len(sent.text or "") == 4096


async def test_a_caption_over_1024_is_refused(bot: Bot) -> None:
    photo = BufferedInputFile(png(), "a.png")
    with pytest.raises(TelegramBadRequest, match="message caption is too long"):
        await bot.send_photo(OWNER.id, photo, caption="字" * 1025)


async def test_button_data_over_64_bytes_is_refused(bot: Bot) -> None:
    await bot.send_message(OWNER.id, "问", reply_markup=keyboard("好", callback_data="字" * 21))
    with pytest.raises(TelegramBadRequest, match="BUTTON_DATA_INVALID"):
        await bot.send_message(OWNER.id, "问", reply_markup=keyboard("好", callback_data="字" * 22))


async def test_a_button_without_action_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="Text buttons are unallowed"):
        await bot.send_message(OWNER.id, "问", reply_markup=keyboard("好"))


async def test_a_button_without_text_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="button text must be non-empty"):
        await bot.send_message(OWNER.id, "问", reply_markup=keyboard(" ", callback_data="a"))


async def test_a_button_with_a_bad_address_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="Wrong HTTP URL"):
        await bot.send_message(OWNER.id, "问", reply_markup=keyboard("好", url="javascript:alert(1)"))


async def test_a_reply_keyboard_is_said_to_be_unsupported(bot: Bot) -> None:
    markup = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="好")]])
    with pytest.raises(TelegramBadRequest, match="inline keyboards only"):
        await bot.send_message(OWNER.id, "问", reply_markup=markup)


async def test_an_unknown_chat_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(4242, "在吗")


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot) -> None:
    sent = await bot.send_message(OWNER.id, "一")
    with pytest.raises(TelegramBadRequest, match="message is not modified: specified new message content and reply"):
        await bot.edit_message_text("一", chat_id=OWNER.id, message_id=sent.message_id)


async def test_a_second_edit_that_changes_nothing_is_refused_too(bot: Bot) -> None:
    sent = await bot.send_message(OWNER.id, "一")
    await bot.edit_message_text("二", chat_id=OWNER.id, message_id=sent.message_id)
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await bot.edit_message_text("二", chat_id=OWNER.id, message_id=sent.message_id)


async def test_an_edit_of_a_missing_message_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="message to edit not found"):
        await bot.edit_message_text("二", chat_id=OWNER.id, message_id=999)


async def test_an_edit_of_a_persons_message_is_refused(bot: Bot, sandbox: Sandbox) -> None:
    number = await sandbox.say(OWNER.id, "你好")
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await bot.edit_message_text("二", chat_id=OWNER.id, message_id=number)


async def test_a_photo_has_no_text_to_edit(bot: Bot) -> None:
    sent = await bot.send_photo(OWNER.id, BufferedInputFile(png(), "a.png"))
    with pytest.raises(TelegramBadRequest, match="there is no text in the message to edit"):
        await bot.edit_message_text("二", chat_id=OWNER.id, message_id=sent.message_id)


async def test_a_text_has_no_caption_to_edit(bot: Bot) -> None:
    sent = await bot.send_message(OWNER.id, "一")
    with pytest.raises(TelegramBadRequest, match="there is no caption in the message to edit"):
        await bot.edit_message_caption(chat_id=OWNER.id, message_id=sent.message_id, caption="二")


async def test_a_missing_message_can_not_be_deleted(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="message to delete not found"):
        await bot.delete_message(OWNER.id, 999)


async def test_a_tap_is_answered_once(bot: Bot, sandbox: Sandbox) -> None:
    sent = await bot.send_message(OWNER.id, "问", reply_markup=keyboard("好", callback_data="ok:1"))
    query = await sandbox.tap(OWNER.id, sent.message_id, "ok:1")
    assert await bot.answer_callback_query(query)
    with pytest.raises(
        TelegramBadRequest, match="query is too old and response timeout expired or query ID is invalid"
    ):
        await bot.answer_callback_query(query)


async def test_an_unknown_tap_can_not_be_answered(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await bot.answer_callback_query("12345")


async def test_a_long_answer_to_a_tap_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="MESSAGE_TOO_LONG"):
        await bot.answer_callback_query("12345", text="字" * 201)


async def test_a_wrong_token_is_unauthorized(sandbox: Sandbox) -> None:
    async with calling(sandbox, "42:wrong") as stranger:
        with pytest.raises(TelegramUnauthorizedError, match="Unauthorized"):
            await stranger.get_me()


async def test_an_unknown_method_is_not_found(bot: Bot) -> None:
    with pytest.raises(TelegramNotFound, match="Not Found"):
        await bot(GetStarTransactions())


async def test_polling_under_a_webhook_is_a_conflict(bot: Bot) -> None:
    await bot.set_webhook("https://shop.example/hook")
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()


async def test_a_webhook_wants_https(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="An HTTPS URL must be provided for webhook"):
        await bot.set_webhook("http://shop.example/hook")


async def test_a_blocked_bot_is_forbidden_to_write(bot: Bot, sandbox: Sandbox) -> None:
    await sandbox.block(OWNER.id, True)
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await bot.send_message(OWNER.id, "在吗")


async def test_what_is_no_picture_is_refused_as_a_photo(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="IMAGE_PROCESS_FAILED"):
        await bot.send_photo(OWNER.id, BufferedInputFile(b"no picture", "a.png"))


async def test_a_photo_too_wide_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="PHOTO_INVALID_DIMENSIONS"):
        await bot.send_photo(OWNER.id, BufferedInputFile(png(9000, 1001), "a.png"))


async def test_an_empty_file_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="file must be non-empty"):
        await bot.send_document(OWNER.id, BufferedInputFile(b"", "a.txt"))


async def test_an_unknown_file_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="invalid file_id"):
        await bot.get_file("nothing")


async def test_an_unknown_photo_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="wrong file identifier/HTTP URL specified"):
        await bot.send_photo(OWNER.id, "nothing")


async def test_a_file_over_50_mb_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramEntityTooLarge, match="Request Entity Too Large"):
        await bot.send_document(OWNER.id, BufferedInputFile(b"x" * (50 * 1024 * 1024 + 1), "a.bin"))


async def test_a_file_over_20_mb_is_not_handed_out(bot: Bot) -> None:
    sent = await bot.send_document(OWNER.id, BufferedInputFile(b"x" * (20 * 1024 * 1024 + 1), "a.bin"))
    assert sent.document is not None
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(sent.document.file_id)


async def test_an_unknown_action_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="wrong parameter action in request"):
        await bot.send_chat_action(OWNER.id, "dancing")


async def test_a_command_in_capitals_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="BOT_COMMAND_INVALID"):
        await bot.set_my_commands([BotCommand(command="Report", description="日报")])


async def test_an_answer_to_a_missing_message_is_refused(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="message to be replied not found"):
        await bot.send_message(OWNER.id, "好", reply_to_message_id=999)


async def test_markdown_is_said_to_be_unread(bot: Bot) -> None:
    with pytest.raises(TelegramBadRequest, match="unsupported parse_mode"):
        await bot.send_message(OWNER.id, "*好*", parse_mode="MarkdownV2")
