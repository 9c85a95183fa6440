"""Labels that lead a search to several concepts."""

from pathlib import Path

from graph_service.catalogue.checks.findings import examine
from graph_service.catalogue.problems import Rule
from graph_service.i18n import Language, render
from tests.catalogue.seeding import Seeds


def test_a_label_of_two_topics(seeds: Seeds) -> None:
    """Parts of a topic's name are labels; institutions may share a name."""
    for slug in ("i", "j"):
        seeds.institution(slug)
    for slug, names in (("a", "[Refugio]"), ("b", "[Casa, EL REFÚGIO, Posada]"), ("c", "[posada]")):
        name = "Albergue y Hogar" if slug == "a" else slug
        seeds.put(
            f"topics/{slug}.yaml",
            f"name: {{es: {name}}}\nscheme: SUBJECT\notherNames: {{es: {names}}}\n",
        )
    seeds.put("topics/d.yaml", "name: {es: Hogares, en: Hogar}\nscheme: SUBJECT\n")
    found = [p for p in examine(seeds.folder).warnings if p.rule is Rule.LABEL_SHARED]
    at = f"{seeds.folder}/topics"
    assert [(p.place.file, p.field, str(p.message)) for p in found] == [
        (
            f"{at}/{slug}.yaml",
            field,
            (
                f'"{label}" in {field} is a label of {other}, too ({at}/{other}.yaml:{line}): a'
                " search for it finds the entries of both"
            ),
        )
        for slug, field, label, other, line in (
            ("b", "otherNames", "EL REFÚGIO", "a", 3),
            ("c", "otherNames", "posada", "b", 3),
            ("d", "name", "Hogar", "a", 3),
        )
    ]


def test_a_narrower_term_of_a_topic_that_another_has(seeds: Seeds) -> None:
    seeds.put("topics/t.yaml", "name: {es: T}\notherNames: {es: [x]}\nscheme: SUBJECT\n")
    seeds.put("topics/u.yaml", "name: {es: U}\nincludes: {pt: [X]}\nscheme: SUBJECT\n")
    (found,) = [p for p in examine(seeds.folder).warnings if p.rule is Rule.LABEL_SHARED]
    assert str(found.message) == (
        f'"X" in includes is a label of t, too ({seeds.folder}/topics/t.yaml:2): a search for it'
        " finds the entries of both"
    )


def test_labels_of_a_topic_that_a_term_or_a_type_has(seeds: Seeds) -> None:
    """Search reads labels in all forms, so plurals count; a label within a longer one doesn't.

    InstitutionKind.CIVIL_SOCIETY has "ONG" and "Sociedad civil", PROSECUTION "Fiscalía"; what
    people call evaluations are "Evaluación" and "Hallazgo".
    """
    seeds.put(
        "topics/t.yaml",
        "name: {es: Tercer sector}\nscheme: SUBJECT\n"
        "otherNames: {es: [sociedades civiles, Hallazgos, Diálogo con la sociedad civil]}\n"
        "includes: {es: [ONG, Asociaciones civiles]}\n",
    )
    seeds.put("topics/u.yaml", "name: {es: Fiscalías}\nscheme: SUBJECT\n")
    seeds.institution("i", "hnd", "otherNames: {es: [ONG]}\n")
    found = [p for p in examine(seeds.folder).warnings if p.rule is Rule.TERM_LABEL]
    assert [
        (Path(p.place.file).stem, p.place.line, p.field, render(p.message, Language.ES))
        for p in found
    ] == [
        (
            "t",
            3,
            "otherNames",
            (
                '"Hallazgos" también es una denominación de evaluations (Evaluaciones): quien la'
                " busque encontrará las entradas de ambos"
            ),
        ),
        (
            "t",
            3,
            "otherNames",
            (
                '"sociedades civiles", "ONG", "Asociaciones civiles" también son denominaciones de'
                " kind: CIVIL_SOCIETY (Sociedad civil): quien busque una de ellas encontrará las"
                " entradas de ambos"
            ),
        ),
        (
            "u",
            1,
            "name",
            (
                '"Fiscalías" también es una denominación de kind: PROSECUTION (Fiscalía): quien la'
                " busque encontrará las entradas de ambos"
            ),
        ),
    ]
    assert str(found[0].message) == (
        '"Hallazgos" is a label of evaluations, too: a search for it finds the entries of both'
    )
