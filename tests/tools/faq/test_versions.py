from datetime import date

from tools.faq.answering import Answered, answer
from tools.faq.faq import own_library

TODAY = date(2026, 11, 20)


def ask(question: str, today: date = TODAY) -> Answered:
    found = answer(own_library(), question, today)
    assert found is not None
    return found


def test_the_newer_version_is_told_alone() -> None:
    (reply,) = ask("发货时限是多久").replies
    assert "48 小时" in reply.text["zh"]
    assert reply.replaced is not None
    assert reply.replaced.article.file == "market-shipping-2025.md"


def test_a_section_that_replaced_nothing_says_nothing() -> None:
    (reply,) = ask("虚假发货怎么判").replies
    assert reply.replaced is None


def test_before_means_the_old_version_and_then_the_one_in_force() -> None:
    old, new = ask("以前发货时限是多久").replies
    assert "72 小时" in old.text["zh"]
    assert "48 小时" in new.text["zh"]


def test_a_year_asks_for_the_version_of_that_year() -> None:
    old, _ = ask("2024年春节放几天").replies
    assert old.passage.article.file == "holidays-2014.md"
    (now,) = ask("2026年春节放几天").replies
    assert now.passage.article.file == "holidays-2025.md"


def test_what_is_in_force_depends_on_the_day() -> None:
    (then,) = ask("发货时限是多久", date(2025, 7, 1)).replies
    assert "72 小时" in then.text["zh"]


def test_both_years_of_a_toy_standard_are_kept() -> None:
    (before,) = ask("玩具执行什么标准", date(2026, 10, 31)).replies
    (after,) = ask("玩具执行什么标准", date(2026, 11, 1)).replies
    assert before.passage.article.file == "gb-toys-2014.md"
    assert after.passage.article.file == "gb-toys.md"
