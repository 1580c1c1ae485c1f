"""A `MetricQuery` in words: the question a careful person would have asked."""

from dataclasses import dataclass
from datetime import date, timedelta

from core.lexicon import Lexicon
from core.phrases import Lang
from core.query import Filter, Having, MetricQuery, Window
from intents.day_math import Anchor, just_before, month_dates
from intents.folding import is_chinese

_OPS = {
    "zh": {"gt": "超过", "ge": "至少", "lt": "低于", "le": "不超过", "eq": "等于"},
    "en": {"gt": "above", "ge": "at least", "lt": "below", "le": "at most", "eq": "equal to"},
}
_SHORT = frozenset({"gmv", "roi", "ctr", "cpc", "aov", "sku"})
_GRAINS = {
    "zh": {"day": "每天", "week": "每周", "month": "每月"},
    "en": {"day": "daily", "week": "weekly", "month": "monthly"},
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Names in one language. `said` are words the merchant used, preferred: id or window → text."""

    lexicon: Lexicon
    lang: Lang
    today: date
    said: dict[str, str]
    windows: dict[Window, str]

    def question(self, query: MetricQuery) -> str:
        """The stand-alone question."""
        return self._chinese(query) if self.lang == "zh" else self._english(query)

    def subject(self, query: MetricQuery) -> str:
        """Period, scope and figures without the asking: 上周义乌的成交额."""
        if self.lang == "zh":
            return f"{self._window(query)}{self._scope(query)}{self.metrics(query)}"
        return f"{self.metrics(query)}{self._scope(query)} {self._window(query)}".strip()

    def metrics(self, query: MetricQuery) -> str:
        """The figures' names."""
        names = [self.name(self.lexicon.metrics, metric) for metric in query.metrics]
        return ("、" if self.lang == "zh" else ", ").join(names)

    def name(self, aliases: dict[str, str], value: str) -> str:
        """The word the merchant used, else the first name in the language, else the id."""
        if value in self.said:
            return self.said[value]
        wanted = self.lang == "zh"
        found = next((text for text, known in aliases.items() if known == value and is_chinese(text) == wanted), value)
        return found.upper() if found in _SHORT else found

    def product(self, value: str) -> str:
        """The name the merchant used for a product, else its first alias in the language, else its title."""
        found = next((item for item in self.lexicon.products if item.id == value), None)
        if found is None:
            return value
        aliases = [alias for alias in found.aliases if is_chinese(alias) == (self.lang == "zh")]
        return self.said.get(found.title) or next(iter(aliases), found.title)

    def _element(self, entry: Filter, value: str) -> str:
        if entry.field == "product":
            return self.product(value)
        name = self.name(self.lexicon.elements.get(entry.field, {}), value)
        return name.title() if entry.field in ("province", "city") and name.isascii() else name

    def _scope(self, query: MetricQuery) -> str:
        parts = []
        for entry in query.filters:
            values = entry.value if isinstance(entry.value, tuple) else (entry.value,)
            names = [self._element(entry, value) for value in values]
            if self.lang == "zh":
                parts.append(
                    ("除了" if entry.op == "ne" else "") + "和".join(names) + ("以外" if entry.op == "ne" else "")
                )
            else:
                lead = (
                    "in"
                    if entry.field in ("province", "city", "category")
                    else "of"
                    if entry.field == "product"
                    else "from"
                )
                parts.append(f"{'excluding' if entry.op == 'ne' else lead} {' and '.join(names)}")
        if not parts:
            return ""
        return "".join(f"{part}的" for part in parts) if self.lang == "zh" else "".join(f" {part}" for part in parts)

    def _window(self, query: MetricQuery) -> str:
        return self.window(query.window) if query.window_said else ""

    def window(self, window: Window) -> str:
        """The merchant's words for a period, else 昨天, 上周, 11月3日到9日 and the like."""
        if window in self.windows:
            return self.windows[window]
        names = _known_periods(self.today)
        if window in names:
            return names[window][0 if self.lang == "zh" else 1]
        ends = (window.start,) if window.start == window.end else (window.start, window.end)
        return ("到" if self.lang == "zh" else " to ").join(self._day(day) for day in ends)

    def _day(self, day: date) -> str:
        this_year = day.year == self.today.year
        if self.lang == "zh":
            return f"{'' if this_year else f'{day.year}年'}{day.month}月{day.day}日"
        return f"{day:%b} {day.day}{'' if this_year else f', {day.year}'}"

    def _dimension(self, query: MetricQuery) -> str:
        return ("和" if self.lang == "zh" else " and ").join(
            self.name(self.lexicon.dimensions, name) for name in query.dimensions
        )

    def _chinese(self, query: MetricQuery) -> str:
        head = f"{self._window(query)}{self._scope(query)}"
        metric = self.metrics(query)
        if "avg_per_day" in query.derive:
            metric = f"日均{metric}"
        rows = self._dimension(query)
        if query.grain and not rows:
            rows = {"day": "一天", "week": "一周", "month": "一个月"}[query.grain] if query.order else ""
        if query.having:
            head += "，".join(self._threshold(entry) for entry in query.having) + "的"
            tail = f"{rows}有多少个" if "count" in query.derive else f"{rows}有哪些"
            return f"{head}{tail}{self._compared(query)}"
        return f"{head}{self._asked_zh(query, metric, rows)}{self._compared(query)}"

    def _asked_zh(self, query: MetricQuery, metric: str, rows: str) -> str:
        if query.order and rows:
            growth = query.by == "growth"
            best = (
                ("涨得最快" if query.order == "desc" else "跌得最快")
                if growth
                else "最高"
                if query.order == "desc"
                else "最低"
            )
            count = f"{query.limit}个" if query.limit and query.limit > 1 else ""
            what = f"{metric}{best}的{count}{rows}"
            return f"{what}占比是多少" if "share" in query.derive else f"{what}是哪{'些' if query.limit != 1 else '个'}"
        if query.grain:
            by = f"各{rows}的" if rows else ""
            return f"{by}{_GRAINS['zh'][query.grain]}{metric}趋势"
        if "share" in query.derive:
            return f"{'各' + rows + '的' if rows else ''}{metric}占比是多少"
        if "growth" in query.derive:
            return f"{'各' + rows + '的' if rows else ''}{metric}变化了多少"
        return f"各{rows}的{metric}分别是多少" if rows else f"{metric}是多少"

    def _threshold(self, entry: Having) -> str:
        name = self.name(self.lexicon.metrics, entry.metric)
        value = f"{entry.value:.10g}"
        if entry.metric.endswith(("rate", "margin", "share")) and abs(entry.value) <= 1:
            value = f"{entry.value * 100:.10g}%"
        gap = "" if self.lang == "zh" else " "
        return f"{name}{gap}{_OPS[self.lang][entry.op]}{gap}{value}"

    def _compared(self, query: MetricQuery) -> str:
        compare = query.compare
        if compare is None:
            return ""
        zh = self.lang == "zh"
        if compare.kind == "goal":
            return "，和目标比" if zh else ", against the goal"
        if compare.kind == "year":
            return "，同比" if zh else ", year over year"
        if compare.window is None or compare.window == just_before(query.window, self.today):
            return "，环比" if zh else ", against the period before"
        other = self.window(compare.window)
        return f"，和{other}比" if zh else f", compared with {other}"

    def _english(self, query: MetricQuery) -> str:
        rows, metric, scope = self._dimension(query), self.metrics(query), self._scope(query)
        when = f" {self._window(query)}" if query.window_said else ""
        if query.having:
            conditions = " and ".join(self._threshold(entry) for entry in query.having)
            lead = "how many" if "count" in query.derive else "which"
            return f"{lead} {rows or 'product'} with {conditions}{scope}{when}{self._compared(query)}"
        return f"{self._asked_en(query, metric, rows)}{scope}{when}{self._compared(query)}"

    def _asked_en(self, query: MetricQuery, metric: str, rows: str) -> str:
        metric = f"daily average {metric}" if "avg_per_day" in query.derive else metric
        if query.order and (rows or query.grain):
            count = f"{query.limit} " if query.limit else ""
            what = rows or f"{query.grain}"
            what = f"{what}s" if query.limit != 1 and not what.endswith("s") else what
            grown = "growth of " if query.by == "growth" else ""
            share = "share of " if "share" in query.derive else ""
            return f"{'top' if query.order == 'desc' else 'bottom'} {count}{what} by {share}{grown}{metric}"
        grain = f"{_GRAINS['en'][query.grain]} " if query.grain else ""
        trend = " trend" if query.grain else ""
        share = "share of " if "share" in query.derive else "growth of " if "growth" in query.derive else ""
        return f"{share}{grain}{metric}{trend}{f' by {rows}' if rows else ''}"


def _known_periods(today: date) -> dict[Window, tuple[str, str]]:
    anchor = Anchor(today)
    last_month = month_dates(*anchor.month(-1))
    names: dict[Window, tuple[str, str]] = {}
    pairs = [
        (anchor.day(-1), "昨天", "yesterday"),
        (anchor.day(0), "今天", "today"),
        (anchor.day(-2), "前天", "the day before yesterday"),
        (anchor.week(-1), "上周", "last week"),
        (anchor.week(0), "本周", "this week"),
        (anchor.settle(today.replace(day=1), today), "本月", "this month"),
        (Window(start=last_month[0], end=last_month[1]), "上个月", "last month"),
        *((anchor.back(days), f"最近{days}天", f"past {days} days") for days in (3, 7, 14, 15, 30, 60, 90, 180)),
        (anchor.settle(date(today.year, 1, 1), today), "今年", "this year"),
        (Window(start=date(today.year - 1, 1, 1), end=date(today.year, 1, 1) - timedelta(1)), "去年", "last year"),
    ]
    for window, zh, en in pairs:
        if isinstance(window, Window):
            names.setdefault(window, (zh, en))
    return names
