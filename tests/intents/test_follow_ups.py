"""What is said after another turn: single or multi first, then what is inherited."""

from datetime import timedelta

import pytest

from core.understanding import Context
from intents.rewrite import read_in_context
from tests.intents import follow_up_rows
from tests.intents.small_shop import LEXICON, NOW, TITLES, past, read, short

LIST = (TITLES["p1"], TITLES["p6"], TITLES["p4"])


def rows(text: str) -> list[tuple[str, str, str]]:
    """`said => rewriting => query` lines."""
    parts = [[part.strip() for part in row.split("=>")] for row in text.strip().splitlines()]
    return [(said, rewriting, query) for said, rewriting, query in parts]


@pytest.mark.parametrize(("said", "rewriting", "query"), rows(follow_up_rows.VISITORS))
def test_after_a_single_number(said: str, rewriting: str, query: str) -> None:
    reading = read(said, past("how many visitors yesterday" if said.isascii() else "昨天访客多少"))
    assert (reading.rewrite, short(reading.query)) == (rewriting, query)
    assert reading.mode == ("single" if rewriting in ("none", "jump") else "multi")


@pytest.mark.parametrize(("said", "rewriting", "query"), rows(follow_up_rows.TOP_FIVE))
def test_after_a_ranking(said: str, rewriting: str, query: str) -> None:
    reading = read(said, past("上周卖得最好的5个商品", products=LIST))
    assert (reading.rewrite, short(reading.query)) == (rewriting, query)


@pytest.mark.parametrize(("said", "rewriting", "query"), rows(follow_up_rows.YIWU_GMV))
def test_after_a_number_of_one_place(said: str, rewriting: str, query: str) -> None:
    reading = read(said, past("上周义乌的成交额多少"))
    assert (reading.rewrite, short(reading.query)) == (rewriting, query)


@pytest.mark.parametrize(("said", "rewriting", "query"), rows(follow_up_rows.WHY))
def test_a_why_question_goes_on_as_one(said: str, rewriting: str, query: str) -> None:
    reading = read(said, past("昨天GMV为什么跌了", area="why"))
    assert (reading.rewrite, short(reading.query), reading.area_hint) == (rewriting, query, "why")


@pytest.mark.parametrize(
    ("before", "said", "words"),
    [
        ("昨天访客多少", "那上周呢", "上周访客是多少"),
        ("昨天访客多少", "只看义乌的", "昨天义乌的访客是多少"),
        ("昨天访客多少", "为什么跌了", "昨天访客为什么跌了"),
        ("昨天访客多少", "这个怎么提升", "访客怎么提升"),
        ("昨天访客多少", "环比呢", "昨天访客是多少，环比"),
        ("昨天访客多少", "按渠道拆开", "昨天各渠道的访客分别是多少"),
        ("上周卖得最好的5个商品", "只看前三", "上周成交额最高的3个商品是哪些"),
        ("how many visitors yesterday", "and last week?", "visitors last week"),
        ("how many visitors yesterday", "only Yiwu", "visitors in Yiwu yesterday"),
        ("how many visitors yesterday", "by channel", "visitors by channel yesterday"),
        ("top 5 products by gmv last week", "only the top 3", "top 3 products by gmv last week"),
    ],
)
def test_the_question_is_written_out_in_the_merchants_language(before: str, said: str, words: str) -> None:
    assert read(said, past(before)).rewritten == words


@pytest.mark.parametrize("said", ["那上周呢", "只看义乌的", "环比呢", "按渠道拆开", "what about buyers", "by channel"])
def test_the_question_written_out_means_the_same(said: str) -> None:
    before = past("how many visitors yesterday" if said.isascii() else "昨天访客多少")
    reading = read(said, before)
    assert short(read(reading.rewritten).query) == short(reading.query)


@pytest.mark.parametrize(
    "said",
    ["那上周呢", "只看义乌的", "他们合计多少", "第二个呢", "换成柱状图", "只看前三", "and last week?"],
)
def test_a_missing_referent_is_asked_back(said: str) -> None:
    assert read(said).problem == "no_referent"


def test_a_topic_left_an_hour_ago_does_not_leak_in() -> None:
    assert read("那上周呢", past("昨天访客多少", minutes=61)).query is None


def test_a_pause_of_an_hour_ends_the_conversation_before_it() -> None:
    turns = (past("昨天访客多少", minutes=90), past("谢谢", area="chitchat", minutes=5))
    assert read("那上周呢", *turns).query is None


def test_small_talk_in_between_does_not_lose_the_question() -> None:
    turns = (past("昨天访客多少", minutes=4), past("谢谢", area="chitchat"))
    assert short(read("那上周呢", *turns).query) == "visitors | 11-09..11-15"


