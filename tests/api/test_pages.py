"""The pages over HTTP: with their words worked out from seeds/."""

import html
import re
from collections import Counter, defaultdict
from pathlib import Path

import httpx
import pytest

from graph_service.explorer.pages.page import Page
from graph_service.explorer.parts.address import Address
from graph_service.explorer.parts.facts import Node
from graph_service.explorer.parts.languages import LANGUAGES
from graph_service.explorer.site import Rendered, Site
from graph_service.model.declare import NodeType
from graph_service.model.graph import ENTRY_TYPES
from graph_service.settings import DatabaseSettings, ServeSettings, ServiceSettings
from tests.api.serving import HTML, cold_app, served
from tests.catalogue.records import ENTRIES
from tests.reached import world_of
from tests.sizes import part_of

SEEDS = Path(__file__).parents[2] / "seeds"


def test_only_embeds_may_be_framed(pages: httpx.Client) -> None:
    policy = "content-security-policy"
    framed = pages.get("/en/embed/exchanges?show=matrix")
    assert framed.headers[policy].endswith("frame-ancestors *")
    assert pages.get("/en/exchanges").headers[policy].endswith("frame-ancestors 'none'")
    assert pages.get("/en/embed/exchanges?show=pie").status_code == 400
    assert pages.get("/en/embed/topics").status_code == 404


def test_an_event_without_sources_has_those_of_its_transfer(pages: httpx.Client) -> None:
    text = pages.get("/en/knowledge-transfers/kt-arg-gtm").text
    (visited,) = re.findall('<tr class="reached">.*?</tr>', text, re.DOTALL)
    cited = [
        re.search(f'id="{note}"><a [^>]*href="/en/sources/([^"]*)"', text)
        for note in re.findall('href="#(source-[^"]*)"', visited)
    ]
    assert [found and found[1] for found in cited] == ["iom-internship-en", "seed-iom-es"]


