"""The script that leads from an answer to a month's goal: offered once, after the answer, and never against a no."""

from pathlib import Path

import pytest

from core.errors import ConfigError
from dialogs.scripts.script import FOLDER, load_scripts
from tests.driver import ChatDriver

OFFER = "要不要定"


def offered(chat: ChatDriver) -> bool:
    return any(OFFER in reply.text for reply in chat.last.replies)


async def test_the_question_is_answered_first_and_the_offer_states_what_the_data_shows(chat: ChatDriver) -> None:
    await chat.send("昨天GMV多少")
    answer, offer = chat.last.replies
    assert "成交额" in answer.text
    assert OFFER not in answer.text
    assert "11月到昨天卖了" in offer.text
    assert "照这个势头月底约" in offer.text
    assert [button.text for row in offer.buttons for button in row] == ["定个目标", "先不用"]


async def test_it_is_offered_once_and_what_is_asked_next_is_answered(chat: ChatDriver) -> None:
    await chat.send("昨天GMV多少")
    assert "访客" in await chat.send("最近7天访客趋势")
    assert not offered(chat)


async def test_a_yes_starts_the_goal_and_the_goal_can_be_set(chat: ChatDriver) -> None:
    await chat.send("昨天GMV多少")
    await chat.tap("定个目标")
    await chat.send("50万")
    assert "定了" in await chat.tap("对，就这个")


@pytest.mark.parametrize("word", ["好", "要", "行啊", "定一个", "可以", "来吧"])
async def test_a_typed_yes_is_a_yes(chat: ChatDriver, word: str) -> None:
    await chat.send("昨天GMV多少")
    await chat.send(word)
    assert chat.last.decision.name == "answer_script"
    assert chat.last.decision.yes


@pytest.mark.parametrize("word", ["先不用", "不要", "算了", "以后再说", "没兴趣", "别问了", "不用了谢谢", "暂时不需要"])
async def test_a_typed_no_is_taken_for_seven_days(chat: ChatDriver, word: str) -> None:
    await chat.send("昨天GMV多少")
    assert "7 天内不再提" in await chat.send(word)
    await chat.advance(days=2)
    await chat.send("昨天订单数")
    assert not offered(chat)


async def test_after_a_no_it_keeps_quiet_to_the_end_of_the_seventh_day(chat: ChatDriver) -> None:
    await chat.app.clock.move_to(chat.app.clock.now().replace(month=12, day=5))
    await chat.app.live()
    await chat.send("昨天GMV多少")
    await chat.tap("先不用")
    await chat.advance(days=6, hours=23)
    await chat.send("昨天GMV多少")
    assert not offered(chat)
    await chat.advance(hours=2)
    await chat.send("昨天GMV多少")
    assert offered(chat)


async def test_a_question_that_begins_like_a_no_is_a_question(chat: ChatDriver) -> None:
    await chat.send("昨天访客多少")
    assert "买家" in await chat.send("不是访客，是买家")


@pytest.mark.parametrize("text", ["不要广告的", "不算直通车呢", "来个柱状图", "那上周呢", "要看访客"])
async def test_a_follow_up_is_no_answer_to_the_offer(chat: ChatDriver, text: str) -> None:
    await chat.send("昨天GMV多少")
    await chat.send(text)
    assert chat.last.decision.name != "answer_script"


async def test_a_word_two_turns_later_is_no_answer_to_the_offer(chat: ChatDriver) -> None:
    await chat.send("昨天GMV多少")
    await chat.send("谢谢")
    await chat.send("好")
    assert chat.last.decision.name != "answer_script"


async def test_nothing_is_offered_where_a_goal_is_set(chat: ChatDriver) -> None:
    await chat.send("这个月做到50万")
    await chat.tap("对，就这个")
    await chat.send("昨天GMV多少")
    assert not offered(chat)


async def test_staff_are_not_offered_a_goal(chat: ChatDriver) -> None:
    staff = chat.other("staff")
    await staff.send("昨天GMV多少")
    assert not offered(staff)


async def test_passed_over_three_times_it_keeps_quiet_for_the_month(chat: ChatDriver) -> None:
    await chat.app.clock.move_to(chat.app.clock.now().replace(month=12, day=5))
    await chat.app.live()
    tries = 0
    for _ in range(5):
        await chat.send("昨天GMV多少")
        tries += offered(chat)
        await chat.send("谢谢")
        await chat.advance(days=4)
    assert tries == 3


async def test_the_offer_is_english_in_english(chat: ChatDriver) -> None:
    await chat.send("what was GMV yesterday")
    assert "Set a target for the month" in chat.last.replies[-1].text
    await chat.send("not now")
    assert "won't bring it up for 7 days" in chat.last.replies[-1].text


def test_a_script_with_an_unknown_key_is_named(tmp_path: Path) -> None:
    text = (FOLDER / "monthly_plan.yaml").read_text(encoding="utf-8")
    (tmp_path / "monthly_plan.yaml").write_text(text + "insists: true\n", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"(?s)monthly_plan\.yaml.*insists"):
        load_scripts(tmp_path)


def test_a_script_may_not_keep_quiet_for_less_than_seven_days_after_a_no(tmp_path: Path) -> None:
    text = (FOLDER / "monthly_plan.yaml").read_text(encoding="utf-8").replace("refused: 7", "refused: 1")
    (tmp_path / "monthly_plan.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="refused"):
        load_scripts(tmp_path)
