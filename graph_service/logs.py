"""What is logged, in which form: lines for programs or for people, none of which can be forged.

No text of a client's variables and no secret may stand in a log. Messages of exceptions that are
not ours can hold either, so of these only the type is logged, and where they were raised; and there
is no level below INFO, at which the driver writes down what it sends.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from types import TracebackType
from typing import Any, TypeAlias

import orjson
from pythonjsonlogger.core import BaseJsonFormatter

from graph_service.errors import GraphServiceError
from graph_service.settings import LogSettings
from graph_service.telemetry import CURRENT_REQUEST

_Caught: TypeAlias = (
    "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]"
)
_FIELDS = ("levelname", "name", "message")
_NAMES = {"levelname": "level", "name": "logger", "exc_info": "exception", "stack_info": "stack"}
_REQUEST_ID = "requestId"
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What could end a line, colour it, or turn it round."""


def configure_logs(settings: LogSettings) -> None:
    """Have all that is logged by this process written to its standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if settings.form == "json" else _Text())
    handler.addFilter(_name_request)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.level.upper())
    logging.getLogger("graph_service.access").disabled = not settings.access
    logging.captureWarnings(capture=True)


def _name_request(line: logging.LogRecord) -> bool:
    """Add the id of the request that is being answered."""
    if (record := CURRENT_REQUEST.get(None)) is not None and not hasattr(line, _REQUEST_ID):
        setattr(line, _REQUEST_ID, record.id)
    return True


class _Discreet(BaseJsonFormatter):
    """Writes exceptions without what others said in them."""

    def __init__(self) -> None:
        super().__init__(_FIELDS, timestamp="time", rename_fields=_NAMES)

    def formatException(self, ei: _Caught) -> str:  # noqa: N802 (logging's name)
        return "".join(_told(ei[1])) if ei[1] is not None else ""


class _Json(_Discreet):
    """A line is a JSON object."""

    def jsonify_log_record(self, log_data: dict[str, Any]) -> str:
        try:
            return _safe(orjson.dumps(log_data, default=str).decode())
        except TypeError:  # there is half of a character in it
            return json.dumps(log_data, default=str)


class _Text(_Discreet):
    """A line begins with its time; those of a traceback are indented."""

    def jsonify_log_record(self, log_data: dict[str, Any]) -> str:
        known = {name: value for name, value in log_data.items() if value is not None}
        time = known.pop("time").isoformat(timespec="milliseconds")
        first = [time, *(str(known.pop(name)) for name in ("level", "logger", "message"))]
        traces = [str(known.pop(name)) for name in ("exception", "stack") if name in known]
        first += [f"{name}={value}" for name, value in known.items()]
        lines = [line for trace in traces for line in trace.splitlines()]
        return "\n".join([_safe(" ".join(first)), *(f"    {_safe(line)}" for line in lines)])


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _told(error: BaseException) -> list[str]:
    """Give the types of an exception and of its causes, and where each was raised."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_told(cause), "which led to:\n"] if cause is not None else []
    message = f": {error}" if isinstance(error, GraphServiceError) else ""
    lines += [f"{type(error).__module__}.{type(error).__qualname__}{message}\n"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}\n")
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            lines += ["which holds:\n", *_told(part)]
    return lines
