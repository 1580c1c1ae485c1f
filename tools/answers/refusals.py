"""What is said when the layer has no such figure: what is missing, and the nearest there is."""

from analytics.parts import UnavailableError
from core.buttons import button_data
from core.calls import Answer, Result
from core.query import MetricQuery
from core.replies import Button, Text
from tools.answers.words import Words

OFFERED = 3


def refusal(error: UnavailableError, query: MetricQuery, words: Words) -> Result:
    """Status unavailable, with buttons for what can be asked instead."""
    return Result(
        (Text(text=_text(error, words), buttons=_buttons(error, words)),), Answer(status="unavailable", query=query)
    )


def _text(error: UnavailableError, words: Words) -> str:
    match error.reason:
        case "dimension":
            return _dimension(error, words)
        case "grain":
            return words.say("no_grain", metric=words.metric(error.what))
        case "element":
            return words.say("no_element", field=words.dimension(error.field), what=error.what)
        case "adding":
            return words.say("no_adding", metric=words.metric(error.what))
        case _:
            return words.say("no_metric")


def _dimension(error: UnavailableError, words: Words) -> str:
    known = error.field in words.semantics.dimensions
    field = words.dimension(error.field) if known else error.field
    metric = words.metric(error.what)
    nearest = words.joined([words.dimension(one) for one in error.nearest[:OFFERED]])
    if not nearest:
        return words.say("no_dimension_at_all", metric=metric, field=field)
    return words.say("no_dimension", metric=metric, field=field, nearest=nearest)


def _buttons(error: UnavailableError, words: Words) -> tuple[tuple[Button, ...], ...]:
    if error.reason != "dimension":
        return ()
    texts = [
        words.say("by_dimension", dimension=words.dimension(one), metric=words.metric(error.what))
        for one in error.nearest[:OFFERED]
    ]
    return tuple((Button(text=text, data=button_data("say", text)),) for text in texts)
