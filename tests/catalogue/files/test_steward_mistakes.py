"""Mistakes of new stewards in files, each with its message in Spanish."""

import pytest

from graph_service.catalogue.checks.findings import examine
from graph_service.catalogue.checks.lint_rules import LIKELY_MISTAKES
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds

SOURCE = "name: Informe\npublisher: OIM\nlanguage: ES\nreadExtent: FULL\n"
PRACTICE = (
    "name: {es: Equipo de respuesta}\nthemes: [PROTECTION]\nlevel: NATIONAL\nsources: [iom]\n"
    "owners: [i]\ncountries: [hnd]\n"
)
COUNTRY = (
    "name: {es: Nicaragua}\niso2: NI\niso3: NIC\nisoNumeric: 558\nsubregion: CENTRAL_AMERICA\n"
    "inRegion: true\n"
)
BODY = "name: {es: Comisión (CNT)}\nkind: AGENCY\nlevel: NATIONAL\ncountry: hnd\nsources: [iom]\n"
TERMS = (
    "SUBNATIONAL (Subnacional), NATIONAL (Nacional), BINATIONAL (Binacional), REGIONAL (Regional),"
    " GLOBAL (Mundial)"
)
ADDRESS = "no es una dirección web válida"


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        (
            "sources/x.yaml",
            f"{SOURCE}url: www.oim.org/informe\n",
            (
                f'5:6: "www.oim.org/informe" en url {ADDRESS}; ¿quiso decir'
                ' "https://www.oim.org/informe"?; se admite: https://… o http://…'
            ),
        ),
        (
            "sources/x.yaml",
            f"{SOURCE}url: https://oim.org/un informe.pdf\n",
            (
                f'5:6: "https://oim.org/un informe.pdf" en url {ADDRESS}; ¿quiso decir'
                ' "https://oim.org/un%20informe.pdf"?; se admite: https://… o http://…'
            ),
        ),
        (
            "sources/x.yaml",
            SOURCE.replace("Informe", "https://www.oim.int/x"),
            (
                '1:7: "https://www.oim.int/x" en name es una dirección web: escriba aquí un nombre'
                " o un título"
            ),
        ),
        (
            "sources/x.yaml",
            SOURCE.replace("OIM", "www.oim.int"),
            (
                '2:12: "www.oim.int" en publisher es una dirección web: escriba aquí un nombre o un'
                " título"
            ),
        ),
        (
            "sources/x.yaml",
            SOURCE.replace("Informe", "informe_final_v3.pdf"),
            (
                '1:7: "informe_final_v3.pdf" en name parece el nombre de un archivo: escriba el'
                " título"
            ),
        ),
        (
            "countries/nic.yaml",
            COUNTRY.replace("iso2: NI", "iso2: ni"),
            (
                '2:7: "ni" en iso2; ¿quiso decir "NI"?; se admite: El código ISO 3166-1 alfa-2: dos'
                " letras mayúsculas."
            ),
        ),
        (
            "countries/nic.yaml",
            COUNTRY.replace("inRegion: true", "inRegion: sí"),
            '6:11: "sí" en inRegion; ¿quiso decir "true"?; se admite: true, false',
        ),
        (
            "good-practices/x.yaml",
            PRACTICE.replace("NATIONAL", "NATIONAL# todo el país"),
            (
                '3:8: valor desconocido "NATIONAL# todo el país" en level; ¿quiso decir'
                f' "NATIONAL"?; se admite: {TERMS}'
            ),
        ),
        (
            "good-practices/x.yaml",
            f"{PRACTICE}summary: {{es: Equipo de Respuesta.}}\n",
            "7:15: summary.es repite name.es: escriba lo que agrega, o quítelo",
        ),
        (
            "good-practices/x.yaml",
            f"{PRACTICE}summary: {{es: Acompaña a NNA.}}\nnote: Acompaña a NNA.\n",
            "8:7: note repite summary.es: escriba lo que agrega, o quítelo",
        ),
        (
            "good-practices/x.yaml",
            f"{PRACTICE}summary: {{es: Acompaña (completar después) a NNA}}\n",
            (
                '7:15: "(completar después)" en summary.es no es un dato: escriba lo que se sabe o'
                " deje el campo vacío"
            ),
        ),
        (
            "institutions/x.yaml",
            BODY,
            (
                '1:12: la sigla "CNT" está en name.es: escríbala solo en acronym; ¿quiso decir'
                ' "Comisión"?'
            ),
        ),
    ],
)
def test_a_mistake_has_one_message(seeds: Seeds, file: str, text: str, expected: str) -> None:
    seeds.institution("i", "hnd")
    seeds.put(file, text)
    findings = examine(seeds.folder)
    found = [*findings.errors, *(p for p in findings.warnings if p.rule in LIKELY_MISTAKES)]
    assert [p.render(Language.ES).partition(f"{file}:")[2] for p in found] == [expected]


def test_names_that_other_fields_may_repeat(seeds: Seeds) -> None:
    """Equal names in two languages, an equal other name, and brackets that are no acronym."""
    seeds.put(
        "institutions/x.yaml",
        BODY.replace("{es: Comisión (CNT)}", "{es: Mesa (Honduras), pt: Mesa (Honduras)}")
        + "otherNames: {es: [Mesa (Honduras)]}\nacronym: MESA\n",
    )
    findings = examine(seeds.folder)
    assert findings.errors == []
    assert [p for p in findings.warnings if p.rule in LIKELY_MISTAKES] == []
