"""Edges that loads derive from the stored graph: no file, checksum or difference has them.

`store/derived.py` says from what.
"""

from __future__ import annotations

from graph_service.model.declare import Edge
from graph_service.model.edge_properties import REACH
from graph_service.model.labels import Labels
from graph_service.model.types.institutions import COUNTRY
from graph_service.model.types.practices import GOOD_PRACTICE

REACHED = Edge(
    name="REACHED",
    source=GOOD_PRACTICE,
    target=COUNTRY,
    forward="reachedCountries",
    reverse="reachedBy",
    label=Labels("Países a los que llegó", "Countries reached", "Países a que chegou"),
    meaning=Labels(
        "Los otros países a los que se transfirió la práctica, o que la vieron en una visita: visto"
        " no es adoptado. Se deriva de las transferencias y las visitas.",
        "The other countries that the practice was transferred to, or that saw it on a visit:"
        " visited is not adopted. Derived from transfers and visits.",
        "Os outros países para os quais a prática foi transferida, ou que a viram em uma visita:"
        " visto não é adotado. É derivado das transferências e das visitas.",
    ),
    reverse_label=Labels("Prácticas de otros", "Practices of others", "Práticas de outros"),
    reverse_meaning=Labels(
        "Las prácticas de otros que se transfirieron al país, o que este vio en una visita: visto"
        " no es adoptado. Se deriva de las transferencias y las visitas.",
        "The practices of others that were transferred to the country, or that it saw on a visit:"
        " visited is not adopted. Derived from transfers and visits.",
        "As práticas de outros que foram transferidas para o país, ou que este viu em uma visita:"
        " visto não é adotado. É derivado das transferências e das visitas.",
    ),
    facts=REACH,
)
EDGES = (REACHED,)
