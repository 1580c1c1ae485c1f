"""The buttons of a question between two meanings."""

from tests.driver import ChatDriver


async def test_a_choice_between_two_meanings_is_about_the_message_that_was_asked_about(chat: ChatDriver) -> None:
    picks = ("knowledge.ask\t主图有什么要求", "image.improve\t主图有什么要求")
    state, counter = await chat.app.assistant.sessions.load("owner")
    await chat.app.assistant.sessions.save("owner", state.model_copy(update={"picks": picks}), counter)
    await chat.tap_data("pick:0")
    assert (chat.last.tool, chat.last.understanding.rewritten) == ("faq", "主图有什么要求")


async def test_a_choice_may_be_typed_in_the_words_of_its_button(chat: ChatDriver) -> None:
    picks = ("knowledge.ask\t主图有什么要求", "image.improve\t主图有什么要求")
    state, counter = await chat.app.assistant.sessions.load("owner")
    await chat.app.assistant.sessions.save("owner", state.model_copy(update={"picks": picks}), counter)
    await chat.send("查规则和做法")
    assert (chat.last.tool, chat.last.understanding.rewritten) == ("faq", "主图有什么要求")


async def test_a_choice_of_an_intent_that_is_gone_is_an_old_button(chat: ChatDriver) -> None:
    state, counter = await chat.app.assistant.sessions.load("owner")
    await chat.app.assistant.sessions.save("owner", state.model_copy(update={"picks": ("gone\t主图",)}), counter)
    assert "按钮" in await chat.tap_data("pick:0")
