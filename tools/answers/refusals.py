"""What is said when the layer has no such figure: what is missing, and the nearest there is."""

from analytics.parts import UnavailableError
from core.buttons import button_data
from core.calls import Answer, Result
from core.query import MetricQuery
from core.replies import Button, Text
from tools.answers.preparing import UNKNOWN
from tools.answers.spoken import capital
from tools.answers.words import Words

OFFERED = 3


def refusal(error: UnavailableError, query: MetricQuery, words: Words) -> Result:
    """Status unavailable, with buttons for what can be asked instead."""
    if error.reason == "metric":
        return _absent(error.what, query, words)
    if error.reason == "word":
        return _unknown(error.what, query, words)
    about = _about(error, query, words)
    text = capital(_text(about, words))
    return Result((Text(text=text, buttons=_buttons(about, words)),), Answer(status="unavailable", query=query))


def _absent(metric: str, query: MetricQuery, words: Words) -> Result:
    """A figure there is no data on, with the nearest there is: the same question of it is a button."""
    answer = Answer(status="unavailable", query=query)
    entry = words.semantics.absent.get(metric)
    if entry is None:
        return Result((Text(text=words.say("query.no_metric")),), answer)
    name = entry.name(words.lang)
    if not entry.nearest:
        return Result((Text(text=capital(words.say("query.absent", name=name))),), answer)
    nearest = words.metric(entry.nearest)
    text = capital(words.say("query.absent_but", name=name, nearest=nearest))
    instead = words.say("query.instead", window=words.dates.short_window(query.window), metric=nearest)
    button = Button(text=instead, data=button_data("say", instead))
    return Result((Text(text=text, buttons=((button,),)),), answer)


def _unknown(word: str, query: MetricQuery, words: Words) -> Result:
    """A condition there is no data on; the figure without it is offered."""
    rest = tuple(one for one in query.filters if one.field != UNKNOWN)
    metric = words.metric(query.metrics[0])
    window = words.dates.short_window(query.window)
    plain = words.say("query.without", window=window, subject=words.subject(rest, {}), metric=metric)
    text = words.say("query.unknown_word", word=word, plain=plain)
    buttons = () if any(one.field == "product" for one in rest) else (_say(plain),)
    return Result((Text(text=text, buttons=buttons),), Answer(status="unavailable", query=query))


def _say(text: str) -> tuple[Button, ...]:
    return (Button(text=text, data=button_data("say", text)),)


def _about(error: UnavailableError, query: MetricQuery, words: Words) -> UnavailableError:
    """The refusal of the metric that was asked for, not of one that it is computed from."""
    semantics = words.semantics
    asked = next(
        (one for one in query.metrics if one in semantics.metrics and error.what in semantics.leaves(one)), error.what
    )
    if error.reason != "dimension" or asked == error.what:
        return error
    fields = {*query.dimensions, *(one.field for one in query.filters)}
    nearest = tuple(one for one in semantics.allowed(asked) if one not in fields)
    return UnavailableError("dimension", asked, error.field, nearest)


def _text(error: UnavailableError, words: Words) -> str:
    match error.reason:
        case "dimension":
            return _dimension(error, words)
        case "grain":
            return words.say("query.no_grain", metric=words.metric(error.what))
        case "element":
            return words.say("query.no_element", field=words.dimension(error.field), what=error.what)
        case "adding":
            return words.say("query.no_adding", metric=words.metric(error.what))
        case _:
            return words.say("query.no_metric")


def _dimension(error: UnavailableError, words: Words) -> str:
    known = error.field in words.semantics.dimensions
    field = words.dimension(error.field) if known else error.field
    metric = words.metric(error.what)
    nearest = words.joined([words.dimension(one) for one in error.nearest[:OFFERED]])
    if not nearest:
        return words.say("query.no_dimension_at_all", metric=metric, field=field)
    return words.say("query.no_dimension", metric=metric, field=field, nearest=nearest)


def _buttons(error: UnavailableError, words: Words) -> tuple[tuple[Button, ...], ...]:
    if error.reason != "dimension":
        return ()
    texts = [
        words.say("query.by_dimension", dimension=words.dimension(one), metric=words.metric(error.what))
        for one in error.nearest[:OFFERED]
    ]
    return tuple((Button(text=text, data=button_data("say", text)),) for text in texts)
