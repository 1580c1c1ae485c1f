"""When the daily report falls due, and the tool that changes it."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.calls import Arguments, CallContext, ToolCall
from core.phrases import Phrases
from core.ports import Dues, Shops
from core.records import Due, Shop
from tools.shop_settings import ShopChange

DAILY = "daily_report"


def next_report(shop: Shop, after: datetime) -> datetime:
    """The next time of day `shop.report_at` in the shop's zone that is later than `after` (aware)."""
    zone = ZoneInfo(shop.timezone)
    local = after.astimezone(zone)
    day = local.date()
    at = datetime.combine(day, shop.report_at, zone)
    return at if at > local else datetime.combine(day + timedelta(days=1), shop.report_at, zone)


async def schedule_report(dues: Dues, shop: Shop, now: datetime) -> None:
    """Set the one due of the shop's daily report, or drop it."""
    if shop.report_on:
        await dues.put(Due(merchant=shop.merchant, kind=DAILY, key="daily", at=next_report(shop, now)))
    else:
        await dues.drop(shop.merchant, DAILY, "daily")


class ReportArguments(Arguments):
    """`at` is a local time of day; either may be left out."""

    at: time | None = None
    on: bool | None = None


class SetReport(ShopChange[ReportArguments]):
    """Sets the hour of the daily report, or turns it on or off. Without arguments it says when it comes."""

    name = "set_report"
    description = "Sets when the daily report comes, or turns it on or off"
    arguments: type[Arguments] = ReportArguments

    def __init__(self, shops: Shops, dues: Dues, phrases: Phrases) -> None:
        super().__init__(shops, phrases)
        self._dues = dues

    def wanted(self, arguments: ReportArguments) -> dict[str, Any]:
        if arguments.at is not None:
            return {"report_at": arguments.at, "report_on": True}
        return {} if arguments.on is None else {"report_on": arguments.on}

    def said(self, before: Shop, after: Shop, context: CallContext) -> str:
        lang, at = context.actor.lang, f"{after.report_at:%H:%M}"
        if not after.report_on:
            return self._phrases.say("settings.report_off", lang)
        if before == after:
            return self._phrases.say("settings.report_stays", lang, at=at)
        return self._phrases.say("settings.report_on_at", lang, at=at)

    def inverse(self, before: Shop) -> ToolCall:
        if not before.report_on:
            return ToolCall(tool="set_report", arguments={"on": False})
        return ToolCall(tool="set_report", arguments={"at": f"{before.report_at:%H:%M}"})

    async def done(self, shop: Shop, context: CallContext) -> None:
        """The due follows the setting."""
        await schedule_report(self._dues, shop, context.now)