def words(response: httpx.Response) -> str:
    """Return the text of a page, in one line."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", response.text))


@pytest.mark.parametrize("language", part_of(LANGUAGES, 3))
@pytest.mark.parametrize("node_type", ENTRY_TYPES, ids=lambda t: t.name)
def test_every_type_has_its_pages(pages: httpx.Client, node_type: NodeType, language: str) -> None:
    sizes = {node_type.folder: 60_000, f"{node_type.folder}/{node_type.example}": 40_000}
    coding = {"Accept-Encoding": "gzip"}
    for path, size in sizes.items():
        response = pages.get(f"/{language}/{path}", headers=coding)
        assert response.status_code == 200, path
        assert response.headers["content-language"] == language
        assert f'<html lang="{language}">' in response.text
        assert response.num_bytes_downloaded <= size


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/en",
         ["In 15 cases a government came to know the practice of another; in 3 it came into use.",
          "106 practices on 31 topics", "Guatemala", "7 Mar 2026 · El Heraldo (Honduras) (Press)"]),
        ("/en/countries/hnd",
         ["Country · Central America",
          "0 practices of other governments taken up, 3 only seen or explored;",
          "; 2 brought by organizations", "What it gave 3",
          "Visits and meetings it hosted 6 When",
          "From others, and what happened since 5",
          "Blue Heart campaign (UNODC) Implemented published 23 Jul 2022",
          "To have visited a practice is not to have adopted it.", "of Honduras, 79 sources were"]),
        ("/es/countries/hnd",
         ["América Central", "Temas sin una práctica suya en este catálogo 11"]),
        ("/en/countries/pan",
         ["or of practices that were there TRACK4TIP detection guide applied in Panama"]),
        ("/es/topics/immediate-response?country=pan",
         ["De quién aprender 9", "no son mejores",
          ("Costa Rica Visitada Primer y último hecho conocido: primero: a más tardar 9 oct 2018;"
           " último: en algún momento entre 2023 y 2025 ERI"),
          ("ERI Vista o explorada: Honduras a más tardar 9 oct 2018 , Panamá primero: a más tardar"
           " 9 oct 2018; último: en algún momento entre 2023 y 2025"),
          "Preparada: Bolivia 24 abr 2025 se supone sí 2024 4 fuentes",
          "Belice 33 fuentes , Brasil 126 fuentes , México",
          "Haber visitado una práctica no es haberla adoptado."]),
        ("/en/topics/hotline?country=cri", [
          "Peru Implemented First and last known fact: first: 10 May 2006; last: 20 Feb 2007",
          "Ended or never begun: El Salvador", "Honduras – ERI"]),
        ("/pt/topics/shelter",
         ["ainda não em funcionamento: Abrigo para vítimas de tráfico no Panamá trad. Prevista"]),
        ("/en/good-practices/gp-cri-eri",
         ["How far it has gone 2 No use in another country is known. 2 countries came to know it",
          "Panama Visited first: by 9 Oct 2018; last: some time between 2023 and 2025",
          "Honduras Visited by 9 Oct 2018",
          "Last checked on 29 Nov 2026.", "Trafficking in Persons : Ley 9095 (publicada",
          "does not record: cost and staff, whom it serves. Its",
          "summary, note or sources may tell. Editor",
          "s note On 29 November 2026, public pages were searched", "Catalogues"]),
        ("/en/good-practices/gp-bra-gefm",
         [("Known to have been used in 1 other country: Peru (first: 2006 – 26 Aug 2014;"
           " last: 2020). The date"),
          "1 country came to know it", "Hosts: Peru ; adviser: Brazil", "Adapted 2016",
          "Argentina ; expert: Brazil", "No date of a check is recorded."]),
        ("/en/good-practices/gp-corazon-azul",
         [("used in 10 other countries: Brazil (first: 9 May 2013; last: mentioned 3 Jul 2025),"
           " Guatemala"),
          "10 transfers came from organizations",
          "not from a country: United Nations Office on Drugs and Crime ."]),
        ("/es/good-practices/gp-corett-estrategia",
         ["1 país la conoció, sin que se sepa de un uso",
          "Transferencias dentro de su propio país, o a ningún país"]),
        ("/en/sources/elheraldo-oea-2026", ["Kind The kind of source. Press"]),
        ("/pt/programmes/prog-pasantias-piloto", ["A OIM espera que o modelo seja replicado."]),
        ("/en/exchange-visits/xv-hnd-cri-2018", ["Internship, by 9 Oct 2018", "Learner"]),
        ("/en/knowledge-transfers/kt-cri-eri-hnd",
         ["Visited by 9 Oct 2018",
          "The catalogue does not record: Identified, Requested, Documented, Presented,",
          "Piloted, Implemented, Sustained, Scaled out. Editor"]),
        ("/es/knowledge-transfers/kt-cri-eri-pan",
         ["Último hecho conocido en algún momento entre 2023 y 2025",
          "Última revisión: 29 nov 2026.", "Desde entonces 1 Visitas en que",
          # Four of the transfer, and that of the meeting since.
          "5 fuentes : Organismo intergubernamental 4, Página oficial 1.",
          "Primer intercambio técnico"]),
        ("/pt/good-practices?countries=cri&themes=prevention", ["2 entradas", "2020"]),
        ("/en/exchange-visits?hostCountries=ecu", ["Seminar, workshop or congress Announced"]),
        ("/en/evaluations", ["Positive inferred", "Negative inferred"]),
        ("/en/exchanges",
         ["15 transfers in which a government came to know the practice of another",
          "3 of these known to have come into use; last known facts: 2019–2024",
          # Each origin with each target: 17, of which Brazil-Peru and Honduras-Panama twice.
          "15 pairs of countries here",
          "Known transfers: 48 · no country gave it, or none is known: 33",
          "· of these undated: 3", "Honduras Panama Exploration 2022 ",
          "Paraguay Brazil Implementation published 18 Dec 2024 "]),
        ("/en/exchanges?phase=ended",
         ["0 transfers in which a government came to know", "or none is known: 1"]),
        ("/pt/embed/exchanges?show=map", ["chegou ao uso"]),
        # Nicaragua received two, both from organizations: their files name no originCountries.
        ("/en/exchanges?country=nic",
         ["no country gave it, or none is known: 2", "Target countries: Nicaragua"]),
        ("/en/countries/chl", ["Seminar, workshop or congress Announced"]),
        ("/es/timeline/2016", ["Seminario / taller / congreso Anunciada"]),
        ("/es/exchanges?country=hnd",
         ["Quién aprendió de quién: Honduras",
          "Costa Rica Honduras Exploración a más tardar 9 oct 2018"]),
        ("/pt/exchanges/visits?kind=internship",
         ["Quem visitou quem", "Costa Rica Honduras 1 1 – –"]),
        ("/en/overview",
         ["Implemented", "Visits and meetings without a date 10 119", "read only in part 803 809",
          # held, with a practice, a transfer, one in use, an agreement
          "In 15 cases a government came to know the practice of another; in 3 it came into use.",
          "is not counted among the transfers below; these are: 33",
          "Internship 4 4 4 0 0", "Study visit 6 2 2 1 0", "All 116 25 16 6 14",
          "Countries without a known practice 0 21",
          "Suriname (5), Uruguay (47), Venezuela (20) 3 21",
          "ERI of Costa Rica to Honduras tr. Visited by 9 Oct 2018 ",
          "EUROFRONT Programme (Component 2: trafficking and smuggling) tr. 11 1 1"]),
        ("/en/exchange-visits?programmes=prog-pasantias-piloto",
         ["3 entries", "Protection programmes of Argentina to Guatemala tr. Visited"]),
        ("/es/exchange-visits", ["ninguna transferencia conocida"]),
        # Of both: seeds/agreements/agr-bra-pry-2020 and -2025, agr-mercosur-2025, agr-prett-2023.
        ("/es/agreements?partyCountries=bra&partyCountries=pry&match=all",
         ["4 entradas", "Brasil 4 Paraguay 4", "Documento fundacional de la PRETT"]),
        ("/en/agreements?partyCountries=bra&partyCountries=pry", ["15 entries", "With all of"]),
        # Those of the Dominican Republic: one of its own, three of several countries.
        ("/pt/good-practices?subregion=caribbean", ["4 entradas", "Sub-região: Caribe"]),
        ("/en/institutions?subregion=caribbean&sort=name-desc", ["3 entries"]),
        ("/es/agreements?text=acta", ["Buscar «acta» en todo el catálogo"]),
        ("/en/knowledge-transfers?sort=lastKnown",
         ["Costa Rica Panama Visited by 9 Oct 2018 some time between 2023 and 2025"]),
        ("/es/timeline",
         ["2025 8 + 2 2 + 2 4 2024 5 + 6 6 + 2 3 + 1", "2018 8 + 5 4 + 3 1 + 1", "Sin fecha",
          "Visitas y encuentros 10", "no cabe en un solo año Visitas y encuentros 10 "]),
        ("/es/timeline/2018", ["8 de 2018; 5 más, de 2018 o antes", "1 de 2018; 1 más, de"]),
        ("/en/exchange-visits?date=2018",
         ["13 entries", "8 of 2018; 5 more, of 2018 or before", "2018 8 + 5"]),
        ("/pt/exchange-visits?date=2018", ["8 de 2018; mais 5, de 2018 ou antes"]),
        ("/es/search?text=pasant%C3%ADas+2018",
         ["Tipo: Pasantía · Fecha: 2018", "Pasantía de la SVET de Guatemala en Argentina",
          "Cronología · 2018"]),
        ("/pt/timeline/2018", ["19 de out. de 2018", "Declaração de Arenillas"]),
        ("/en/timeline/2016",
         ["4 of 2016; 1 more", "Integrated Action to Peru tr. Presented inferred"]),
        ("/en/stories/prog-pasantias-piloto",
         ["3 visits are known of this programme", "Argentina (institution not recorded)",
          "What sources say conocieron de primera mano", "Since then: First technical exchange",
          "The catalogue does not record: Preparation, Implementation, Sustainment. The article",
          "The next stage would be “Feasibility assessed”: the recipient or its partners analysed",
          "Special Mobile Inspection Group to Peru tr. Sustained"]),
        ("/es/new",
         ["Buena práctica · Honduras · Fuente más reciente: 7 mar 2026 Guía de Detección",
          "Acuerdo · Fuente más reciente: 2 ene 2026 Memorando"]),
        ("/en/new?country=gtm", ["What is new: Guatemala", "Newest source: 16 Oct 2025"]),
        # Four visits of one transfer: it is told once, after the last one.
        ("/en/stories/prog-oit-bra-per", ["goes on in chapter 4", "Scaled out"]),
        ("/en/countries/ecu/per",
         ["Ecuador and Peru", "Ecuador hosted Peru 3", "Peru hosted Ecuador 7", "Both took part 10",
          "Transfers Nothing known.", "Agreements of both 6", "In force",
          "Programmes of both 4",
          "Peru has practices, Ecuador has none in this catalogue", "Training of officials",
          "Ecuador has practices, Peru has none in this catalogue Nothing known."]),
        ("/pt/countries/gtm/hnd", ["Guatemala e Honduras", "Transferências Nada se sabe."]),
        # Honduras has no practice of national coordination, but a body for it.
        ("/en/countries/gtm/hnd",
         ["Honduras has none in this catalogue Topic Good practices Languages and"]),
        ("/en/compare?left=ecu", ['Compare: Countries', "Ecuador"]),
        ("/en/planning?country=gtm",
         ["Plan visits: Guatemala", "by 9 Oct 2018", "Visited",
          "The status of 1 other agreement is not recorded",
          "Possible hosts, by topic", "and 4 more", "Local anti-trafficking committees Honduras",
          "Panama , 2022", "Other topics, with the number of possible hosts"]),
        ("/es/planning", ["Planificar visitas", "Uruguay"]),
        ("/en/method",
         ["What the stages mean Transfer: The transfer of one practice",
          "Exploration Identified identified as of interest to the recipient",
          "Ended Discontinued"]),
        ("/pt/method", ["10 de 119 visitas e encontros não têm data", "803 de 809 fontes"]),
        ("/es/search?text=gp-cri-eri", ["Búsqueda: gp-cri-eri"]),
        ("/es/search?q=Guatemala",
         ["País Guatemala 10 Buenas prácticas 5 Visitas recibidas 16 Visitas realizadas",
          "Planificar visitas: Guatemala", "Tipo Fuentes 34 Visitas y encuentros"]),
        ("/es/search?q=acuerdos+entre+Guatemala+y+M%C3%A9xico",
         ["Guatemala y México visitas, transferencias y acuerdos de ambos"]),
        ("/es/search?q=cu%C3%A1nto+cost%C3%B3+el+albergue",
         ["Algunas prácticas dicen qué cuestan", "Qué cuestan las prácticas"]),
        ("/pt/search?q=contato+da+comiss%C3%A3o+do+Panam%C3%A1",
         ["O catálogo não tem telefones", "Tipo: Órgão de coordenação · País: Panamá"]),
        # More than the 20 words that count.
        (f"/en/search?text={'the+shelter+' * 24}", ["Shelter for trafficking victims in Panama"]),
    ],
)  # fmt: skip
def test_pages_say_what_the_seeds_say(pages: httpx.Client, path: str, expected: list[str]) -> None:
    response = pages.get(path)
    assert response.status_code == 200
    for text in expected:
        assert text in words(response)
    assert re.search("Release 1|Edición 1|Edição 1", words(response))


def test_quotes_carry_the_language_of_their_sources(pages: httpx.Client) -> None:
    """The law bol-ley-791 is in Spanish, the report ilo-bra-per-midterm-2015 in English."""
    spanish = '<q class="quote" lang="es">ratificó el Acuerdo marco'
    assert spanish in pages.get("/en/agreements/agr-arg-bol-2015").text
    assert spanish.replace(' lang="es"', "") in pages.get("/es/agreements/agr-arg-bol-2015").text
    midterm = '<q class="quote" lang="en">Midterm Evaluation</q>'
    assert midterm in pages.get("/pt/evaluations/ev-oit-bra-per-midterm-2015").text


def test_no_visit_and_no_transfer_of_a_practice_vanishes(pages: httpx.Client) -> None:
    about: dict[str, set[str]] = defaultdict(set)
    for tie in world_of(SEEDS).ties:
        if tie.name in ("SHOWED", "TRANSFERS", "ALSO_TRANSFERS"):
            about[tie.target.partition(":")[2]].add(tie.source.partition(":")[2])
    assert about
    for practice, slugs in about.items():
        text = pages.get(f"/en/good-practices/{practice}").text
        shown = text.partition('id="went"')[2].partition('id="sources"')[0]
        assert {slug for slug in slugs if f'/{slug}"' not in shown} == set(), practice


@pytest.mark.parametrize(
    "path",
    [
        "/en/search?text=Guatemala",
        "/en/exchanges",
        "/en/exchanges?phase=preparation&phase=sustainment",
        "/en/exchanges/visits?kind=training&date=2024",
        "/en/overview",
    ],
)
def test_each_number_leads_to_a_list_of_as_many(pages: httpx.Client, path: str) -> None:
    text = pages.get(path).text
    numbers = re.findall(r'<a href="(/en/[a-z-]+\?[^"]+)">(?:<strong>)?(\d+)</', text)
    assert numbers
    for target, number in numbers:
        found = words(pages.get(html.unescape(target)))
        assert re.search(rf" {number} (entry|entries) ", found), target


@pytest.mark.parametrize(
    "path", ["/en/exchanges?country=ecu", "/en/exchanges/visits?country=ury", "/en/exchanges"]
)
def test_each_number_beside_the_map_leads_to_something(pages: httpx.Client, path: str) -> None:
    facets = re.findall(
        r'<a href="(/en/exchanges[^"]+)"[^>]*><span>[^<]+</span> <span class="count">',
        pages.get(path).text,
    )
    assert len(facets) > 3
    for target in facets:
        assert "Nothing is known with these filters" not in words(pages.get(html.unescape(target)))


@pytest.mark.parametrize(
    ("path", "has_map"),
    [
        ("exchanges", True),
        ("exchanges/visits", False),
        ("exchanges/visits?country=per", True),
        ("embed/exchanges", True),
        ("embed/exchanges/visits", False),
        ("embed/exchanges/visits?country=per&show=map", True),
    ],
)
def test_visits_have_a_map_only_of_one_country(
    pages: httpx.Client, path: str, has_map: bool
) -> None:
    response = pages.get(f"/en/{path}")
    assert ('<svg class="map"' in response.text) == has_map
    if not path.startswith("embed"):
        assert ("show=map" in response.text) == has_map
        assert ("An arrow leads" in words(response)) == has_map


@pytest.mark.parametrize("path", ["/en/timeline", "/en/timeline?country=gtm&topic=assistance"])
def test_each_bar_of_the_timeline_leads_to_as_many(pages: httpx.Client, path: str) -> None:
    bars = re.findall(
        r'<a href="(/en/timeline/\d{4}[^"#]*)#(\w+)"><span class="amount">(\d+)<',
        pages.get(path).text,
    )
    assert bars
    for target, series, number in bars[:8]:
        section = pages.get(html.unescape(target)).text.partition(f'id="{series}"')[2]
        assert f'<span class="count">{number}</span>' in section.partition("</h2>")[0], target


@pytest.mark.parametrize(
    ("path", "sizes"), [("topics?sort=scheme-desc", [31]), ("agreements?sort=kind", [30, 20])]
)
def test_no_page_of_a_list_is_left_with_a_few_entries(
    pages: httpx.Client, path: str, sizes: list[int]
) -> None:
    """seeds/topics has 31 files, seeds/agreements 50."""
    target, text = f"/en/{path}", ""
    there: list[list[str]] = []
    while target:
        text = pages.get(target).text
        there.append(names_in(text))
        target = link_of(text, "next")
    back = there[-1:]
    while target := link_of(text, "prev"):
        text = pages.get(target).text
        back.insert(0, names_in(text))
    assert [len(names) for names in there] == sizes
    assert back == there
    assert len({name for names in there for name in names}) == sum(sizes)


def names_in(text: str) -> list[str]:
    """Return the addresses of the entries of a list."""
    return re.findall(r'<th scope="row">\s*<a class="entry[^"]*" href="([^"]+)"', text)


def link_of(text: str, rel: str) -> str:
    """Return the address of the page before or after; empty if there is none."""
    return html.unescape("".join(re.findall(rf'<a rel="{rel}" href="([^"]+)"', text)))


def test_a_heading_sorts_and_turns_the_order(pages: httpx.Client) -> None:
    """seeds/good-practices: Argentina has most, 18."""
    heading = r'aria-sort="(\w+)"><a href="([^"]+)" rel="nofollow">Good practices<'
    text = pages.get("/en/countries?sort=practices").text
    ((direction, turned),) = re.findall(heading, text)
    assert direction == "descending"
    assert names_in(text)[0] == "/en/countries/arg"
    text = pages.get(turned).text
    assert re.findall(heading, text) == [("ascending", "/en/countries?sort=practices")]
    assert names_in(text)[-1] == "/en/countries/arg"


def test_columns_without_a_value_are_hidden(pages: httpx.Client) -> None:
    assert 'data-label="Transferencias"' in pages.get("/es/exchange-visits").text
    filtered = pages.get("/es/exchange-visits?without=transfers").text
    assert 'data-label="Transferencias"' not in filtered


def test_each_filter_of_a_search_has_as_many_results_as_it_says(pages: httpx.Client) -> None:
    filters = re.findall(
        r'<a href="(/en/search[?][^"]+)" rel="nofollow">'
        r'<span>([^<]+)</span> <span class="count">([\d +]+)<',
        pages.get("/en/search?text=training").text,
    )
    assert {"Visits and meetings", "Honduras", "2018"} <= {label for _, label, _ in filters}
    for target, _, numbers in filters[::6]:
        found = words(pages.get(html.unescape(target)))
        number = sum(map(int, numbers.split(" + ")))
        assert re.search(rf" {number} (entry|entries) ", found), target


def test_a_later_page_of_a_search_leads_to_the_first(pages: httpx.Client) -> None:
    first = "/en/search?text=trafficking"
    (following,) = re.findall(r'<a rel="next" href="([^"]+)"', pages.get(first).text)
    assert "First page" not in pages.get(first).text
    assert f'<a href="{first}">First page</a>' in pages.get(html.unescape(following)).text


def test_the_root_redirects_to_the_language_of_the_reader(pages: httpx.Client) -> None:
    response = pages.get("/", headers={"Accept-Language": "pt-BR"})
    assert (response.status_code, response.headers["location"]) == (302, "/pt")
    assert response.headers["vary"] == "Accept-Language"
    assert pages.get("/es/").headers["location"] == "/es"


def test_a_country_is_picked_without_scripts(pages: httpx.Client) -> None:
    response = pages.get("/pt?country=gtm", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (308, "/pt/countries/gtm")


def test_other_words_of_a_search_leave_the_card_small(pages: httpx.Client) -> None:
    """The transfer is the answer; Guatemala is only a part of the question."""
    found = words(pages.get("/es/search?text=Coraz%C3%B3n+Azul+en+Guatemala"))
    assert "Visitas recibidas" not in found
    assert "Campaña Corazón Azul en Guatemala" in found


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/es/countries/hnd/gtm", "/es/countries/gtm/hnd"),
        ("/pt/countries/hnd/gtm.csv", "/pt/countries/gtm/hnd.csv"),
        ("/en/compare?left=HND&right=gtm", "/en/countries/gtm/hnd"),
    ],
)
def test_two_countries_have_one_page(pages: httpx.Client, path: str, target: str) -> None:
    response = pages.get(path, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (308, target)
    assert pages.get(target).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/countries/hnd",
        "/exchanges",
        "/exchanges/visits",
        "/good-practices/gp-bra-gefm",
        "/good-practices/gp-cri-eri",
        "/stories/prog-pasantias-piloto",
    ],
)
def test_a_page_says_once_that_visited_is_not_adopted(pages: httpx.Client, path: str) -> None:
    found = words(pages.get(f"/en{path}"))
    assert found.count("To have visited a practice is not to have adopted it.") == 1


def test_two_countries_as_rows(pages: httpx.Client) -> None:
    """What Ecuador and Peru made together (kt-ecu-per-eri) is a practice of both, no transfer."""
    lines = pages.get("/en/countries/ecu/per.csv").text.splitlines()
    kinds = Counter(line.partition(",")[0] for line in lines[1:])
    assert kinds["ExchangeVisit"] == 20
    assert kinds["KnowledgeTransfer"] == 0
    assert any(line.startswith("GoodPractice,GoodPractice:gp-ecu-per-eri,") for line in lines)
    lines = pages.get("/en/countries/arg/bra.csv").text.splitlines()
    (ways,) = [line for line in lines if "KnowledgeTransfer:kt-bra-arg-mobile-inspection" in line]
    assert ",2018-11-13/2018-11-14,AT,Country:bra,Country:arg,Presented,," in ways


def test_no_plan_names_a_practice_that_has_ended_or_not_begun(pages: httpx.Client) -> None:
    named = set()
    for entry_id, country in ENTRIES.items():
        if entry_id.startswith("Country:") and country.get("inRegion"):
            rows = pages.get(f"/en/planning.csv?country={entry_id[8:]}").text
            named |= set(re.findall(r",(GoodPractice:[^,]+),", rows))
    assert len(named) > 20
    assert {ENTRIES[i].get("status") for i in named} <= {None, "ACTIVE", "REDUCED"}


def test_an_unchanged_page_is_not_sent_again(pages: httpx.Client) -> None:
    tags = {}
    for coding in ("gzip", "br", "identity"):
        asked = {"Accept-Encoding": coding}
        response = pages.get("/en/countries/hnd", headers=asked)
        tags[coding] = response.headers["etag"]
        assert "Accept-Encoding" in response.headers["vary"]
        again = pages.get("/en/countries/hnd", headers={**asked, "If-None-Match": tags[coding]})
        assert (again.status_code, again.content) == (304, b"")
    assert len(set(tags.values())) == 3
    assert pages.get("/es/countries/hnd").headers["etag"] not in tags.values()


async def test_a_page_is_cached_in_the_form_that_is_sent(
    catalogue: DatabaseSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of this cache, one page may take 32 kB."""
    rendered, sizes = [], []
    render = Site.render

    def note(site: Site, page: Page, address: Address, data: Node, url: str) -> Rendered | None:
        rendered.append(str(address))
        return render(site, page, address, data, url)

    monkeypatch.setattr(Site, "render", note)
    service = ServiceSettings(response_cache_mib=1)
    app = cold_app(ServeSettings(database=catalogue, service=service))
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://x", headers=HTML) as client,
    ):
        for coding in ("br", "br", "gzip", "gzip"):
            response = await client.get("/en/exchanges", headers={"Accept-Encoding": coding})
            assert response.headers["content-encoding"] == coding
            sizes.append(len(response.content))
    assert len({*sizes}) == 1
    assert sizes[0] > 32 * 1024
    assert rendered == ["/en/exchanges"] * 2


