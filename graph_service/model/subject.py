"""What the whole catalogue is about, in the words of the people who search it.

Nearly every entry is about victims of trafficking in persons in some country, whether its texts say
so or not. So "albergues para víctimas de trata" means the same here as "albergues".
"""

from __future__ import annotations

from .labels import Labels, alternatives
from .stems import index_words, label_keys

# "Tráfico" and "trafficking" are not the subject by themselves: arms are trafficked, too.
SUBJECT = Labels(
    es=(
        "Trata, Trata de personas, Trata de seres humanos, Antitrata, Víctima, Víctima de trata,"
        " Persona víctima, Superviviente, Sobreviviente, Sobreviviente de trata, Persona,"
        " País"
    ),
    en=(
        "Human trafficking, Trafficking in persons, Trafficking in human beings, Anti-trafficking,"
        " Counter-trafficking, Victim, Trafficking victim, Victim of trafficking, Survivor,"
        " Trafficking survivor, Person, People, Country"
    ),
    pt=(
        "Tráfico de pessoas, Tráfico de seres humanos, Vítima, Vítima de tráfico,"
        " Vítima do tráfico de pessoas, Sobrevivente, Pessoa, País"
    ),
)
SUBJECT_KEYS = frozenset(
    key
    for language, label in alternatives(SUBJECT)
    for key in label_keys(index_words(label), language)
)
"""The keys of its labels."""
