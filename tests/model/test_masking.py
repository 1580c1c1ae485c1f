"""Personal data in what is sent to a model."""

import time

import pytest

from adapters.model.masking import Mask

HIDDEN = [
    ("客户电话13812345678要退货", "客户电话[phone 1]要退货"),
    ("打 138-1234-5678", "打 [phone 1]"),
    ("+86 138 1234 5678", "[phone 1]"),
    ("座机0579-85201234", "座机[phone 1]"),
    ("400-820-8820 打不通", "[phone 1] 打不通"),
    ("call +44 20 7946 0958 please", "call [phone 1] please"),
    ("身份证33078219900101123X", "身份证[id 1]"),
    ("护照E12345678", "护照[id 1]"),
    ("卡号6222 0212 3456 7890 123", "卡号[card 1]"),
    ("邮箱abc_1@x.cn谢谢", "邮箱[email 1]谢谢"),
    ("mail wang.li+1@yiwu-toys.com.cn now", "mail [email 1] now"),
    ("加我微信号 toys_2020", "加我微信[chat 1]"),
    ("收件人：王小明", "收件人[name 1]"),
    ("寄到浙江省金华市义乌市稠州北路688号3幢2单元501室", "寄到[address 1]"),
    ("发到国贸大道12号", "发到[address 1]"),
    ("ship to 12 Baker Street, Apt 4 today", "ship to [address 1] today"),
]
KEPT = [
    "昨天卖了多少",
    "这个月目标50万",
    "订单2026112000017怎么还没发",
    "把夜光乌龟的价格改成12.5",
    "11月1日到11月20日的GMV",
    "义乌市的买家有多少",
    "1688和拼多多哪个卖得好",
    "orders from 1 to 20 November",
    "roi 低于 1.5 就停",
]


@pytest.mark.parametrize(("text", "sent"), HIDDEN)
def test_personal_data_is_marked(text: str, sent: str) -> None:
    assert Mask().hide(text) == sent


@pytest.mark.parametrize("text", KEPT)
def test_what_is_not_personal_stays(text: str) -> None:
    assert Mask().hide(text) == text


@pytest.mark.parametrize(("text", "sent"), HIDDEN)
def test_a_mark_that_is_repeated_gets_its_value_back(text: str, sent: str) -> None:
    mask = Mask()
    mask.hide(text)
    assert mask.reveal(sent) == text


def test_the_same_value_has_the_same_mark_throughout() -> None:
    mask = Mask()
    assert mask.hide("13812345678 13912345678 13812345678") == "[phone 1] [phone 2] [phone 1]"


def test_a_value_with_quotes_cannot_break_the_json_it_returns_to() -> None:
    mask = Mask()
    mask.hidden['a"b'] = "[name 1]"
    assert mask.reveal('{"a": "[name 1]"}') == '{"a": "a\\"b"}'


@pytest.mark.parametrize("piece", ["市", "省市县", "路", "1", "1 ", "a@", "街道1", "A b ", "+1 "])
def test_no_text_takes_long(piece: str) -> None:
    began = time.process_time()
    Mask().hide(piece * (6000 // len(piece)))
    assert time.process_time() - began < 0.3