def test_assets_are_kept_for_ever(pages: httpx.Client) -> None:
    (sheet,) = re.findall(r'href="([^"]*/site\.css)"', pages.get("/en/topics").text)
    response = pages.get(sheet)
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-encoding"] == "br" or response.headers["content-encoding"]
    assert pages.get("/assets/000000000000/site.css").status_code == 404


def test_the_policy_allows_nothing_inline_or_foreign(pages: httpx.Client) -> None:
    response = pages.get("/en/good-practices/gp-cri-eri")
    assert response.headers["content-security-policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in response.headers["content-security-policy"]
    executed = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", response.text)
    executed = re.sub(r'<script type="module" src="/assets/[^"<]*"></script>', "", executed)
    assert not re.search(r"<style|<script|\sstyle=|\son\w+=", executed)


@pytest.mark.parametrize(
    ("path", "status", "text"),
    [
        ("/en/good-practices/gp-cri-er", 404, "There is no page at this address"),
        ("/es/nada/de/esto", 404, "No hay ninguna página en esta dirección"),
        ("/nowhere", 404, "There is no page at this address"),
        ("/en/topics?sort=none", 400, "This address is not valid"),
        ("/en/timeline/20x", 400, "is not a year such as 2018"),
        ("/en/countries/gtm/none", 404, "There is no page at this address"),
        ("/en/countries/gtm/gtm", 404, "There is no page at this address"),
        ("/en/planning?country=none", 404, "There is no page at this address"),
        # Austria is not in the region, of which alone the catalogue looks for gaps.
        ("/en/planning?country=aut", 404, "There is no page at this address"),
        (f"/es/search?text={'x' * 60_000}", 400, "Las palabras que se buscan tienen 60000"),
        (f"/pt/topics?text={'x' * 301}", 400, "São permitidos até 300"),
        (f"/en/topics?x={'x' * 60_000}", 400, "This address is not valid"),
        ("/en/topics?after=none", 400, "This address is not valid"),
        ("/en/search?text=shelter&years=20x", 400, "20x"),
    ],
)
def test_wrong_addresses_are_explained(
    pages: httpx.Client, path: str, status: int, text: str
) -> None:
    response = pages.get(path, headers={"Accept-Language": "en"})
    assert response.status_code == status
    assert text in words(response)
    assert len(response.content) < 20_000


def test_a_missing_page_offers_entries_with_its_words(pages: httpx.Client) -> None:
    """The slug of the practice is gp-cri-eri, with the team's acronym, ERI."""
    assert "Immediate Response Team" in words(pages.get("/en/good-practices/cri-eri"))


def test_programs_still_get_json(pages: httpx.Client) -> None:
    response = pages.get("/nowhere", headers={"Accept": "*/*"})
    assert response.status_code == 404
    assert response.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '"><img src=x onerror=a>', "‮abc"])