def test_a_row_is_picked_from_the_list_shown_before_its_sum() -> None:
    turns = (past("上周卖得最好的5个商品", products=LIST, minutes=3), past("上周卖得最好的5个商品合计多少"))
    assert short(read("第二个呢", *turns).query) == "gmv | 11-09..11-15 | product=p6"


def test_a_chart_after_a_sum_shows_the_rows_again() -> None:
    reading = read("换成柱状图", past("上周卖得最好的5个商品合计多少"))
    assert short(reading.query) == "gmv | 11-09..11-15 | by product | desc gmv 5"


def test_a_question_about_rules_is_gone_on_with_not_the_product_before_it() -> None:
    turns = (past("马克杯昨天卖了多少", minutes=4), past("主图有什么要求", area="knowledge"))
    assert read("那标题呢", *turns).rewritten == "标题有什么要求"


def test_a_correction_says_so() -> None:
    assert read("不是访客，是买家", past("昨天访客多少")).is_correction


def test_a_pronoun_for_one_of_several_products_is_asked_back() -> None:
    reading = read("它的访客呢", past("上周卖得最好的5个商品", products=LIST))
    assert (reading.problem, len(reading.options)) == ("many_products", 3)


def test_a_pronoun_stands_for_the_product_named_before() -> None:
    assert short(read("它的转化率呢", past("马克杯昨天卖了多少")).query) == "conversion_rate | 11-19 | product=p6"


def test_an_act_on_a_product_named_before_is_written_out() -> None:
    assert read("把它下架", past("马克杯昨天卖了多少")).rewritten == "把马克杯下架"


def test_an_unclear_product_in_a_follow_up_offers_whole_questions() -> None:
    reading = read("收纳盒呢", past("昨天访客多少"))
    assert reading.options == (f"昨天{TITLES['p2']}的访客是多少", f"昨天{TITLES['p3']}的访客是多少")


def test_inherited_slots_have_no_text_of_their_own() -> None:
    slots = read("那上周呢", past("昨天义乌的访客多少")).slots
    assert {(slot.kind, slot.text) for slot in slots} == {("window", "上周"), ("metric", ""), ("region", "")}


def test_an_impossible_day_in_a_follow_up_is_said_to_be_one() -> None:
    assert read("2月30日呢", past("昨天访客多少")).problem == "impossible_date"


def test_what_an_open_flow_waits_for_inherits_nothing() -> None:
    context = Context(history=(past("昨天访客多少"),), flow="goal", expects=("money", "number"))
    reading = read_in_context("60万", context, LEXICON, NOW + timedelta(0))
    assert (reading.mode, reading.query) == ("single", None)


@pytest.mark.parametrize(
    ("before", "said", "words"),
    [
        ("主图有什么要求", "那详情页呢", "详情页有什么要求"),
        ("主图有什么要求", "白底图呢", "白底图有什么要求"),
        ("主图有什么要求", "它有尺寸限制吗", "主图有尺寸限制吗"),
        ("最低起订量怎么设", "那样品呢", "样品怎么设"),
        ("退款多久到账", "那换货呢", "换货多久到账"),
        ("北京明天天气怎么样", "那上海呢", "上海明天天气怎么样"),
        ("周杰伦的歌好听吗", "林俊杰呢", "林俊杰的歌好听吗"),
        ("你知道刘德华吗", "他演过什么电影", "刘德华演过什么电影"),
        ("活着", "这本书讲的什么", "活着讲的什么"),
        ("《三体》挺好看的", "作者是谁", "《三体》的作者是谁"),
        ("杭州", "那里有什么好玩的", "杭州有什么好玩的"),
        ("What are the requirements for main images?", "what about detail pages?", "What are the requirements for detail pages?"),
        ("How do I set the minimum order?", "Can I change it later?", "Can I change the minimum order later?"),
    ],
)  # fmt: skip
def test_other_talk_is_completed_where_it_is_plainly_elided(before: str, said: str, words: str) -> None:
    reading = read(said, past(before, area="knowledge"))
    assert (reading.mode, reading.rewritten) == ("multi", words)


@pytest.mark.parametrize(
    "said",
    ["今天天气不错", "好的谢谢", "帮我写首诗", "主图要多大", "Thanks a lot", "What's your name?", "怎么退款", "你好"],
)
def test_what_is_complete_is_left_alone(said: str) -> None:
    reading = read(said, past("主图有什么要求", area="knowledge"))
    assert (reading.mode, reading.rewritten) == ("single", said)
