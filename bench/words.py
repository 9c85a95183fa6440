"""Made-up names with ñ and accents, in three languages of which some are missing.

Only `random()` is drawn from a generator of random numbers: its results alone are the same in every
version of Python.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws that are the same in every run."""

    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed).random

    def one(self, options: Sequence[T]) -> T:
        return options[int(self.random() * len(options))]

    def chance(self, share: float) -> bool:
        return self.random() < share

    def number(self, least: int, most: int) -> int:
        return least + int(self.random() * (most - least + 1))

    def skewed(self, count: int) -> int:
        """Draw an index; low ones are likely: the first hundredth comes in a tenth of draws."""
        return int(count * self.random() ** 2)

    def some(self, options: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """Draw from `least` to `most` times, and leave out what came before."""
        drawn = (self.one(options) for _ in range(self.number(least, most)))
        return tuple(dict.fromkeys(drawn))


# Each thing in Spanish, English and Portuguese.
_KINDS = (
    ("Acompañamiento", "Accompaniment", "Acompanhamento"),
    ("Atención", "Assistance", "Atendimento"),
    ("Campaña", "Campaign", "Campanha"),
    ("Capacitación", "Training", "Capacitação"),
    ("Coordinación", "Coordination", "Coordenação"),
    ("Enseñanza", "Teaching", "Ensino"),
    ("Identificación", "Identification", "Identificação"),
    ("Investigación", "Investigation", "Investigação"),
    ("Línea de denuncia", "Hotline", "Disque-denúncia"),
    ("Mesa técnica", "Working table", "Mesa técnica"),
    ("Observatorio", "Observatory", "Observatório"),
    ("Protección", "Protection", "Proteção"),
    ("Red de refugios", "Network of shelters", "Rede de abrigos"),
    ("Señalización", "Signposting", "Sinalização"),
    ("Ventanilla única", "One-stop desk", "Balcão único"),
    ("Ñanduteí de aliados", "Web of allies", "Teia de aliados"),
)
_SUBJECTS = (
    ("la niñez", "children", "a infância"),
    ("las víctimas", "victims", "as vítimas"),
    ("los señalados", "those reported", "os assinalados"),
    ("la migración", "migration", "a migração"),
    ("las compañías", "companies", "as companhias"),
    ("la frontera", "the border", "a fronteira"),
    ("los pueblos indígenas", "indigenous peoples", "os povos indígenas"),
    ("el retorno", "return", "o retorno"),
    ("la reinserción", "reintegration", "a reinserção"),
    ("los jueces", "judges", "os juízes"),
    ("el turismo", "tourism", "o turismo"),
    ("la policía", "police", "a polícia"),
)
_WAYS = (
    ("con apoyo de", "with the support of", "com apoio de"),
    ("a cargo de", "in the hands of", "a cargo de"),
    ("en compañía de", "in company of", "em companhia de"),
    ("según el diseño de", "after the design of", "segundo o desenho de"),
)
_ONSETS = ("Ñ", "Gu", "Ch", "T", "M", "Qu", "P", "Ll", "S", "Ár", "Í", "Ór", "B", "R", "Y", "C")
_MIDDLES = ("añ", "ac", "ir", "ol", "un", "éb", "at", "or", "ip", "úr", "el", "ánd")
_ENDS = ("uco", "ará", "eño", "illo", "ío", "agua", "ené", "osí", "uya", "ango", "íñ", "ulpa")


def town(number: int) -> str:
    """Make the name of the place of a number: "Ñacuco"; different ones for different numbers."""
    number, onset = divmod(number, len(_ONSETS))
    number, middle = divmod(number, len(_MIDDLES))
    number, end = divmod(number, len(_ENDS))
    more = ""
    while number:
        number, extra = divmod(number - 1, len(_MIDDLES))
        more += _MIDDLES[extra]
    return f"{_ONSETS[onset]}{_MIDDLES[middle]}{more}{_ENDS[end]}"


def phrase(dice: Dice, *, es: float, en: float, pt: float, town_name: str) -> Mapping[str, str]:
    """Make a title, in each language with the given likelihood, and in at least one."""
    kind, subject = dice.one(_KINDS), dice.one(_SUBJECTS)
    words = {
        "es": f"{kind[0]} para {subject[0]} en {town_name}",
        "en": f"{kind[1]} for {subject[1]} in {town_name}",
        "pt": f"{kind[2]} para {subject[2]} em {town_name}",
    }
    return _kept(dice, words, (es, en, pt))


def story(dice: Dice, town_name: str, other: str) -> Mapping[str, str]:
    """Make a summary of three sentences; sometimes there is none in any language."""
    places = (town_name, other, town_name)
    parts = [(dice.one(_KINDS), dice.one(_SUBJECTS), dice.one(_WAYS), p) for p in places]
    words = {
        language: " ".join(
            f"{kind[at]} {link} {subject[at]} {way[at]} {place}."
            for kind, subject, way, place in parts
        )
        for at, (language, link) in enumerate((("es", "para"), ("en", "for"), ("pt", "para")))
    }
    if dice.chance(0.1):
        return {}
    return _kept(dice, words, (0.85, 0.5, 0.3))


def _kept(
    dice: Dice, words: Mapping[str, str], shares: tuple[float, float, float]
) -> Mapping[str, str]:
    kept = {
        language: text
        for (language, text), share in zip(words.items(), shares, strict=True)
        if dice.chance(share)
    }
    return kept or {"es": words["es"]}
