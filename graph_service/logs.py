"""Log formats: JSON for programs, text for people.

As JSON, all of stderr is log lines: also what commands print, and an error that ends the program.

The values of variables and secrets are never logged, and control characters are escaped, so that no
line can be forged.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import traceback
from threading import Timer
from types import TracebackType
from typing import Any, TextIO, TypeAlias

import orjson
from pythonjsonlogger.core import RESERVED_ATTRS, BaseJsonFormatter

from graph_service.errors import GraphServiceError
from graph_service.settings import LogSettings
from graph_service.telemetry import CURRENT_REQUEST

_ExceptionInfo: TypeAlias = (
    "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]"
)
_FIELDS = ("levelname", "name", "message")
_NAMES = {"levelname": "level", "name": "logger", "exc_info": "exception", "stack_info": "stack"}
_REQUEST_ID = "requestId"
_MOST = 10
"""Warnings of uvicorn that are logged in a minute."""
_MINUTE = 60.0
_MESSAGES = logging.getLogger("graph_service.messages")
_MESSAGES.setLevel(logging.INFO)
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Characters that could end a line, colour it or reverse its direction."""


def configure_logs(settings: LogSettings) -> None:
    """Write the logs of this process to stderr; as JSON, with all else that goes there."""
    stream = sys.stderr.stream if isinstance(sys.stderr, _Messages) else sys.stderr
    if settings.form == "json":
        sys.stderr = _Messages(stream)
        sys.excepthook = lambda _, error, __: _MESSAGES.critical("It failed", exc_info=error)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_Json() if settings.form == "json" else _Text())
    handler.addFilter(_add_request_id)
    handler.addFilter(_BadRequests())
    root = logging.getLogger()
    root.handlers = [handler]
    # Settings allow no level below INFO: at DEBUG, the driver logs the parameters that it sends.
    root.setLevel(settings.level.upper())
    logging.getLogger("graph_service.access").disabled = not settings.access
    logging.captureWarnings(capture=True)


class _Messages(io.TextIOBase):
    """Logs what is printed, whatever the level of the logs; as errors, while one is handled."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self._begun = ""

    def write(self, text: str) -> int:
        """Log a message when its last line is complete."""
        self._begun += text
        if self._begun.endswith("\n"):
            message, self._begun = self._begun.strip(), ""
            if message:
                _MESSAGES.log(logging.ERROR if sys.exc_info()[0] else logging.INFO, "%s", message)
        return len(text)


class _BadRequests:
    """Lets ten of uvicorn's warnings pass in a minute; at its end, says how many more there were.

    They are about bytes that are not HTTP, of which anybody can send many.
    """

    def __init__(self) -> None:
        self._number = 0

    def __call__(self, record: logging.LogRecord) -> bool:
        if record.name != "uvicorn.error" or record.levelno != logging.WARNING:
            return True
        if not self._number:
            minute = Timer(_MINUTE, self._end_minute)
            minute.daemon = True
            minute.start()
        self._number += 1
        return self._number <= _MOST

    def _end_minute(self) -> None:
        more, self._number = self._number - _MOST, 0
        if more > 0:
            _MESSAGES.warning("Bad requests: %d more in the last minute", more)


def _add_request_id(record: logging.LogRecord) -> bool:
    request = CURRENT_REQUEST.get(None)
    if request is not None and not hasattr(record, _REQUEST_ID):
        setattr(record, _REQUEST_ID, request.id)
    return True


class _Formatter(BaseJsonFormatter):
    """Formats exceptions without the messages of other packages: they may quote values."""

    def __init__(self) -> None:
        reserved = [*RESERVED_ATTRS, "color_message"]  # uvicorn's, the message again
        super().__init__(_FIELDS, timestamp="time", rename_fields=_NAMES, reserved_attrs=reserved)

    def formatException(self, ei: _ExceptionInfo) -> str:  # noqa: N802 (logging's name)
        return "".join(_traceback(ei[1])) if ei[1] is not None else ""


class _Json(_Formatter):
    """One JSON object per line."""

    def jsonify_log_record(self, log_data: dict[str, Any]) -> str:
        try:
            return _safe(orjson.dumps(log_data, default=str).decode())
        except TypeError:  # orjson rejects lone surrogates
            return json.dumps(log_data, default=str)


class _Text(_Formatter):
    """Lines begin with the time; those of a traceback are indented."""

    def jsonify_log_record(self, log_data: dict[str, Any]) -> str:
        fields = {name: value for name, value in log_data.items() if value is not None}
        time = fields.pop("time").isoformat(timespec="milliseconds")
        first = [time, *(str(fields.pop(name)) for name in ("level", "logger", "message"))]
        traces = [str(fields.pop(name)) for name in ("exception", "stack") if name in fields]
        first += [f"{name}={value}" for name, value in fields.items()]
        lines = [line for trace in traces for line in trace.splitlines()]
        return "\n".join([_safe(" ".join(first)), *(f"    {_safe(line)}" for line in lines)])


def _safe(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _traceback(error: BaseException) -> list[str]:
    """Return the types of an exception and of its causes, and where each was raised."""
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_traceback(cause), "which led to:\n"] if cause is not None else []
    message = f": {error}" if isinstance(error, GraphServiceError) else ""
    lines += [f"{type(error).__module__}.{type(error).__qualname__}{message}\n"]
    for frame in traceback.extract_tb(error.__traceback__):
        lines.append(f"  {frame.filename}:{frame.lineno} in {frame.name}\n")
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            lines += ["which contains:\n", *_traceback(part)]
    return lines
