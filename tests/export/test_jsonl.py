"""JSON Lines: values as in the model."""

import json
from pathlib import Path
from typing import Any

from graph_service.settings import DatabaseSettings
from tests.export.helpers import AWKWARD_TEXTS, ILLEGAL, export, store_awkward_texts


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def test_lines_match_the_seeds(own_catalogue: DatabaseSettings, tmp_path: Path) -> None:
    """Expected values are from seeds/exchange-visits/xv-arg-pry-2023.yaml."""
    folder = export(own_catalogue, "jsonl", tmp_path / "out")
    by_id = {line["id"]: line for line in lines(folder / "nodes.jsonl")}
    assert by_id["ExchangeVisit:xv-arg-pry-2023"] == {
        "type": "ExchangeVisit",
        "id": "ExchangeVisit:xv-arg-pry-2023",
        "slug": "xv-arg-pry-2023",
        "name": {
            "es": "Primera Mesa Interinstitucional Binacional contra la Trata Argentina-Paraguay"
            " (Clorinda)",
            "en": "First Argentina-Paraguay binational roundtable (Clorinda)",
            "pt": "Primeira Mesa Interinstitucional Binacional contra o Tráfico de Pessoas"
            " Argentina-Paraguai (Clorinda)",
        },
        "caption": "PRY → ARG 2023",
        "translatedInto": ["EN", "PT"],
        "kind": "BINATIONAL_MEETING",
        "modality": "IN_PERSON",
        "date": {
            "edtf": "2023-03-28",
            "earliest": "2023-03-28",
            "latest": "2023-03-28",
            "precision": "DAY",
            "qualifier": "AT",
        },
        "place": "Clorinda, Formosa",
        "agenda": {
            "es": ["convenio entre municipios de frontera"],
            "en": ["agreement between border municipalities"],
            "pt": ["convênio entre municípios de fronteira"],
        },
        "note": {
            "es": "También participaron gobiernos municipales y provinciales.",
            "en": "Municipal and provincial governments also took part.",
            "pt": "Também participaram governos municipais e provinciais.",
        },
    }
    attended = [
        line
        for line in lines(folder / "edges.jsonl")
        if line["type"] == "ATTENDED_BY" and line["sourceId"] == "ExchangeVisit:xv-arg-pry-2023"
    ]
    assert attended[0] == {
        "type": "ATTENDED_BY",
        "sourceId": "ExchangeVisit:xv-arg-pry-2023",
        "targetId": "Country:pry",
        "role": "PEER",
        "roleBasis": "INFERRED",
        "basis": "STATED",
        "sources": ["arg-pry-clorinda-2023"],
    }


def test_texts_are_kept_exactly(database_settings: DatabaseSettings, tmp_path: Path) -> None:
    store_awkward_texts(database_settings)
    folder = export(database_settings, "jsonl", tmp_path / "out")
    found = {x["slug"]: x for x in lines(folder / "nodes.jsonl") if x["type"] == "Institution"}
    for slug, text in {**AWKWARD_TEXTS, "illegal": ILLEGAL}.items():
        assert found[slug]["name"] == {"es": text, "pt": text}
        assert found[slug]["formerNames"] == [text, "|", "b"]
        assert found[slug]["otherNames"] == {"es": [text, "|"], "pt": [text, "b"]}
