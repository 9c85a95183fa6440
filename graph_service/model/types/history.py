"""The history of the catalogue: its releases, what each changed, and when an entry changed."""

from __future__ import annotations

from graph_service.model.declare import Kind, NodeType, one_of, remark, string, text, value
from graph_service.model.enums import ChangeKind
from graph_service.model.labels import Labels

from .shared import KIND_LABEL, LICENCE_LABEL, NAME_LABEL

RELEASE = NodeType(
    name="Release",
    label=Labels("Carga", "Release", "Carga"),
    plural_label=Labels("Cargas", "Releases", "Cargas"),
    meaning=Labels(
        "Una carga del catálogo en la base de datos.",
        "One load of the catalogue into the database.",
        "Uma carga do catálogo no banco de dados.",
    ),
    source="DCAT",
    entry=False,
    cited=None,
    colour="#222222",
    diameter=50,
    legend=Labels("una carga del catálogo", "a load of the catalogue", "uma carga do catálogo"),
    order="number",
    is_newest_first=True,
    properties=(
        value(
            "number",
            Kind.INT,
            Labels(
                "El lugar en la historia de las cargas, desde 1.",
                "The place in the history of loads, from 1.",
                "O lugar na história das cargas, a partir de 1.",
            ),
            Labels("Número", "Number", "Número"),
            required=True,
            derived=True,
            code=True,
        ),
        value(
            "undoes",
            Kind.INT,
            Labels(
                "El número de la carga cuyos cambios revirtió; vacío si no deshace ninguna.",
                "The number of the release whose changes it took back; null unless it is an undo.",
                "O número da carga cujas mudanças reverteu; vazio se não desfaz nenhuma.",
            ),
            Labels("Deshace", "Undoes", "Desfaz"),
            derived=True,
        ),
        string(
            "name",
            Labels(
                "El nombre, como `Release 3 (2026-11-24)`.",
                "The name, such as `Release 3 (2026-11-24)`.",
                "O nome, como `Release 3 (2026-11-24)`.",
            ),
            NAME_LABEL,
            required=True,
            derived=True,
            rdf="dcterms:title",
        ),
        value(
            "loadedAt",
            Kind.DATETIME,
            Labels("La hora de la carga.", "The time of the load.", "A hora da carga."),
            Labels("Cargada el", "Loaded at", "Carregada em"),
            required=True,
            derived=True,
        ),
        string(
            "loadedBy",
            Labels(
                "Quien hizo la carga, por el nombre que dio en LOADED_BY; es público. “(by hand)”"
                " es lo que se cambió a mano.",
                "Who made the load, by the name given as LOADED_BY, which is public; “(by hand)” is"
                " what was changed outside of loads.",
                "Quem fez a carga, pelo nome dado em LOADED_BY; é público. “(by hand)” é o que foi"
                " mudado à mão.",
            ),
            Labels("Cargada por", "Loaded by", "Carregada por"),
            derived=True,
        ),
        string(
            "checksum",
            Labels(
                "La suma SHA-256 del catálogo; sus primeras 16 cifras son la versión.",
                "The SHA-256 checksum of the catalogue; its first 16 digits are the version.",
                "A soma SHA-256 do catálogo; seus primeiros 16 dígitos são a versão.",
            ),
            Labels("Suma de verificación", "Checksum", "Soma de verificação"),
            required=True,
            derived=True,
        ),
        remark(
            "licence",
            Labels(
                "La licencia del catálogo.",
                "The licence of the catalogue.",
                "A licença do catálogo.",
            ),
            LICENCE_LABEL,
            rdf="dc:rights",
        ),
        value(
            "counts",
            Kind.COUNTS,
            Labels(
                "El número de entradas de cada tipo.",
                "The number of entries of each type.",
                "O número de entradas de cada tipo.",
            ),
            Labels("Entradas por tipo", "Entries by type", "Entradas por tipo"),
            required=True,
            derived=True,
        ),
    ),
)

