"""Numbers, money and percentages in all the ways people write them."""

from decimal import Decimal

import pytest

from intents.numbers import find_numbers, read_number

READ = [
    ("五十万", "500000"), ("50w", "500000"), ("50W", "500000"), ("1.5k", "1500"), ("3千5", "3500"), ("一百二", "120"),
    ("两百", "200"), ("半", "0.5"), ("10万", "100000"), ("1,200", "1200"), ("3.2万", "32000"), ("50 thousand", "50000"),
    ("1.5m", "1500000"), ("half a million", "500000"), ("一万二", "12000"), ("两万三千五", "23500"), ("三千零五十", "3050"),
    ("1万5千", "15000"), ("三点五万", "35000"), ("一万五", "15000"), ("两万半", "25000"), ("2026", "2026"), ("十二", "12"),
    ("二十五", "25"), ("two hundred and fifty", "250"), ("a hundred", "100"), ("50 grand", "50000"),
    ("1,234.56", "1234.56"), ("一百万", "1000000"), ("3w5", "35000"), ("一亿两千万", "120000000"), ("１２３", "123"),
    ("twenty-five", "25"), ("3 million", "3000000"), ("三百五", "350"), ("一千零一", "1001"), ("0.5", "0.5"),
    ("two thousand five hundred", "2500"), ("a dozen", "12"), ("2bn", "2000000000"), ("6.18", "6.18"), ("１.５万", "15000"),
]  # fmt: skip
FOUND = [
    ("¥99", "money", "99", "¥99"), ("9块9", "money", "9.9", "9块9"), ("12元5角", "money", "12.5", "12元5角"),
    ("百分之五", "percentage", "0.05", "百分之五"), ("5%", "percentage", "0.05", "5%"),
    ("五个点", "percentage", "0.05", "五个点"), ("三成", "percentage", "0.3", "三成"),
    ("三成五", "percentage", "0.35", "三成五"), ("八五折", "percentage", "0.85", "八五折"),
    ("85折", "percentage", "0.85", "85折"), ("9折", "percentage", "0.9", "9折"), ("两块五", "money", "2.5", "两块五"),
    ("百分之零点五", "percentage", "0.005", "百分之零点五"), ("千分之三", "percentage", "0.003", "千分之三"),
    ("0.5个点", "percentage", "0.005", "0.5个点"), ("twenty-five percent", "percentage", "0.25", "twenty-five percent"),
    ("¥1.2万", "money", "12000", "¥1.2万"), ("$20", "money", "20", "$20"), ("十五块八", "money", "15.8", "十五块八"),
    ("预算五百块一天", "money", "500", "五百块"), ("卖了3000多件", "number", "3000", "3000"),
    ("卖了一百来单", "number", "100", "一百"), ("目标 50 万", "number", "500000", "50 万"),
    ("¥ 3,000", "money", "3000", "¥ 3,000"), ("这个月做到50万", "number", "500000", "50万"),
    ("每天最多花300元", "money", "300", "300元"), ("降价3个点", "percentage", "0.03", "3个点"),
    ("价格改成11.3", "number", "11.3", "11.3"), ("30 yuan each", "money", "30", "30 yuan"),
    ("raise it by 5 percent", "percentage", "0.05", "5 percent"), ("起订量200个", "number", "200", "200"),
    ("卖了一半", "percentage", "0.5", "一半"), ("100块钱三件", "money", "100", "100块钱"),
    ("访客过万", "number", "10000", "万"), ("5.5折包邮", "percentage", "0.55", "5.5折"),
]  # fmt: skip
NO_NUMBER = [
    "昨天看一下", "万一跌了", "统一改价", "半价促销", "成交", "十分好", "3号线", "一样的", "万能胶", "百搭款", "五五开",
    "千万别下架", "iphone15", "一起看看", "B2B平台", "第一次用", "one more thing", "一般般",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), READ)
def test_a_number_is_read(text: str, value: str) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(("text", "kind", "value", "piece"), FOUND)
def test_a_number_is_found_with_its_kind_and_place(text: str, kind: str, value: str, piece: str) -> None:
    first = find_numbers(text)[0]
    assert (first.kind, first.value, first.span.of(text)) == (kind, Decimal(value), piece)


@pytest.mark.parametrize("text", NO_NUMBER)
def test_words_with_digits_in_them_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == ()


def test_several_numbers_come_in_order() -> None:
    assert [number.value for number in find_numbers("100件起批，9块9一件，满500打9折")] == [
        Decimal(100), Decimal("9.9"), Decimal(500), Decimal("0.9"),
    ]  # fmt: skip


def test_text_that_is_more_than_a_number_is_not_read() -> None:
    assert read_number("大概50万吧") is None
