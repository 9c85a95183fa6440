"""What people write where nothing is known: "n/a", "por definir", "—"."""

from __future__ import annotations

import re

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
nombre de la práctica | título de la práctica | escriba aquí | todo |
"""
_AROUND = r"[-\[\](){}<>–—…*?.,;:!/ ]*"
PLACEHOLDER = re.compile(
    rf"[\W_]*|{_AROUND}(?:{'|'.join(re.escape(' '.join(p.split())) for p in _PHRASES.split('|'))})"
    rf"{_AROUND}",
    re.IGNORECASE,
)


def is_placeholder(text: str) -> bool:
    """Whether a text says that nothing is known: "n/a", "s/d", "—"."""
    return PLACEHOLDER.fullmatch(text) is not None
