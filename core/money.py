"""How amounts and counts are said: 3.2万 in Chinese, ¥32,000 in English."""

from decimal import Decimal

from core.phrases import Lang


def _trim(value: Decimal, places: int) -> str:
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def say_count(value: Decimal | float, lang: Lang) -> str:
    """A count as merchants say it: 1.2万 from ten thousand on in Chinese, 12,345 in English."""
    number = Decimal(str(value))
    if lang == "zh" and abs(number) >= 100_000_000:
        return f"{_trim(number / 100_000_000, 2)}亿"
    if lang == "zh" and abs(number) >= 10_000:
        return f"{_trim(number / 10_000, 2)}万"
    return _trim(number, 0 if number == number.to_integral_value() else 2)


def say_money(value: Decimal | float, lang: Lang) -> str:
    """Yuan: 3.2万元, 860.5元; ¥32,000 in English."""
    number = Decimal(str(value))
    if lang == "zh":
        return f"{say_count(number, lang)}元"
    sign = "-" if number < 0 else ""
    return f"{sign}¥{_trim(abs(number), 0 if number == number.to_integral_value() else 2)}"


def say_percent(value: Decimal | float, *, signed: bool = False) -> str:
    """A fraction as 12.3%; `signed` writes + before a rise."""
    number = Decimal(str(value)) * 100
    sign = "+" if signed and number > 0 else ""
    return f"{sign}{_trim(number, 1)}%"
