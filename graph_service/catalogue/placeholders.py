"""Values that say nothing, such as "n/a", and characters that nobody sees.

Both are the cause of whatever else is wrong with a value, such as a reference "cri" with a
zero-width space at its end.
"""

from __future__ import annotations

import re
from dataclasses import replace

from graph_service.catalogue.problems import quoted
from graph_service.i18n import Wording, _

_PHRASES = """
tbd | tba | tbc | n/a | n.a | na | n/d | n.d | nd | s/d | s.d | s/n | s/f | s.f | null | none
| nan | undefined | unknown | desconocido | desconocida | ninguno | ninguna | pendiente |
pendente | borrador | asdf | asdfasdf | qwerty | test | prueba | ejemplo | example | exemplo |
por definir | a definir | por confirmar | a confirmar | por completar | a completar |
por determinar | por verificar | por llenar | sin dato | sin datos | sin información |
sin informacion | sin nombre | sin título | sin titulo | sin definir | no aplica |
no disponible | no se sabe | no hay datos | no data | no name | untitled | not available |
not applicable | to be defined | to be confirmed | to be determined | não disponível |
nao disponivel | não se aplica | sem dados | sem informação | sem título | texto de prueba |
no especificado | no especificada | no especifica | sin especificar | no consta |
no se indica | en proceso | por asignar | se desconoce | ver nota | ver observaciones |
ver arriba | ver abajo | ver anexo | ver adjunto | ver archivo | igual que arriba | xxx |
nombre de la práctica | título de la práctica | escriba aquí | todo | por revisar |
"""
_AROUND = r"[-\[\](){}<>–—…*?.,;:!/ ]*"
PLACEHOLDER = re.compile(
    rf"[\W_]*|{_AROUND}(?:pendiente de (?:revis|confirm|verific|complet)\w+"
    rf"|{'|'.join(re.escape(' '.join(p.split())) for p in _PHRASES.split('|'))}){_AROUND}",
    re.IGNORECASE,
)
# Unicode's Default_Ignorable_Code_Point (zero-width characters, soft hyphens, direction marks,
# variation selectors, tags) and format controls: people can't see them, but programs read them. A
# search for the text as it looks doesn't find it, and an assistant obeys what its reader can't see.
# Emoji of several characters have them, too; no text of the catalogue needs one.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
WIDE = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def is_placeholder(text: str) -> bool:
    """Whether a text says that nothing is known: "n/a", "s/d", "—"."""
    return PLACEHOLDER.fullmatch(text) is not None


def with_unseen(text: str, field: str) -> tuple[Wording, str] | None:
    """Return the problem of a value with such a character, and the value without it; or None."""
    hidden = INVISIBLE.search(text)
    match = hidden or WIDE.search(text)
    if match is None:
        return None
    message = (
        _("{value} in {field} has a character that can't be seen ({code}): delete it")
        if hidden
        else _("{value} in {field} has a special blank ({code}): type a normal one, or none")
    )
    values = {"value": quoted(text), "field": field, "code": f"U+{ord(match[0]):04X}"}
    clean = " ".join(WIDE.sub(" ", INVISIBLE.sub("", text)).split())
    return replace(message, values=values), clean
