"""`seeds template`: write an empty table for a type of entries."""

from __future__ import annotations

import sys
from pathlib import Path

from graph_service.catalogue.tables.template import csv_template, xlsx_template
from graph_service.errors import StartRefused
from graph_service.i18n import _
from graph_service.model.declare import NodeType
from graph_service.os_errors import os_reason


def write_template(node_type: NodeType, language: str, out: Path | None, *, xlsx: bool) -> int:
    """Write an empty table into a new file, or to standard output.

    Raises:
        StartRefused: when the file exists, or can't be written.
    """
    content = (xlsx_template if xlsx else csv_template)(node_type, language)
    if out is None:
        sys.stdout.buffer.write(content)
        return 0
    try:
        with out.open("xb") as stream:
            stream.write(content)
    except OSError as error:
        message = _("{file} can't be written: {reason}", file=str(out), reason=os_reason(error))
        raise StartRefused(message) from error
    return 0
