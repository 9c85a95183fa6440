"""SVG → PNG, in a process of its own: resvg holds the interpreter's lock for 80 ms a picture."""

from __future__ import annotations

import subprocess
import sys

_DRAW = """
import sys
from font_source_sans_pro import font_files_ttf as fonts
from resvg_py import svg_to_bytes

svg = sys.stdin.buffer.read().decode()
files = [fonts["SourceSansPro"], fonts["SourceSansProSemibold"]]
sys.stdout.buffer.write(svg_to_bytes(svg, skip_system_fonts=True, font_files=files))
"""
_TIMEOUT = 10


def png_of(svg: bytes) -> bytes:
    """Return a picture as PNG; its text is in Source Sans, as containers have no fonts.

    Raises:
        subprocess.SubprocessError: when it isn't SVG, or takes too long.
    """
    command = [sys.executable, "-I", "-c", _DRAW]
    return subprocess.run(
        command, input=svg, capture_output=True, check=True, timeout=_TIMEOUT
    ).stdout
