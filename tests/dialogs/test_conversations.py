"""Conversations as a merchant has them, through the whole bot."""

import asyncio
from datetime import timedelta

from core.replies import ApprovalCard, Chart, Table
from core.turns import Said, Turn
from tests.driver import ChatDriver

TURTLE = "上架 夜光海龟摆件 树脂 9.9元 100个起批 500个以上8.5 库存2000"


async def publish(chat: ChatDriver, text: str = TURTLE) -> ApprovalCard:
    """Go on answering until the card stands there."""
    await chat.photo(text)
    for _ in range(8):
        card = next((each for each in reversed(chat.shown[-2:]) if isinstance(each, ApprovalCard)), chat.shown[-1])
        if isinstance(card, ApprovalCard):
            return card
        options = [button.text for row in card.buttons for button in row if button.data.startswith("say:")]
        await (chat.tap(options[0]) if options else chat.send("20"))
    raise AssertionError(f"no card: {chat.shown[-1].text}")


async def test_start_says_what_it_does_in_three_lines_with_buttons(chat: ChatDriver) -> None:
    said = await chat.send("/start")
    assert len(said.splitlines()) == 3
    assert len([button for row in chat.shown[-1].buttons for button in row]) >= 4


async def test_english_is_answered_in_english_and_chinese_in_chinese(chat: ChatDriver) -> None:
    assert "yesterday" in (await chat.send("what was GMV yesterday")).lower()
    assert "昨天" in await chat.send("昨天GMV多少")


async def test_a_number_comes_with_its_window_a_comparison_and_proof(chat: ChatDriver) -> None:
    said = await chat.send("昨天GMV多少")
    assert "11月19日" in said
    assert "%" in said
    proof = await chat.tap("依据")
    assert "SELECT" in proof


async def test_a_trend_is_a_chart(chat: ChatDriver) -> None:
    await chat.send("最近7天访客趋势")
    assert isinstance(chat.shown[0], Chart)
    assert len(chat.shown[0].spec.labels) == 7


async def test_a_ranking_is_a_table_of_as_many_as_asked(chat: ChatDriver) -> None:
    await chat.send("上周卖得最好的5个商品")
    table = chat.shown[0]
    assert isinstance(table, Table)
    assert len(table.rows) == 5


async def test_a_follow_up_keeps_the_metric_and_changes_the_window(chat: ChatDriver) -> None:
    await chat.send("昨天GMV多少")
    await chat.send("那上周呢")
    assert chat.last and chat.last.answer and chat.last.answer.query
    query = chat.last.answer.query
    assert query.metrics == ("gmv",)
    assert (str(query.window.start), str(query.window.end)) == ("2026-11-09", "2026-11-15")
    assert chat.last.understanding and chat.last.understanding.mode == "multi"


async def test_a_follow_up_adds_a_filter(chat: ChatDriver) -> None:
    await chat.send("上周GMV多少")
    await chat.send("只看义乌的")
    assert chat.last and chat.last.answer and chat.last.answer.query
    assert [(each.field, each.value) for each in chat.last.answer.query.filters] == [("city", "义乌")]


async def test_a_ranking_after_a_why_is_a_ranking(chat: ChatDriver) -> None:
    await chat.send("昨天GMV多少")
    await chat.send("为什么")
    await chat.send("哪个卖得最好")
    assert chat.last and chat.last.tool == "query_data"


async def test_a_goal_is_confirmed_before_it_is_set(chat: ChatDriver) -> None:
    assert "50万" in await chat.send("这个月做到50万")
    assert chat.last and not chat.last.changes
    assert "50万" in await chat.tap("对，就这个")
    assert chat.last.changes[0].after == {"metric": "gmv", "target": "500000"}


async def test_a_goal_is_corrected_before_it_is_set(chat: ChatDriver) -> None:
    await chat.send("这个月做到50万")
    assert "60万" in await chat.send("不对，是60万")
    await chat.send("对")
    assert chat.last and chat.last.changes[0].after == {"metric": "gmv", "target": "600000"}


async def test_a_question_in_the_middle_of_a_flow_is_answered_and_the_flow_goes_on(chat: ChatDriver) -> None:
    await chat.send("这个月做到50万")
    said = await chat.send("现在做到多少了？")
    assert "成交额" in said
    assert "对吗" in said
    await chat.send("确认")
    assert chat.last and chat.last.changes


