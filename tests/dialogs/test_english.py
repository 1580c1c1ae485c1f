"""Publishing in English from end to end: asked, answered, shown, changed and undone without a Chinese word of ours."""

import re

from core.replies import ApprovalCard, Choices
from tests.driver import ChatDriver

SHOP = "义乌好物工厂店"
HAN = re.compile(r"[\u4e00-\u9fff]+")
SOCKS = "list a product: cotton crew socks, women, 3.5 yuan a pair, MOQ 10, 3 for 100+, stock 5000"
TURTLE = "glow turtle figurine, resin, 9.9 yuan, MOQ 100, 8.5 for 500+, stock 2000, age 3+"


def chinese(chat: ChatDriver) -> list[str]:
    """What we said in Chinese, the shop's own name apart."""
    said = [reply.text for reply in chat.shown]
    said += [
        button.text for reply in chat.shown if isinstance(reply, Choices) for row in reply.buttons for button in row
    ]
    return [word for text in said for word in HAN.findall(text) if word != SHOP]


async def asked_until_card(chat: ChatDriver, first: str) -> int:
    """How many questions come before the card."""
    await chat.send(first)
    for questions in range(9):
        last = chat.shown[-1]
        if isinstance(last, ApprovalCard):
            return questions
        options = [button.text for row in last.buttons for button in row if button.data.startswith("say:")]
        await (chat.tap(options[0]) if options else chat.send("20 yuan" if "price" in last.text else "20 pairs"))
    raise AssertionError(chat.shown[-1].text)


async def test_socks_reach_a_card_in_two_questions_and_can_be_undone(chat: ChatDriver) -> None:
    before = len(await chat.listed())
    assert await asked_until_card(chat, SOCKS) <= 2
    card = chat.shown[-1].text
    assert "List “cotton crew socks”" in card
    assert "Price: ¥3.5 for 10+, ¥3 for 100+" in card
    assert "Material: Cotton, Length: Crew, Wearer: Women" in card
    assert (await chat.tap("Approve")).startswith("Listed: cotton crew socks")
    assert len(await chat.listed()) == before + 1
    assert (await chat.tap("Undo")).startswith("Taken down: cotton crew socks")
    assert len(await chat.listed()) == before
    assert chinese(chat) == []


async def test_a_whole_caption_reaches_a_card_with_no_question(chat: ChatDriver) -> None:
    await chat.photo(TURTLE)
    assert [type(reply) for reply in chat.shown] == [ApprovalCard]
    assert "Material: Resin, Age: 3 and up" in chat.shown[-1].text
    await chat.tap("Approve")
    (listed,) = [one for one in await chat.listed() if one.title == "glow turtle figurine"]
    assert listed.attributes == {"material": "树脂", "age": "3岁以上"}
    assert chinese(chat) == []


async def test_every_question_and_button_is_english(chat: ChatDriver) -> None:
    await asked_until_card(chat, "list a product: socks")
    assert chinese(chat) == []


async def test_answers_may_be_colloquial_and_in_either_language(chat: ChatDriver) -> None:
    await chat.send("list a product: socks, 3.5 yuan a pair, MOQ 10, stock 500")
    assert await chat.send("纯棉") != ""
    await chat.send("mid-calf")
    await chat.send("for ladies")
    card = chat.shown[-1]
    assert isinstance(card, ApprovalCard)
    await chat.tap_data(card.buttons[0][0].data)
    (listed,) = [one for one in await chat.listed() if one.title == "socks"]
    assert listed.attributes == {"material": "棉", "length": "中筒", "people": "女"}


async def test_an_answer_that_fits_nothing_is_said_once_and_asked_again(chat: ChatDriver) -> None:
    await chat.send("list a product: cotton socks, women, 3.5 yuan a pair, MOQ 10, stock 500")
    assert await chat.send("purple") == "“purple” is not one of these. Which length?"


async def test_a_choice_is_taken_as_the_answer_whatever_else_it_might_mean(chat: ChatDriver) -> None:
    await chat.send("list a product: silicone phone case, 6.5 yuan, MOQ 10, stock 500")
    assert await chat.tap("Any phone") != ""
    assert "Phone model: Any phone" in chat.shown[-1].text


async def test_a_change_that_the_form_has_no_place_for_changes_nothing(chat: ChatDriver) -> None:
    await chat.send(SOCKS)
    await chat.tap("Edit")
    assert (await chat.send("capacity 500ml")).startswith("I didn't catch what to change.")
    assert "“titanium” is not one of these. Which material?" in await chat.send("material titanium")


async def test_a_card_is_changed_in_english(chat: ChatDriver) -> None:
    await chat.send(SOCKS)
    for words, shown in (
        ("change the price to 3.2", "¥3.2 for 10+"),
        ("material bamboo", "Material: Bamboo fibre"),
        ("stock 3000", "Stock: 3,000"),
        ("make it for men, knee-high", "Length: Knee-high, Wearer: Men"),
        ("title Soft crew socks", "List “Soft crew socks”"),
    ):
        await chat.tap("Edit")
        assert shown in await chat.send(words)
    assert chinese(chat) == []
