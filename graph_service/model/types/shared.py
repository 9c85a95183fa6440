"""Labels and properties that several types share."""

from __future__ import annotations

from graph_service.model.declare import Kind, Property, one_of, remark, text, texts, value
from graph_service.model.enums import Language
from graph_service.model.labels import Labels

NAME_LABEL = Labels("Nombre", "Name", "Nome")
FORMER_NAMES_LABEL = Labels("Nombres anteriores", "Former names", "Nomes anteriores")
OTHER_NAMES_LABEL = Labels("Otros nombres", "Other names", "Outros nomes")
KIND_LABEL = Labels("Tipo", "Kind", "Tipo")
LEVEL_LABEL = Labels("Nivel", "Level", "Nível")
BASIS_LABEL = Labels("Sustento", "Basis", "Fundamento")
LICENCE_LABEL = Labels("Licencia", "Licence", "Licença")

TITLE = text(
    "name",
    Labels("El título.", "The title.", "O título."),
    NAME_LABEL,
    required=True,
    rdf="dcterms:title",
)
TRANSLATED_INTO = one_of(
    "translatedInto",
    Language,
    Labels(
        "Los idiomas en que el nombre es traducción de los editores; en los demás, es el de la"
        " fuente. Los resúmenes son redacción de los editores en todos los idiomas.",
        "The languages in which the name is the editors' translation; in other languages, it is the"
        " source's own. Summaries are the editors' wording in every language.",
        "Os idiomas em que o nome é tradução dos editores; nos demais, é o da fonte. Os resumos são"
        " redação dos editores em todos os idiomas.",
    ),
    Labels("Nombre traducido al", "Name translated into", "Nome traduzido para"),
    many=True,
)
"""Types whose names the editors translate have it, after the name."""


POSITION = "position"
"""The property by which parts of an entry, such as the events of a transfer, are told apart."""


def position(meaning: Labels) -> Property:
    """Declare the position of a part among those of its entry, which is their order."""
    label = Labels("Posición", "Position", "Posição")
    return value(POSITION, Kind.INT, meaning, label, required=True, bounds=(1, 9999))


def summary(meaning: Labels) -> Property:
    """Declare what an entry is about, in a few sentences."""
    label = Labels("Resumen", "Summary", "Resumo")
    return text("summary", meaning, label, length=4000, rdf="dcterms:abstract")


CAPTION = remark(
    "caption",
    Labels(
        "Un rótulo breve para dibujos, igual en todos los idiomas: «HND → CRI 2018» de una visita,"
        " «CRI → HND» de una transferencia, la sigla de una institución, o su nombre.",
        "A short caption for drawings, the same in all languages: “HND → CRI 2018” of a visit, “CRI"
        " → HND” of a transfer, the acronym of an institution, or its name.",
        "Um rótulo breve para desenhos, igual em todos os idiomas: “HND → CRI 2018” de uma visita,"
        " “CRI → HND” de uma transferência, a sigla de uma instituição, ou seu nome.",
    ),
    Labels("Rótulo", "Caption", "Rótulo"),
    derived=True,
)
SAME_AS = value(
    "sameAs",
    Kind.URL,
    Labels(
        "Las direcciones de lo mismo en otros registros, según lo identificaron los editores: ROR o"
        " Wikidata de una institución, el tesauro UNBIS o el EIGE de un tema.",
        "The addresses of the same thing in other registers, as the editors identified it: ROR or"
        " Wikidata of an institution, the UNBIS or EIGE thesaurus of a topic.",
        "Os endereços da mesma coisa em outros registros, conforme a identificação dos editores:"
        " ROR ou Wikidata de uma instituição, o tesauro UNBIS ou o EIGE de um tema.",
    ),
    Labels("En otros registros", "In other registers", "Em outros registros"),
    many=True,
    rdf="skos:exactMatch",
)
CHECKED_ON = value(
    "checkedOn",
    Kind.DATE,
    Labels(
        "El día en que los editores buscaron novedades por última vez.",
        "The day on which the editors last searched for news.",
        "O dia em que os editores procuraram novidades pela última vez.",
    ),
    Labels("Revisada el", "Checked on", "Verificada em"),
)
STATUS_LABEL = Labels("Estado", "Status", "Situação")
STATUS_AS_OF = value(
    "statusAsOf",
    Kind.DATE,
    Labels(
        "La fecha para la que se conoce el estado.",
        "The date for which the status is known.",
        "A data para a qual se conhece a situação.",
    ),
    Labels("Estado a la fecha de", "Status as of", "Situação na data de"),
)
END_REASON = text(
    "endReason",
    Labels(
        "Por qué terminó, según las fuentes.",
        "Why it ended, according to the sources.",
        "Por que terminou, segundo as fontes.",
    ),
    Labels("Motivo del fin", "Reason for ending", "Motivo do fim"),
    remark=True,
    length=4000,
)
NOTE = text(
    "note",
    Labels(
        "Una nota del editor.",
        "An editor's note.",
        "Uma nota do editor.",
    ),
    Labels("Nota del editor", "Editor's note", "Nota do editor"),
    rdf="skos:editorialNote",
    remark=True,
    length=4000,
    last=True,
)
INFERRED_FIELDS = remark(
    "inferredFields",
    Labels(
        "Los campos de la entrada cuyo valor se desprende de las fuentes, sin que lo digan.",
        "The fields of the entry whose values follow from the sources without being stated.",
        "Os campos da entrada cujo valor decorre das fontes, sem que elas o afirmem.",
    ),
    Labels("Campos deducidos", "Inferred fields", "Campos inferidos"),
    many=True,
    names=True,
    last=True,
)
ASSUMED_FIELDS = remark(
    "assumedFields",
    Labels(
        "Los campos de la entrada cuyo valor supone el editor, por verificarse.",
        "The fields of the entry whose values are the editor's assumptions, to be verified.",
        "Os campos da entrada cujo valor é suposição do editor, a ser verificada.",
    ),
    Labels("Campos supuestos", "Assumed fields", "Campos supostos"),
    many=True,
    names=True,
    last=True,
)
FIELD_BASES = (INFERRED_FIELDS, ASSUMED_FIELDS)
"""What single fields of an entry are based on, where no source states them."""
DISPUTED = texts(
    "disputed",
    Labels(
        "Los puntos en que las fuentes no coinciden, uno por línea, con ambas versiones.",
        "The points on which sources disagree, one per item, with both readings.",
        "Os pontos em que as fontes divergem, um por linha, com as duas versões.",
    ),
    Labels("Discrepancias", "Disputed", "Divergências"),
    translated=True,
    remark=True,
    length=4000,
    last=True,
)
REMARKS = (NOTE, *FIELD_BASES, DISPUTED)
"""What editors say of an entry: the last properties of every type whose sources may disagree."""
