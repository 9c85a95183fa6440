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
