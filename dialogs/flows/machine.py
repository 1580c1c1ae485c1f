"""Flows as declared states and transitions, run by the `transitions` library, which nobody else imports.

The library wants a mutable model and returns False in silence where a condition fails; so a plain throw-away object
is driven, only the state's name is kept, and every trigger's result is checked.
"""

from dataclasses import dataclass

from transitions import Machine, MachineError

from core.errors import InternalError

DONE = "done"


@dataclass(frozen=True, slots=True)
class FlowSpec:
    """A flow's states and its (trigger, source, destination) triples. Every flow ends in DONE."""

    name: str
    states: tuple[str, ...]
    transitions: tuple[tuple[str, str, str], ...]


class _Model:
    """What the library hangs its triggers on."""

    state: str


def next_state(spec: FlowSpec, state: str, trigger: str) -> str:
    """The state that `trigger` leads to. InternalError if the flow knows no such step."""
    model = _Model()
    try:
        machine = Machine(
            model=model,
            states=[*spec.states, DONE],
            transitions=[list(each) for each in spec.transitions],
            initial=state,
            auto_transitions=False,
        )
        moved = machine.events[trigger].trigger(model) if trigger in machine.events else False
    except (MachineError, ValueError) as error:
        raise InternalError(f"flow {spec.name}: no step {trigger} from {state}") from error
    if not moved:
        raise InternalError(f"flow {spec.name}: no step {trigger} from {state}")
    return model.state


def can(spec: FlowSpec, state: str, trigger: str) -> bool:
    """Whether the flow has this step."""
    return any((trigger, state) == (name, source) for name, source, _ in spec.transitions)