async def test_cancel_closes_the_flow_and_changes_nothing(chat: ChatDriver) -> None:
    await chat.send("这个月做到50万")
    assert "没改" in await chat.send("算了")
    assert chat.last and not chat.last.changes
    assert await chat.send("目标完成多少了")
    assert "还没有定目标" in chat.shown[-1].text


async def test_nothing_is_published_without_the_tap(chat: ChatDriver) -> None:
    before = len(await chat.listed())
    await publish(chat)
    assert len(await chat.listed()) == before


async def test_approve_publishes_and_undo_takes_it_down(chat: ChatDriver) -> None:
    before = len(await chat.listed())
    await publish(chat)
    await chat.tap("同意")
    assert len(await chat.listed()) == before + 1
    await chat.tap("撤销")
    assert len(await chat.listed()) == before


async def test_a_rejected_card_publishes_nothing(chat: ChatDriver) -> None:
    before = len(await chat.listed())
    await publish(chat)
    await chat.tap("驳回")
    assert len(await chat.listed()) == before


async def test_edit_changes_the_price_on_the_card_before_it_is_approved(chat: ChatDriver) -> None:
    await publish(chat)
    await chat.tap("修改")
    await chat.send("价格改成8.8元")
    assert isinstance(chat.shown[-1], ApprovalCard)
    await chat.tap("同意")
    product = max(await chat.listed(), key=lambda each: each.listed_at)
    assert str(product.tiers[0].price) == "8.8"


async def test_a_late_tap_is_told_so_and_can_be_asked_again(chat: ChatDriver) -> None:
    before = len(await chat.listed())
    card = await publish(chat)
    await chat.advance(days=2)
    assert "过期" in await chat.tap_data(f"ok:{card.approval}")
    assert len(await chat.listed()) == before
    await chat.tap("重新提交")
    await chat.tap("同意")
    assert len(await chat.listed()) == before + 1


async def test_two_hundred_taps_of_two_people_publish_once(chat: ChatDriver) -> None:
    before = len(await chat.listed())
    card = await publish(chat)
    partner = chat.other("partner")
    taps = [person.tap_data(f"ok:{card.approval}") for _ in range(100) for person in (chat, partner)]
    await asyncio.gather(*taps)
    assert len(await chat.listed()) == before + 1
    entries = await chat.app.stores.audit.entries("demo")
    published = [
        change for entry in entries for change in entry.detail.get("changes", ()) if change["kind"] == "publish"
    ]
    assert len(published) == 1


async def test_staff_may_not_approve(chat: ChatDriver) -> None:
    before = len(await chat.listed())
    card = await publish(chat)
    await chat.other("clerk").tap_data(f"ok:{card.approval}")
    assert len(await chat.listed()) == before


async def test_pause_stops_what_was_about_to_be_published(chat: ChatDriver) -> None:
    before = len(await chat.listed())
    card = await publish(chat)
    await chat.send("/pause")
    assert "/resume" in await chat.tap_data(f"ok:{card.approval}")
    assert len(await chat.listed()) == before


async def test_a_day_brings_the_report_once_with_a_chart_and_what_waits(chat: ChatDriver) -> None:
    await publish(chat)
    said = await chat.advance(days=1)
    assert said.count("日报 ·") == 1
    assert "等你拍板" in said
    report = next(reply for reply in chat.pushed if "日报 ·" in reply.text)
    assert isinstance(report, Chart)


async def test_a_week_brings_seven_reports(chat: ChatDriver) -> None:
    said = await chat.advance(weeks=1)
    assert said.count("日报 ·") == 7


async def test_every_person_who_decides_gets_the_report(chat: ChatDriver) -> None:
    await chat.app.advance().by(timedelta(days=1))
    got = {to for to, reply in chat.channel.sent if "日报 ·" in reply.text}
    assert got == {"owner", "partner"}


async def test_report_now(chat: ChatDriver) -> None:
    assert "结果怎样" in await chat.send("/report")


async def test_the_report_hour_can_be_changed(chat: ChatDriver) -> None:
    assert "08:30" in await chat.send("日报改到早上8点半")
    said = await chat.advance(hours=23)
    assert "日报 ·" in said


