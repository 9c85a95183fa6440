"""Labels and properties that several types share."""

from __future__ import annotations

from graph_service.model.declare import remark
from graph_service.model.labels import Labels

NAME_LABEL = Labels("Nombre", "Name", "Nome")
FORMER_NAMES_LABEL = Labels("Nombres anteriores", "Former names", "Nomes anteriores")
OTHER_NAMES_LABEL = Labels("Otros nombres", "Other names", "Outros nomes")
KIND_LABEL = Labels("Tipo", "Kind", "Tipo")
LEVEL_LABEL = Labels("Nivel", "Level", "Nível")
BASIS_LABEL = Labels("Sustento", "Basis", "Fundamento")
LICENCE_LABEL = Labels("Licencia", "Licence", "Licença")

NOTE = remark(
    "note",
    Labels(
        "Una nota del editor, en inglés.",
        "An editor's note, in English.",
        "Uma nota do editor, em inglês.",
    ),
    Labels("Nota del editor", "Editor's note", "Nota do editor"),
    rdf="skos:editorialNote",
    last=True,
)
DISPUTED = remark(
    "disputed",
    Labels(
        "Los puntos en que las fuentes no coinciden, uno por línea, con ambas versiones.",
        "The points on which sources disagree, one per item, with both readings.",
        "Os pontos em que as fontes divergem, um por linha, com as duas versões.",
    ),
    Labels("Discrepancias", "Disputed", "Divergências"),
    many=True,
    last=True,
)
