"""The parts of the world."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Term, Vocabulary


class Subregion(Vocabulary, source="UN M49"):
    """The part of the world that a country belongs to."""

    CENTRAL_AMERICA = Term(
        Labels(
            "ONU M49 013, con México", "UN M49 013, including Mexico", "ONU M49 013, com o México"
        ),
        Labels("América Central", "Central America", "América Central"),
    )
    SOUTH_AMERICA = Term(
        Labels("ONU M49 005", "UN M49 005", "ONU M49 005"),
        Labels("América del Sur", "South America", "América do Sul"),
    )
    CARIBBEAN = Term(
        Labels(
            "ONU M49 029, con la República Dominicana",
            "UN M49 029, including the Dominican Republic",
            "ONU M49 029, com a República Dominicana",
        ),
        Labels("Caribe", "Caribbean", "Caribe"),
    )
    NORTHERN_AMERICA = Term(
        Labels("ONU M49 021", "UN M49 021", "ONU M49 021"),
        Labels("América septentrional", "Northern America", "América do Norte"),
    )
    SOUTHERN_EUROPE = Term(
        Labels("ONU M49 039", "UN M49 039", "ONU M49 039"),
        Labels("Europa meridional", "Southern Europe", "Europa Meridional"),
    )
    WESTERN_EUROPE = Term(
        Labels("ONU M49 155", "UN M49 155", "ONU M49 155"),
        Labels("Europa occidental", "Western Europe", "Europa Ocidental"),
    )
    NORTHERN_EUROPE = Term(
        Labels("ONU M49 154", "UN M49 154", "ONU M49 154"),
        Labels("Europa septentrional", "Northern Europe", "Europa Setentrional"),
    )
    EASTERN_EUROPE = Term(
        Labels("ONU M49 151", "UN M49 151", "ONU M49 151"),
        Labels("Europa oriental", "Eastern Europe", "Europa Oriental"),
    )
    NORTHERN_AFRICA = Term(
        Labels("ONU M49 015", "UN M49 015", "ONU M49 015"),
        Labels("África septentrional", "Northern Africa", "África Setentrional"),
    )
    SUB_SAHARAN_AFRICA = Term(
        Labels("ONU M49 202", "UN M49 202", "ONU M49 202"),
        Labels("África subsahariana", "Sub-Saharan Africa", "África Subsaariana"),
    )
    CENTRAL_ASIA = Term(
        Labels("ONU M49 143", "UN M49 143", "ONU M49 143"),
        Labels("Asia central", "Central Asia", "Ásia Central"),
    )
    EASTERN_ASIA = Term(
        Labels("ONU M49 030", "UN M49 030", "ONU M49 030"),
        Labels("Asia oriental", "Eastern Asia", "Ásia Oriental"),
    )
    SOUTH_EASTERN_ASIA = Term(
        Labels("ONU M49 035", "UN M49 035", "ONU M49 035"),
        Labels("Asia sudoriental", "South-eastern Asia", "Sudeste Asiático"),
    )
    SOUTHERN_ASIA = Term(
        Labels("ONU M49 034", "UN M49 034", "ONU M49 034"),
        Labels("Asia meridional", "Southern Asia", "Ásia Meridional"),
    )
    WESTERN_ASIA = Term(
        Labels("ONU M49 145", "UN M49 145", "ONU M49 145"),
        Labels("Asia occidental", "Western Asia", "Ásia Ocidental"),
    )
    OCEANIA = Term(
        Labels("ONU M49 009", "UN M49 009", "ONU M49 009"),
        Labels("Oceanía", "Oceania", "Oceania"),
    )