async def test_rubbish_gets_a_sensible_answer(chat: ChatDriver) -> None:
    for text in (
        "",
        "   ",
        "哈" * 5000,
        "😀",
        "asdfghjkl",
        "今天天气怎么样",
        "'; DROP TABLE orders; --",
        "\x00\x01",
        "🐢" * 300,
    ):
        assert (await chat.send(text)).strip(), text
    for said in (await chat.sticker(), await chat.voice(), await chat.file(), await chat.tap_data("what:is:this")):
        assert said.strip()


async def test_a_redelivered_turn_is_answered_again_and_done_once(chat: ChatDriver) -> None:
    first = await chat.turn(Said("昨天GMV多少"), "same")
    again = await chat.turn(Said("昨天GMV多少"), "same")
    assert again == first
    assert chat.last and chat.last.repeated


async def test_a_flow_left_yesterday_is_not_confirmed_by_todays_yes(chat: ChatDriver) -> None:
    await chat.send("这个月做到50万")
    await chat.advance(days=1)
    await chat.send("对")
    assert chat.last and not chat.last.changes


async def test_an_english_client_is_greeted_in_english_and_a_set_language_stays(chat: ChatDriver) -> None:
    turn = Turn("first", "owner", "owner", "demo", chat.app.clock.now(), Said("/start"), lang="en")
    greeting = await chat.app.assistant.handle(turn)
    assert greeting.lang == "en"
    await chat.send("换成中文")
    await chat.send("/start")
    assert chat.last and chat.last.lang == "zh"
    await chat.send("换成英文")
    await chat.send("/start")
    assert chat.last.lang == "en"


async def test_a_goal_is_for_the_month_that_is_said(chat: ChatDriver) -> None:
    assert "12月" in await chat.send("下个月做到60万")
    await chat.send("对")
    assert chat.last and chat.last.changes[0].key == "2026-12"


async def test_a_goal_for_a_year_is_asked_back_by_the_month(chat: ChatDriver) -> None:
    assert "按月" in await chat.send("今年做到500万")


async def test_whoever_writes_after_blocking_us_gets_reports_again(chat: ChatDriver) -> None:
    shops = chat.app.stores.shops
    member = await shops.member("demo", "owner")
    assert member
    await shops.join(member.model_copy(update={"blocked": True}))
    await chat.send("你好")
    assert "日报 ·" in await chat.advance(days=1)


async def test_a_request_that_has_expired_is_not_in_the_report(chat: ChatDriver) -> None:
    await publish(chat)
    await chat.advance(days=1)
    assert "夜光海龟" not in await chat.advance(days=1)


async def test_a_half_yes_shows_what_waits_and_publishes_nothing(chat: ChatDriver) -> None:
    before = len(await chat.listed())
    await publish(chat)
    for text in ("好的", "可以", "嗯", "OK"):
        assert "夜光海龟" in await chat.send(text)
    assert len(await chat.listed()) == before


async def test_what_staff_ask_for_reaches_the_owner_and_the_outcome_reaches_staff(chat: ChatDriver) -> None:
    clerk = chat.other("clerk")
    card = await publish(clerk)
    assert "已发给老板" in clerk.shown[-1].text
    assert any(reply.text == card.text for reply in chat.channel.taken("owner"))
    await chat.tap_data(f"ok:{card.approval}")
    assert any("老板同意了" in reply.text for reply in chat.channel.taken("clerk"))


async def test_forbidden_praise_is_named_and_the_product_keeps_its_name(chat: ChatDriver) -> None:
    card = await publish(chat, "上架 全网最低价 第一品牌 国家级 陶瓷马克杯 300ml 8元 50个起批 库存500")
    assert "陶瓷马克杯" in card.text
    said = "\n".join(each.text for each in chat.shown)
    assert all(word in said for word in ("全网最低价", "第一", "国家级"))


async def test_a_price_is_never_taken_for_a_name(chat: ChatDriver) -> None:
    await chat.photo()
    await chat.send("9.9元 100个起 库存2000")
    assert "卖的是什么" in chat.shown[-1].text
    await chat.send("夜光海龟摆件")
    assert "卖的是什么" not in chat.shown[-1].text
