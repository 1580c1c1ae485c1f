"""What stands behind a number."""

from core.buttons import parse_button
from core.calls import Result
from core.query import MetricQuery
from core.replies import Table, Text
from tests.tools.answers import BOTH, YESTERDAY, Asking, only


def evidence(result: Result) -> str:
    reply = only(result)
    (button,) = [button for row in reply.buttons for button in row if button.data.startswith("proof:")]
    parsed = parse_button(button.data)
    assert parsed is not None
    return parsed.argument


async def test_the_evidence_shows_definition_window_freshness_rows_and_statement(shop: Asking) -> None:
    proof = evidence(await shop.ask(MetricQuery(metrics=("conversion_rate",), window=YESTERDAY)))
    table, statement = (await shop.proof(proof)).replies
    assert isinstance(table, Table)
    assert "转化率：买家数 ÷ 访客数" in table.text
    assert "访客数：" in table.text
    assert "2026-11-09 – 2026-11-09" in table.text
    assert "2026-11-10 00:00" in table.text
    assert table.columns == ("转化率", "之前", "变化", "增幅")
    assert table.rows[0][0] == "0.8%"
    assert isinstance(statement, Text)
    assert "FROM fact_traffic AS traffic" in statement.text
    assert ":merchant" not in statement.text


async def test_a_trend_s_evidence_holds_the_whole_too(shop: Asking) -> None:
    proof = evidence(await shop.ask(MetricQuery(metrics=("gmv",), window=BOTH, grain="day"), chart="line"))
    statement = (await shop.proof(proof)).replies[1]
    assert statement.text.count("answer AS (") == 2


async def test_another_shop_s_evidence_is_unknown(shop: Asking) -> None:
    proof = evidence(await shop.ask(MetricQuery(metrics=("gmv",), window=YESTERDAY)))
    assert only(await shop.proof(proof, merchant="other")).text == "这条依据找不到了，重新问一遍就有新的。"


async def test_an_unknown_id_gets_a_graceful_answer(shop: Asking) -> None:
    assert only(await shop.proof("nothing")).text == "这条依据找不到了，重新问一遍就有新的。"
