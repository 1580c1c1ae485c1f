"""How a moment is said: 今天 14:30, 明天 14:30, 11月21日 14:30; 21 Nov, 14:30."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.phrases import Lang, Phrases
from core.records import Shop


def say_time(at: datetime, now: datetime, shop: Shop, phrases: Phrases, lang: Lang) -> str:
    """In the shop's time zone, the day relative to `now`."""
    zone = ZoneInfo(shop.timezone)
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return phrases.say("gate.today_at", lang, time=clock)
    if local.date() == today + timedelta(days=1):
        return phrases.say("gate.tomorrow_at", lang, time=clock)
    month = str(local.month) if lang == "zh" else f"{local:%b}"
    return phrases.say("gate.day_at", lang, month=month, day=str(local.day), time=clock)
