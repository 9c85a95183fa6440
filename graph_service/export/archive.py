"""A folder → a reproducible zip archive."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that zip can represent; with the time of the export, its bytes would differ."""
_UNIX = 3
_READABLE = 0o100644 << 16


def pack(folder: Path, name: str, archive: Path) -> None:
    """Pack the files of a folder below a top-level folder `name`.

    Raises:
        OSError: if the archive can't be written.
    """
    with zipfile.ZipFile(archive, "x", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(f"{name}/{path.name}", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _READABLE
            entry.file_size = path.stat().st_size
            with path.open("rb") as file, packed.open(entry, "w") as into:
                shutil.copyfileobj(file, into, 1024 * 1024)
