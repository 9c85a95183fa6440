"""Writes small folders of seeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any, Self

import yaml

COUNTRIES = {
    "arg": ("Argentina", "AR", "ARG", "032", "SOUTH_AMERICA", "true"),
    "bra": ("Brasil", "BR", "BRA", "076", "SOUTH_AMERICA", "true"),
    "chl": ("Chile", "CL", "CHL", "152", "SOUTH_AMERICA", "true"),
    "cri": ("Costa Rica", "CR", "CRI", "188", "CENTRAL_AMERICA", "true"),
    "ecu": ("Ecuador", "EC", "ECU", "218", "SOUTH_AMERICA", "true"),
    "esp": ("España", "ES", "ESP", "724", "SOUTHERN_EUROPE", "false"),
    "gtm": ("Guatemala", "GT", "GTM", "320", "CENTRAL_AMERICA", "true"),
    "hnd": ("Honduras", "HN", "HND", "340", "CENTRAL_AMERICA", "true"),
    "pan": ("Panamá", "PA", "PAN", "591", "CENTRAL_AMERICA", "true"),
    "per": ("Perú", "PE", "PER", "604", "SOUTH_AMERICA", "true"),
}


@dataclass(frozen=True)
class SeedFiles:
    """A folder of seeds that a test writes."""

    folder: Path

    def put(self, path: str, text: str | bytes) -> Path:
        """Write a file; text loses its common indent."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
        return file

    def edit(self, place: str, fields: Mapping[str, Any] | None) -> None:
        """Change fields of an entry's file, without comments, or remove the file."""
        file = self.folder / f"{place}.yaml"
        if fields is None:
            file.unlink()
            return
        content = changed(yaml.safe_load(file.read_text()) if file.exists() else {}, fields)
        self.put(f"{place}.yaml", yaml.safe_dump(content, allow_unicode=True, sort_keys=False))

    def basics(self) -> Self:
        """Write ten countries and a source."""
        for slug, (name, iso2, iso3, number, subregion, inside) in COUNTRIES.items():
            self.put(
                f"countries/{slug}.yaml",
                f"name: {{es: {name}}}\niso2: {iso2}\niso3: {iso3}\nisoNumeric: {number}\n"
                f"subregion: {subregion}\ninRegion: {inside}\n",
            )
        self.source("iom")
        return self

    def source(self, slug: str) -> None:
        """Write a source."""
        self.put(
            f"sources/{slug}.yaml",
            f"name: {slug}\npublisher: OIM\nlanguage: ES\nreadExtent: FULL\n",
        )

    def institution(self, slug: str, country: str | None = None, more: str = "") -> None:
        """Write an institution."""
        at = f"country: {country}\n" if country else ""
        self.put(
            f"institutions/{slug}.yaml",
            f"name: {{es: {slug}}}\nkind: AGENCY\nlevel: NATIONAL\nsources: [iom]\n{at}"
            + dedent(more),
        )

    def practice(self, slug: str, owners: str, more: str = "") -> None:
        """Write a practice."""
        self.put(
            f"good-practices/{slug}.yaml",
            f"name: {{es: {slug}}}\nthemes: [PROTECTION]\nlevel: NATIONAL\nsources: [iom]\n"
            f"owners: {owners}\n" + dedent(more),
        )

    def visit(self, slug: str, more: str) -> None:
        """Write a visit."""
        self.put(
            f"exchange-visits/{slug}.yaml",
            f"name: {{es: {slug}}}\nkind: INTERNSHIP\nsources: [iom]\n" + dedent(more),
        )

    def transfer(self, slug: str, practice: str, more: str) -> None:
        """Write a transfer."""
        self.put(
            f"knowledge-transfers/{slug}.yaml",
            f"name: {{es: {slug}}}\nbasis: STATED\nsources: [iom]\npractice: {practice}\n"
            + dedent(more),
        )


def changed(content: Any, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Fields with new values, and without those that become null."""
    new = dict(content) if isinstance(content, dict) else {}
    for name, value in fields.items():
        new[name] = changed(new.get(name), value) if isinstance(value, dict) else value
    return {name: value for name, value in new.items() if value is not None}