def test_hostile_words_stay_text(pages: httpx.Client, text: str) -> None:
    for path in ("/en/search", "/en/good-practices"):
        response = pages.get(path, params={"text": text})
        assert response.status_code == 200
        assert "<script>" not in response.text
        assert "<img src=x" not in response.text
    missing = pages.get(f"/en/topics/{text.replace('/', '')}")
    assert (missing.status_code, "<script>" in missing.text) == (404, False)


def test_without_a_database_a_page_says_so(offline_service: httpx.Client) -> None:
    response = offline_service.get("/pt/topics", headers=HTML)
    assert response.status_code == 503
    assert "Não é possível acessar o catálogo neste momento" in words(response)
    assert response.headers["retry-after"] == "1"
    assert response.headers["cache-control"] == "no-store"


def test_suggestions_lead_to_pages(pages: httpx.Client) -> None:
    """seeds/institutions/cri-conatt.yaml: CONATT is its acronym."""
    response = pages.get("/es/suggest.json", params={"prefix": "conatt"})
    assert response.status_code == 200
    found = {one["address"]: one for one in response.json()["suggestions"]}
    address = "/es/institutions/cri-conatt"
    assert (found[address]["matched"], found[address]["type"]) == ("CONATT", "Institución")
    assert pages.get(address).status_code == 200
    tag = {"If-None-Match": response.headers["etag"]}
    again = pages.get("/es/suggest.json", params={"prefix": "conatt"}, headers=tag)
    assert again.status_code == 304


