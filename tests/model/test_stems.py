"""Forms of a word have the same stem; other words have others."""

from collections.abc import Sequence

import pytest

from graph_service.model.stems import stems_in
from graph_service.model.text import fold


def _stems(language: str, words: Sequence[str]) -> set[str]:
    return {stem for word in words for stem in stems_in(fold(word), language)}


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "capacitar capacitó capacitaron capacitadas capacitación capacitaciones"),
        ("es", "identificar identificó identifican identificadas identificación"),
        ("es", "detectar detectó detección"),
        ("es", "adoptar adoptó adopción"),
        ("es", "prevenir prevención"),
        ("es", "formar formó formación formaciones"),
        ("es", "recibir recibió recibieron recibida"),
        ("es", "aprender aprendió aprendieron"),
        ("es", "entrevistar entrevista entrevistas"),
        ("es", "fiscal fiscales fiscalía fiscalías"),
        ("pt", "capacitar capacitou capacitaram capacitação capacitações"),
        ("pt", "identificar identificou identificação"),
        ("pt", "detectar detectou detecção"),
        ("pt", "prevenir prevenção"),
        ("pt", "avaliar avaliou avaliada avaliação avaliações"),
        ("pt", "receber recebeu receberam recebida"),
        ("en", "identify identified identification"),
        ("en", "prosecute prosecution prosecutor prosecutors"),
        ("en", "inspect inspection inspectors"),
    ],
)
def test_a_verb_its_preterite_and_its_noun_have_one_stem(language: str, words: str) -> None:
    assert len(_stems(language, words.split())) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "trata tratamiento tratado"),
        ("es", "estación estado nación nacer"),
        ("es", "órgano organismo"),
        ("pt", "praça prática"),
        ("en", "police policy"),
    ],
)
def test_other_words_have_other_stems(language: str, words: str) -> None:
    assert len(_stems(language, words.split())) == len(words.split())
