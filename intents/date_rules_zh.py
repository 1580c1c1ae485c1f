"""The Chinese date words as a table: a pattern a row, with what it stands for."""

# ruff: noqa: E501 (a row is a pattern)

import re

from intents.dates_zh import (
    Rule,
    ago,
    bare_days,
    day_date,
    day_range,
    dotted_range,
    feast,
    half_date,
    half_year,
    month_date,
    month_end,
    month_range,
    numeric,
    quarter_date,
    recently,
    rolling_date,
    same_period,
    single_date,
    third,
    to_date,
    week_date,
    weekday,
    weekday_range,
    year_date,
)
from intents.feasts import BY_NAME

_YEAR = r"(?P<y>大前年|前年|去年|上年|今年|本年|明年|20\d\d年?|(?<!\d)2[2-9]年|二零[零一二三四五六七八九]{2}年)\s?的?"
_N = r"(?P<n>\d{1,3}|[一二两三四五六七八九十百]{1,4}|半|几)"
_MONTH = (
    r"(?P<m>\d{1,2}月份?|十[一二]?月份?|(?<!十)[一二三四五六七八九]月份?|上上个?月|上个?月|本月|这个?月|当月|下个?月)"
)
_NOT_LABEL = r"(?![线店仓链色码楼位机字电品款门桌厅库室员选\d])"
_DAY = rf"(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:号|日(?![游均活元语本])){_NOT_LABEL}"
_TO = r"\s?(?:到|至|~|-|—|–)\s?"
_WEEK = r"(?:周|星期|礼拜)"
_FEAST_NAMES = "|".join(
    re.escape(name) for name in sorted(BY_NAME, key=len, reverse=True) if not name[:1].isascii() or name[0].isdigit()
)
_NEAR = r"(?=那天|当天|当日|活动|的?(?:gmv|成交|销售|访客|订单|数据|战报|转化|卖|买家|表现))"

RULES: tuple[Rule, ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"(?P<base>去年的?|上个?月的?)?(?P<w>大前|前|昨|今|明|大后|后)(?:天(?!气)|日|个?儿个?|晚上?|早上?|夜)(?!候)", single_date),
        (rf"{_N}个?(?P<u>天|日|周|星期|礼拜|月)(?:之|以)?前(?!端|[十百]|\d)", ago),
        (rf"(?P<p>最近|过去|近|前|头|这|之前|往前|刚过去的?)的?这?{_N}\s?个?(?P<u>天|日|周(?!年)|星期|礼拜|月|季度|年)(?:之内|以内|以来|内|里|间)?", rolling_date),
        (r"(?<![第\d.个每])(?P<n>\d{1,3}|[二两三四五六七八九十]{1,3}|一(?=周|星期|礼拜))个?(?P<u>天|周(?!年)|星期|礼拜)(?!内?(?:无理由|包|发货|到货|保价|后|退))(?:之内|以内|内|里|来)?", bare_days),
        (r"(?:最近|近|过去|这)?半个月|(?<![上下])半年(?!报)", half_date),
        (r"(?P<p>上上|上|下下|下|本|这一|这)个?(?:周(?!转率|边|岁|年)|星期|礼拜)(?P<d>[一二三四五六日天末](?!均|报))?", week_date),
        (rf"(?<![上下本这每逐各按两一半几近分\d]){_WEEK}(?P<d>[一二三四五六日天末])(?!起|围|均|报)", weekday),
        (rf"(?P<p>上上|上|本|这)?个?{_WEEK}(?P<a>[一二三四五六日天]){_TO}(?:上上|上|本|这)?个?{_WEEK}?(?P<b>[一二三四五六日天])", weekday_range),
        (rf"(?:{_YEAR})?{_MONTH}的?(?P<part>上旬|中旬|下旬|初|底|末|上半月|下半月)?", month_date),
        (r"(?<![上下本这月])(?P<part>上旬|中旬|下旬|上半月|下半月)", third),
        (rf"(?:(?:{_YEAR})?{_MONTH}的?)?(?<![\d.第]){_DAY}", day_date),
        (rf"(?:(?:{_YEAR})?{_MONTH}的?)?(?<![\d.第])(?P<d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[号日]?{_TO}(?P<e>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})(?:号|日){_NOT_LABEL}", day_range),
        (rf"(?:{_YEAR})?(?P<q>(?<![a-z])q[1-4](?![a-z\d])|第?[一二三四1-4]季度|(?:上上|上|本|这|下)个?季度?)(?!节)", quarter_date),
        (rf"{_YEAR}(?P<h>上半年|下半年)?(?:全年|一整年|整年)?", year_date),
        (r"上半年|下半年", half_year),
        (r"(?P<u>月|年|周)初(?P<end>到今天|至今天|以来|至今|到现在|到目前为?止?)?(?=以来|到|至|$|[^\w]|的)?", to_date),
        (r"(?:去年|上年|上个?月)的?(?:同期|这个?时候|同一时间|同时期)", same_period),
        (rf"(?:{_YEAR})?(?<![\d.¥￥$成价为降到])(?P<f>{_FEAST_NAMES})(?!\d|[元块件个单人款%万kw]|\.\d)(?P<s>大促期间|活动期间|期间|假期|长假|小长假|黄金周|大促|那几天|那阵子)?(?:(?P<near>{_NEAR}))?(?:那天|当天|当日)?", feast),
        (r"(?<!\d)(?P<y>20\d\d)\s?[-/.年]\s?(?P<m>\d{1,2})\s?[-/.月]\s?(?P<d>\d{1,2})[日号]?(?!\d)", numeric),
        (r"(?<!\d)(?P<y>20\d\d)(?P<m>0\d|1[0-2])(?P<d>[0-3]\d)(?!\d)", numeric),
        (r"(?<![\d/.])(?P<y>)(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\d/.]|元|块)", numeric),
        (r"(?<![\d/.-])(?P<y>)(?P<m>0\d|1[0-2])-(?P<d>[0-3]\d)(?![\d/.-]|元|块)", numeric),
        (r"(?<![\d.¥￥$])(?P<y>)(?P<m>\d{1,2})\.(?P<d>\d{1,2})(?=[号日]|那天|当天|这天|的)[号日]?", numeric),
        (r"(?<![\d.¥￥$])(?P<m>\d{1,2})[./](?P<d>\d{1,2})[号日]?\s?(?:到|至|~|-|—|–)\s?(?P<n>\d{1,2})[./](?P<e>\d{1,2})[号日]?(?![\d.]|元|块|折|%|万)", dotted_range),
        (rf"(?:{_YEAR})?(?<!\d)(?P<m>\d{{1,2}})月?{_TO}(?P<n>\d{{1,2}})月份?(?!\d)", month_range),
        (r"(?:到|至)?(?<![\d上下一二三四五六七八九十个本这])(?:月底|月末|年底|年末)", month_end),
        (r"最近(?=$|[^\d一二两三四五六七八九十几半])|近期|近来|这阵子|这段时间|这一阵", recently),
    )
)  # fmt: skip