CHANGE = NodeType(
    name="Change",
    label=Labels("Cambio", "Change", "Mudança"),
    plural_label=Labels("Cambios", "Changes", "Mudanças"),
    meaning=Labels(
        "Lo que una carga hizo con una entrada. La primera carga en una base de datos vacía no"
        " tiene cambios: todo lo que contiene era nuevo.",
        "What one release did to one entry. The first release into an empty database has no"
        " changes: everything in it was new.",
        "O que uma carga fez com uma entrada. A primeira carga em um banco de dados vazio não tem"
        " mudanças: tudo o que contém era novo.",
    ),
    source="own",
    entry=False,
    cited=None,
    recorded=True,
    order="number",
    is_newest_first=True,
    colour=RELEASE.colour,
    diameter=30,
    legend=Labels(
        "lo que una carga cambió en una entrada",
        "what a load changed in an entry",
        "o que uma carga mudou em uma entrada",
    ),
    properties=(
        value(
            "number",
            Kind.INT,
            Labels("El número de la carga.", "The number of the release.", "O número da carga."),
            Labels("Número", "Number", "Número"),
            required=True,
            recorded=True,
            indexed=True,
        ),
        one_of(
            "kind",
            ChangeKind,
            Labels(
                "Lo que pasó con la entrada.",
                "What happened to the entry.",
                "O que aconteceu com a entrada.",
            ),
            KIND_LABEL,
            required=True,
            recorded=True,
        ),
        value(
            "entryType",
            Kind.ENTRY_TYPE,
            Labels("El tipo de la entrada.", "The type of the entry.", "O tipo da entrada."),
            Labels("Tipo de entrada", "Entry type", "Tipo de entrada"),
            required=True,
            recorded=True,
        ),
        value(
            "entryId",
            Kind.ENTRY_ID,
            Labels(
                "El id de la entrada después de la carga, o antes de ella si se eliminó.",
                "The id of the entry after the release, or before it if the entry was removed.",
                "O id da entrada depois da carga, ou antes dela se foi removida.",
            ),
            Labels("Entrada", "Entry", "Entrada"),
            required=True,
            recorded=True,
            indexed=True,
        ),
        value(
            "formerId",
            Kind.ENTRY_ID,
            Labels(
                "El id de la entrada antes de la carga, si se renombró.",
                "The id of the entry before the release, if it was renamed.",
                "O id da entrada antes da carga, se foi renomeada.",
            ),
            Labels("Identificador anterior", "Former id", "Identificador anterior"),
            recorded=True,
        ),
        text(
            "name",
            Labels(
                "El nombre de la entrada después de la carga, o antes de ella si se eliminó.",
                "The name of the entry after the release, or before it if the entry was removed.",
                "O nome da entrada depois da carga, ou antes dela se foi removida.",
            ),
            NAME_LABEL,
            required=True,
            recorded=True,
        ),
        value(
            "fields",
            Kind.FIELD_CHANGES,
            Labels(
                "Los campos que cambiaron, en el orden del archivo de la entrada.",
                "The fields that changed, in the order of the entry's file.",
                "Os campos que mudaram, na ordem do arquivo da entrada.",
            ),
            Labels("Campos", "Fields", "Campos"),
            required=True,
            recorded=True,
        ),
    ),
)

ADDED_IN = value(
    "addedIn",
    Kind.INT,
    Labels(
        "El número de la carga que agregó la entrada; vacío si ninguna lo registró.",
        "The number of the release that added the entry; null if none recorded it.",
        "O número da carga que acrescentou a entrada; vazio se nenhuma o registrou.",
    ),
    Labels("Agregada en la carga", "Added in release", "Acrescentada na carga"),
    recorded=True,
)
UPDATED_IN = value(
    "updatedIn",
    Kind.INT,
    Labels(
        "El número de la última carga que modificó la entrada: sus campos, las relaciones que"
        " declara su archivo o sus eventos. Es `addedIn` si ninguna lo hizo.",
        "The number of the last release that changed the entry: its own fields, the relations that"
        " its file declares, or its events. That is `addedIn` if none has.",
        "O número da última carga que modificou a entrada: seus campos, as relações que seu"
        " arquivo declara ou seus eventos. É `addedIn` se nenhuma o fez.",
    ),
    Labels("Modificada en la carga", "Updated in release", "Modificada na carga"),
    recorded=True,
)
UPDATED_AT = value(
    "updatedAt",
    Kind.DATETIME,
    Labels(
        "La hora de la carga `updatedIn`.",
        "The time of the release `updatedIn`.",
        "A hora da carga `updatedIn`.",
    ),
    Labels("Modificada el", "Updated at", "Modificada em"),
    recorded=True,
    indexed=True,
)
RECORDED = (ADDED_IN, UPDATED_IN, UPDATED_AT)
"""The properties of every entry that loads record."""

TYPES = (
    RELEASE,
    CHANGE,
)
