"""YAML files into checked values; what is wrong is named by file and line."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from core.errors import ConfigError

Shape = TypeVar("Shape")


def read_yaml(path: Path, shape: type[Shape]) -> Shape:
    """ConfigError `<file>:<line>: …` when it isn't YAML or not of this shape."""
    source = path.read_text(encoding="utf-8")
    checked: TypeAdapter[Any] = TypeAdapter(shape)
    try:
        value: Shape = checked.validate_python(yaml.safe_load(source))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise ConfigError(f"{path.name}:{mark.line + 1 if mark else 1}: not YAML: {error.problem}") from error
    except ValidationError as error:
        fault = error.errors()[0]
        key = ".".join(str(part) for part in fault["loc"])
        raise ConfigError(f"{path.name}:{_line(yaml.compose(source), fault['loc'])}: {key}: {fault['msg']}") from error
    return value


def _line(node: yaml.Node | None, loc: tuple[int | str, ...]) -> int:
    """The line (from 1) of the deepest part of `loc` that the file has."""
    line = 1
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == str(part)), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