@pytest.mark.parametrize("prefix", ["", "<script>", "x" * 5_000])
def test_other_beginnings_have_no_suggestions(pages: httpx.Client, prefix: str) -> None:
    response = pages.get("/en/suggest.json", params={"prefix": prefix})
    assert response.status_code == 200
    assert response.json() == {"suggestions": []}


def test_without_a_database_there_are_no_suggestions(offline_service: httpx.Client) -> None:
    response = offline_service.get("/en/suggest.json", params={"prefix": "cri"})
    assert (response.status_code, response.headers["content-type"]) == (503, "application/json")


def test_settings_move_pages_and_turn_them_off(catalogue: DatabaseSettings) -> None:
    with served(catalogue, EXPLORER_PATH="/explorer") as client:
        assert client.get("/").status_code == 404
        assert client.get("/explorer").headers["location"] == "/explorer/es"
        page = client.get("/explorer/en/topics", headers=HTML)
        assert page.status_code == 200
        addresses = re.findall(r'(?:href|action)="(/[^"]*)"', page.text)
        beside = {address for address in addresses if address.startswith("/graphql?")}
        assert len(beside) == 1
        assert {address.split("/")[1] for address in {*addresses} - beside} == {"explorer"}
        found = client.get("/explorer/es/suggest.json?prefix=conatt").json()["suggestions"]
        assert found[0]["address"].startswith("/explorer/es/institutions/")
    with served(catalogue, EXPLORER="off") as client:
        assert client.get("/").status_code == 404
        assert client.get("/en", headers=HTML).status_code == 404
