"""Random draws, and made-up names with ñ and accents in up to three languages."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Random draws that are the same in every run."""

    # Only random() is used: the results of other methods may change between versions of Python.
    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed).random

    def one(self, options: Sequence[T]) -> T:
        return options[int(self.random() * len(options))]

    def chance(self, share: float) -> bool:
        return self.random() < share

    def number(self, least: int, most: int) -> int:
        return least + int(self.random() * (most - least + 1))

    def skewed(self, count: int) -> int:
        """Draw an index below count, mostly low: a tenth of all draws fall in the first 1 %."""
        return int(count * self.random() ** 2)

    def some(self, options: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """Draw `least` to `most` times and return the different options drawn."""
        drawn = (self.one(options) for _ in range(self.number(least, most)))
        return tuple(dict.fromkeys(drawn))


# Each in Spanish, English and Portuguese.
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
    """Return the name of the town with this number, such as Ñañuco; names are unique."""
    number, onset = divmod(number, len(_ONSETS))
    number, middle = divmod(number, len(_MIDDLES))
    number, end = divmod(number, len(_ENDS))
    more = ""
    while number:
        number, extra = divmod(number - 1, len(_MIDDLES))
        more += _MIDDLES[extra]
    return f"{_ONSETS[onset]}{_MIDDLES[middle]}{more}{_ENDS[end]}"


def title(dice: Dice, *, es: float, en: float, pt: float, town_name: str) -> Mapping[str, str]:
    """Draw a title: in each language with the given probability, but in at least one."""
    kind, subject = dice.one(_KINDS), dice.one(_SUBJECTS)
    words = {
        "es": f"{kind[0]} para {subject[0]} en {town_name}",
        "en": f"{kind[1]} for {subject[1]} in {town_name}",
        "pt": f"{kind[2]} para {subject[2]} em {town_name}",
    }
    return _some_languages(dice, words, (es, en, pt))


def summary(dice: Dice, town_name: str, other: str) -> Mapping[str, str]:
    """Draw a summary of three sentences; a tenth of the draws are empty."""
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
    return _some_languages(dice, words, (0.85, 0.5, 0.3))


def _some_languages(
    dice: Dice, words: Mapping[str, str], shares: tuple[float, float, float]
) -> Mapping[str, str]:
    drawn = {
        language: text
        for (language, text), share in zip(words.items(), shares, strict=True)
        if dice.chance(share)
    }
    return drawn or {"es": words["es"]}
