"""How the columns of a table are called, by the field that they hold, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Header(NamedTuple):
    """The name of a column."""

    es: str
    en: str
    pt: str

    def in_language(self, language: str) -> str:
        """Give the name in "es", "en" or "pt"."""
        return {"es": self.es, "en": self.en, "pt": self.pt}[language]


SLUG = Header("Identificador", "Slug", "Identificador")
QUALIFIER = Header("calificador", "qualifier", "qualificador")
"""Stands behind the header of a date: what the date is of what is told."""
HELP = Header("Ayuda", "Help", "Ajuda")
"""The title of a template's sheet that explains its columns."""

HEADERS: Mapping[str, Header] = MappingProxyType(
    {
        "acronym": Header("Sigla", "Acronym", "Sigla"),
        "agenda": Header("Agenda", "Agenda", "Agenda"),
        "agreements": Header("Acuerdos", "Agreements", "Acordos"),
        "barriers": Header("Obstáculos", "Barriers", "Obstáculos"),
        "basedOn": Header("Basado en el acuerdo", "Based on agreement", "Baseado no acordo"),
        "basis": Header("Fundamento", "Basis", "Fundamento"),
        "broader": Header("Tema más amplio", "Broader topic", "Tema mais amplo"),
        "conclusion": Header("Conclusión", "Conclusion", "Conclusão"),
        "countries": Header("Países", "Countries", "Países"),
        "country": Header("País", "Country", "País"),
        "date": Header("Fecha", "Date", "Data"),
        "decision": Header("Decisión", "Decision", "Decisão"),
        "definition": Header("Definición", "Definition", "Definição"),
        "degree": Header("Grado de transferencia", "Degree of transfer", "Grau de transferência"),
        "disputed": Header("Discrepancias", "Disputed", "Divergências"),
        "dissolved": Header("Disuelta", "Dissolved", "Dissolvida"),
        "effective": Header("En vigor desde", "In force since", "Em vigor desde"),
        "events": Header("Evento", "Event", "Evento"),
        "facilitators": Header("Facilitadores", "Facilitators", "Facilitadores"),
        "formerNames": Header("Nombres anteriores", "Former names", "Nomes anteriores"),
        "formerSlugs": Header(
            "Identificadores anteriores", "Former slugs", "Identificadores anteriores"
        ),
        "founded": Header("Fundada", "Founded", "Fundada"),
        "funders": Header("Financiadores", "Funders", "Financiadores"),
        "governedBy": Header("Depende de", "Governed by", "Subordinada a"),
        "heldIn": Header("País sede", "Held in", "País sede"),
        "hostCountries": Header("Países anfitriones", "Host countries", "Países anfitriões"),
        "hostInstitutions": Header(
            "Instituciones anfitrionas", "Host institutions", "Instituições anfitriãs"
        ),
        "inRegion": Header("En la región", "In the region", "Na região"),
        "iso2": Header("ISO 3166-1 alfa-2", "ISO 3166-1 alpha-2", "ISO 3166-1 alfa-2"),
        "iso3": Header("ISO 3166-1 alfa-3", "ISO 3166-1 alpha-3", "ISO 3166-1 alfa-3"),
        "isoNumeric": Header("ISO 3166-1 numérico", "ISO 3166-1 numeric", "ISO 3166-1 numérico"),
        "kind": Header("Tipo", "Kind", "Tipo"),
        "language": Header("Idioma", "Language", "Idioma"),
        "leaders": Header("Líderes", "Leaders", "Líderes"),
        "legalBasis": Header("Base legal", "Legal basis", "Base legal"),
        "level": Header("Nivel", "Level", "Nível"),
        "licence": Header("Licencia", "Licence", "Licença"),
        "memberCountries": Header("Países miembros", "Member countries", "Países membros"),
        "modality": Header("Modalidad", "Modality", "Modalidade"),
        "name": Header("Nombre", "Name", "Nome"),
        "note": Header("Nota del editor", "Editor's note", "Nota do editor"),
        "operators": Header("Operadores", "Operators", "Operadores"),
        "originCountries": Header("Países de origen", "Origin countries", "Países de origem"),
        "originInstitutions": Header(
            "Instituciones de origen", "Origin institutions", "Instituições de origem"
        ),
        "otherNames": Header("Otros nombres", "Other names", "Outros nomes"),
        "owners": Header("Titulares", "Owners", "Titulares"),
        "partOf": Header("Parte de", "Part of", "Parte de"),
        "partyCountries": Header("Países parte", "Party countries", "Países parte"),
        "period": Header("Período", "Period", "Período"),
        "place": Header("Lugar", "Place", "Local"),
        "position": Header("posición", "position", "posição"),
        "practice": Header("Práctica", "Practice", "Prática"),
        "practices": Header("Prácticas mostradas", "Practices shown", "Práticas mostradas"),
        "programmes": Header("Programas", "Programmes", "Programas"),
        "published": Header("Publicada", "Published", "Publicada"),
        "publisher": Header("Editor", "Publisher", "Editora"),
        "ratings": Header("Valoraciones", "Ratings", "Avaliações"),
        "readExtent": Header("Parte leída", "Extent read", "Parte lida"),
        "replaces": Header("Reemplaza a", "Replaces", "Substitui"),
        "resultingPractices": Header(
            "Prácticas resultantes", "Resulting practices", "Práticas resultantes"
        ),
        "scheme": Header("Esquema", "Scheme", "Esquema"),
        "signatories": Header("Instituciones firmantes", "Signatories", "Instituições signatárias"),
        "signed": Header("Firmado", "Signed", "Assinado"),
        "sources": Header("Fuentes", "Sources", "Fontes"),
        "stage": Header("etapa", "stage", "etapa"),
        "started": Header("Inicio", "Started", "Início"),
        "status": Header("Estado", "Status", "Situação"),
        "statusAsOf": Header("Estado a la fecha de", "Status as of", "Situação na data de"),
        "subregion": Header("Subregión", "Subregion", "Sub-região"),
        "succeeds": Header("Sucede a", "Succeeds", "Sucede a"),
        "summary": Header("Resumen", "Summary", "Resumo"),
        "takenBy": Header("decidido por", "taken by", "decidido por"),
        "targetCountries": Header("Países receptores", "Target countries", "Países receptores"),
        "targetInstitutions": Header(
            "Instituciones receptoras", "Target institutions", "Instituições receptoras"
        ),
        "themes": Header("Ejes (4P)", "Themes (4P)", "Eixos (4P)"),
        "topics": Header("Temas", "Topics", "Temas"),
        "url": Header("Dirección web", "Address (URL)", "Endereço (URL)"),
        "versions": Header("Versiones", "Versions", "Versões"),
        "visitorCountries": Header("Países visitantes", "Visitor countries", "Países visitantes"),
        "visitorInstitutions": Header(
            "Instituciones visitantes", "Visitor institutions", "Instituições visitantes"
        ),
        "visits": Header("Visitas", "Visits", "Visitas"),
        "website": Header("Sitio web", "Website", "Site"),
    }
)
"""By field name; a column of an event stands behind that of `events`: "Evento: etapa"."""
