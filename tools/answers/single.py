"""One figure, or several side by side: number, window, comparison."""

from decimal import Decimal

from core.calls import Scalar
from core.money import say_percent
from core.query import Compare, MetricQuery
from core.records import Goal
from tools.answers.spoken import Scene, Spoken


def single(scene: Scene, *, explicit: bool, goal: Goal | None = None) -> Spoken:
    """`explicit` when the comparison was asked for: then the other value is said too."""
    words, query = scene.words, scene.query
    values = {metric: scene.found.cell(0, metric) for metric in query.metrics}
    if all(value is None for value in values.values()):
        metrics = words.joined([words.metric(metric) for metric in query.metrics])
        text = words.say("query.nothing", window=scene.window, subject=scene.subject, metric=metrics)
        return Spoken(text, status="empty")
    clauses = {metric: _clauses(scene, metric, explicit=explicit, goal=goal) for metric in query.metrics}
    said = {metric: words.value(metric, value) for metric, value in values.items()}
    if len(query.metrics) == 1:
        return Spoken(_line(scene, "query.single", scene.metric, said[scene.metric], clauses[scene.metric]))
    lines = [words.say("query.several", window=scene.window, subject=scene.subject)]
    lines += [
        words.say("query.several_line", metric=words.metric(metric), value=said[metric], comparison=clauses[metric])
        for metric in query.metrics
    ]
    return Spoken("\n".join([*lines, *_ratio(scene)]))


def _line(scene: Scene, key: str, metric: str, value: str, comparison: str) -> str:
    words = scene.words
    return words.say(
        key,
        window=scene.window,
        subject=scene.subject,
        metric=words.metric(metric),
        value=value,
        comparison=comparison,
    )


def _clauses(scene: Scene, metric: str, *, explicit: bool, goal: Goal | None) -> str:
    words, found = scene.words, scene.found
    clauses = _comparison(scene, metric, explicit=explicit)
    share, per_day = found.cell(0, f"{metric}_share"), found.cell(0, f"{metric}_per_day")
    if share is not None:
        clauses += words.say("query.share_of", share=say_percent(_decimal(share)))
    if per_day is not None:
        clauses += words.say("query.per_day", value=words.value(metric, per_day))
    return clauses + goal_clause(scene, metric, goal)


def _comparison(scene: Scene, metric: str, *, explicit: bool) -> str:
    words, query = scene.words, scene.query
    now, before = scene.found.cell(0, metric), scene.found.cell(0, f"{metric}_before")
    if query.compare is None or before is None:
        return ""
    label = before_label(scene, query.compare)
    if explicit:
        label = words.say("query.before_with_value", before=label, value=words.value(metric, before))
    return words.change(metric, now, before, label)


def before_label(scene: Scene, compare: Compare) -> str:
    """What the comparison is with, in words."""
    return scene.words.dates.before(scene.query.window, compare)


def goal_clause(scene: Scene, metric: str, goal: Goal | None) -> str:
    """How far the goal is reached; "" for another metric's goal."""
    value = scene.found.cell(0, metric)
    if goal is None or goal.metric != metric or value is None or not goal.target:
        return ""
    done, rest = _decimal(value), goal.target - _decimal(value)
    words, share = scene.words, say_percent(done / goal.target)
    target = words.value(metric, float(goal.target))
    if rest <= 0:
        return words.say("query.goal_reached", target=target, share=share)
    return words.say("query.goal_done", target=target, share=share, rest=words.value(metric, float(rest)))


def _ratio(scene: Scene) -> list[str]:
    value = scene.found.cell(0, "ratio")
    if value is None:
        return []
    first, second = (scene.words.metric(metric) for metric in scene.query.metrics[:2])
    if 0 <= float(value) < 1:
        return [scene.words.say("query.part_of", first=first, second=second, share=say_percent(_decimal(value)))]
    return [scene.words.say("query.ratio_of", first=first, second=second, value=f"{float(value):,.2f}")]


def _decimal(value: Scalar) -> Decimal:
    return Decimal(str(value))


def counted(scene: Scene) -> Spoken:
    """How many elements meet a condition."""
    words, query = scene.words, scene.query
    n = str(scene.found.cell(0, "count"))
    by = query.dimensions[0] if query.dimensions else ""
    dimension = words.dimension(by) if by else words.grain(query.grain or "day")
    common = {"window": scene.window, "subject": scene.subject, "dimension": dimension, "n": n}
    if query.having:
        return Spoken(words.say("query.counted", condition=words.condition(query.having), **common))
    return Spoken(words.say("query.counted_all", metric=words.metric(scene.metric), **common))


def summed(scene: Scene, asked: MetricQuery) -> Spoken:
    """The sum over the listed elements of the query that was asked."""
    words = scene.words
    dimension = words.dimension(asked.dimensions[0]) if asked.dimensions else words.grain(asked.grain or "day")
    limited = words.say("query.these", n=str(asked.limit), dimension=dimension) if asked.limit else ""
    column = f"{scene.metric}_sum" if f"{scene.metric}_sum" in scene.found.columns else scene.metric
    share = scene.found.cell(0, f"{scene.metric}_share_sum")
    part = "" if share is None else words.say("query.of_share", share=say_percent(_decimal(share)))
    return Spoken(
        words.say(
            "query.summed",
            window=scene.window,
            subject=words.subject(asked.filters, scene.titles),
            what=limited or words.say("query.all_of_them", dimension=dimension),
            metric=words.metric(scene.metric),
            value=words.value(scene.metric, scene.found.cell(0, column)) + part,
        )
    )
