"""Forms of a word have the same stem; other words have others."""

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest

from graph_service.model.stems import index_words, stems, stems_in
from graph_service.model.text import fold

ROOT = Path(__file__).parents[2]


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
        ("es", "estado estadística"),
        ("es", "costa costó"),
        ("pt", "praça prática"),
        ("en", "police policy"),
    ],
)
def test_other_words_have_other_stems(language: str, words: str) -> None:
    assert len(_stems(language, words.split())) == len(words.split())


def test_threads_get_the_stems_of_their_own_words() -> None:
    """The stemmers keep the word that they work on; operations are compiled in two threads."""
    texts = (ROOT / "seeds").glob("good-practices/*.yaml")
    words = sorted({w for text in texts for w in index_words(text.read_text(encoding="utf-8"))})
    expected = {word: stems.__wrapped__(word) for word in words}

    def differing(seed: int) -> list[str]:
        mixed = Random(seed).sample(words, len(words))
        return [word for word in mixed if stems.__wrapped__(word) != expected[word]]

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as threads:
            assert [*threads.map(differing, range(4))] == [[]] * 4
    finally:
        sys.setswitchinterval(interval)
