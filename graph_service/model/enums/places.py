"""The parts of the world."""

from __future__ import annotations

from graph_service.model.labels import Labels
from graph_service.model.vocabulary import Vocabulary, term


class Subregion(Vocabulary, source="UN M49"):
    """The part of the world that a country belongs to."""

    CENTRAL_AMERICA = term(
        Labels(
            "ONU M49 013, con México", "UN M49 013, including Mexico", "ONU M49 013, com o México"
        ),
        en="Central America",
        es="América Central",
        pt="América Central",
    )
    SOUTH_AMERICA = term(
        Labels("ONU M49 005", "UN M49 005", "ONU M49 005"),
        en="South America",
        es="América del Sur",
        pt="América do Sul",
    )
    CARIBBEAN = term(
        Labels(
            "ONU M49 029, con la República Dominicana",
            "UN M49 029, including the Dominican Republic",
            "ONU M49 029, com a República Dominicana",
        ),
        en="Caribbean",
        es="Caribe",
        pt="Caribe",
    )
    NORTHERN_AMERICA = term(
        Labels("ONU M49 021", "UN M49 021", "ONU M49 021"),
        en="Northern America",
        es="América septentrional",
        pt="América do Norte",
    )
    SOUTHERN_EUROPE = term(
        Labels("ONU M49 039", "UN M49 039", "ONU M49 039"),
        en="Southern Europe",
        es="Europa meridional",
        pt="Europa Meridional",
    )
    WESTERN_EUROPE = term(
        Labels("ONU M49 155", "UN M49 155", "ONU M49 155"),
        en="Western Europe",
        es="Europa occidental",
        pt="Europa Ocidental",
    )
    NORTHERN_EUROPE = term(
        Labels("ONU M49 154", "UN M49 154", "ONU M49 154"),
        en="Northern Europe",
        es="Europa septentrional",
        pt="Europa Setentrional",
    )
    EASTERN_EUROPE = term(
        Labels("ONU M49 151", "UN M49 151", "ONU M49 151"),
        en="Eastern Europe",
        es="Europa oriental",
        pt="Europa Oriental",
    )
    NORTHERN_AFRICA = term(
        Labels("ONU M49 015", "UN M49 015", "ONU M49 015"),
        en="Northern Africa",
        es="África septentrional",
        pt="África Setentrional",
    )
    SUB_SAHARAN_AFRICA = term(
        Labels("ONU M49 202", "UN M49 202", "ONU M49 202"),
        en="Sub-Saharan Africa",
        es="África subsahariana",
        pt="África Subsaariana",
    )
    CENTRAL_ASIA = term(
        Labels("ONU M49 143", "UN M49 143", "ONU M49 143"),
        en="Central Asia",
        es="Asia central",
        pt="Ásia Central",
    )
    EASTERN_ASIA = term(
        Labels("ONU M49 030", "UN M49 030", "ONU M49 030"),
        en="Eastern Asia",
        es="Asia oriental",
        pt="Ásia Oriental",
    )
    SOUTH_EASTERN_ASIA = term(
        Labels("ONU M49 035", "UN M49 035", "ONU M49 035"),
        en="South-eastern Asia",
        es="Asia sudoriental",
        pt="Sudeste Asiático",
    )
    SOUTHERN_ASIA = term(
        Labels("ONU M49 034", "UN M49 034", "ONU M49 034"),
        en="Southern Asia",
        es="Asia meridional",
        pt="Ásia Meridional",
    )
    WESTERN_ASIA = term(
        Labels("ONU M49 145", "UN M49 145", "ONU M49 145"),
        en="Western Asia",
        es="Asia occidental",
        pt="Ásia Ocidental",
    )
    OCEANIA = term(
        Labels("ONU M49 009", "UN M49 009", "ONU M49 009"),
        en="Oceania",
        es="Oceanía",
        pt="Oceania",
    )
