"""Web addresses that lead nobody to the page, each with its message in Spanish."""

import pytest

from graph_service.catalogue.files.labelled import with_labels
from graph_service.i18n import Language
from tests.catalogue.seeding import Seeds

SOURCE = "name: Informe\npublisher: OIM\nlanguage: ES\nreadExtent: FULL\n"
SHORT = "está acortada y puede dejar de funcionar: ábrala y copie la dirección de la página"
SEARCH = (
    "es la de una búsqueda, que mañana dará otros resultados: abra la página y copie su dirección"
)
NOBODY = (
    "nadie más puede abrir la dirección de url (Dirección web): está en un buzón de correo, una"
    " computadora o una red local; escriba la de internet"
)


def message(seeds: Seeds, address: str) -> str:
    seeds.put("sources/x.yaml", f"{SOURCE}url: '{address}'\n")
    problem = with_labels(seeds.problem())
    assert (problem.place.line, problem.place.column, problem.rule) == (5, 6, "address")
    return problem.without_place(Language.ES)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://bit.ly/3xyz", SHORT),
        ("http://www.tinyurl.com/x", SHORT),
        ("https://www.google.com/search?q=trata+honduras", SEARCH),
        ("https://www.google.com.ar/search?q=trata", SEARCH),
        ("https://duckduckgo.com/?q=trata", SEARCH),
    ],
)
def test_short_links_and_searches(seeds: Seeds, address: str, expected: str) -> None:
    assert message(seeds, address) == f"la dirección de url (Dirección web) {expected}"


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/informe",
        "https://intranet/informe",
        "http://192.168.1.4/a.pdf",
        "https://mail.google.com/mail/u/0/#inbox/x",
    ],
)
def test_what_others_cannot_open(seeds: Seeds, address: str) -> None:
    assert message(seeds, address) == NOBODY


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("https://www.google.com/url?q=https%3A%2F%2Foim.int%2Fa&sa=D", "https://oim.int/a"),
        (
            "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Foim.int%2Fa&data=x",
            "https://oim.int/a",
        ),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Foim.int%2Fa&h=x", "https://oim.int/a"),
    ],
)
def test_a_redirection_suggests_the_page(seeds: Seeds, address: str, page: str) -> None:
    host = address.split("/")[2]
    assert message(seeds, address) == (
        "la dirección de url (Dirección web) lleva a la página a través de otro sitio"
        f' ({host}): escriba la de la propia página; ¿quiso decir "{page}"?'
    )


def test_a_user_name_in_an_address(seeds: Seeds) -> None:
    assert message(seeds, "https://ana:x@oim.int/") == (
        "la dirección de url (Dirección web) contiene un nombre de usuario: bórrelo"
    )


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("https//oim.int", "https://oim.int"),
        ("https://https://oim.int", "https://oim.int"),
        ("htps://oim.int/a", "https://oim.int/a"),
        ("https://oim.int/a (consultado el 3/5/2020)", "https://oim.int/a"),
        ("Disponible en: https://oim.int/a", "https://oim.int/a"),
        ("[Informe](https://oim.int/a)", "https://oim.int/a"),
        ("doi:10.1000/xyz", "https://doi.org/10.1000/xyz"),
    ],
)
def test_the_address_that_was_meant(seeds: Seeds, address: str, meant: str) -> None:
    assert message(seeds, address).startswith(
        f'"{address}" en url (Dirección web) no es una dirección web válida;'
        f' ¿quiso decir "{meant}"?'
    )


@pytest.mark.parametrize(
    "address",
    [
        "https://drive.google.com/file/d/1",
        "https://www.facebook.com/OIM/posts/1",
        "https://goo.gl.example.org/a",
        "https://www.google.com/intl/es/about",
        "https://youtu.be/x",
        "http://[2001:db8::1]/a",
    ],
)
def test_addresses_that_are_valid(seeds: Seeds, address: str) -> None:
    seeds.put("sources/x.yaml", f"{SOURCE}url: '{address}'\n")
    assert seeds.problems() == []
