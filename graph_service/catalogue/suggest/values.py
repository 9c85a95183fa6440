"""Web addresses, numbers and booleans as people write them → as files have them."""

from __future__ import annotations

import re

from graph_service.model.kinds.texts import URL_FORM
from graph_service.model.text import fold

_NO_SCHEME = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:[/?].*)?", re.IGNORECASE)
_AROUND = " <>\"'“”‘’«»"
_SCHEME = re.compile(r"(?:h?t{1,3}ps?(?:\W|$){1,4})+(?=\w)", re.IGNORECASE)
"""The scheme, in whatever form: "http//", "https://https://", "htttp:/"."""
_DOI = re.compile(r"(?:doi:?\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_INSIDE = re.compile(r"(?<=\W)https?://[^\s<>\"\])]+")
_REMARK = re.compile(
    r"(?<=\S)[\s,;]*[(\[]?(?:consultad[oa]|accedido|acessado|visitad[oa]|accessed|retrieved|disponible"
    r"|[úu]ltimo acceso|p[áa]gs?\.|pp?\. ?\d|fecha)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""What is often written after an address, with the day or the page."""
SENTENCE_END = re.compile(r"(?<![.,;:])[.,;:]$")
"""A sign that ends the sentence around an address; an ellipsis may be part of the address."""
_MAX_NUMBER = 40
_WHOLE = re.compile(r"(\d{1,3}(?:[. ,\u00a0\u202f]\d{3})+|\d+)(?:[.,]0+)?")
_BOOLEANS = {
    **dict.fromkeys(("true", "yes", "si", "sim", "verdadero", "verdadeiro"), "true"),
    **dict.fromkeys(("y", "s", "x", "✓", "✔"), "true"),
    **dict.fromkeys(("false", "no", "nao", "falso", "n"), "false"),
}


def likely_address(text: str) -> str | None:
    """Return the web address that a text probably means.

    >>> likely_address("www.oim.org/un informe.pdf")
    'https://www.oim.org/un%20informe.pdf'
    >>> likely_address("<https://oim.org/a> ."), likely_address("https://a.org; https://b.org")
    ('https://oim.org/a', 'https://a.org')
    >>> likely_address("https//oim.org/a (consultado el 3/5/2020)"), likely_address("https:oim.org")
    ('https://oim.org/a', 'https://oim.org')
    >>> likely_address("[Informe](https://oim.org/a)"), likely_address("informe anual")
    ('https://oim.org/a', None)
    """
    if doi := _DOI.fullmatch(text.strip(_AROUND)):
        return f"https://doi.org/{doi[1]}"
    bare = _REMARK.sub("", text.strip(_AROUND))
    bare = SENTENCE_END.sub("", bare).rstrip(_AROUND)
    if (inside := _INSIDE.search(bare)) and not _SCHEME.match(bare):
        bare = inside[0]
    bare = bare[: bare.find(" http")].rstrip(" ,;|") if " http" in bare else bare
    if scheme := _SCHEME.match(bare):
        secure = "s" if "s" in scheme[0].lower() else ""
        address = f"http{secure}://{bare[scheme.end() :]}"
    else:
        address = f"https://{bare}" if _NO_SCHEME.fullmatch(bare) else bare
    address = address.replace(" ", "%20")
    return address if address != text and re.fullmatch(URL_FORM, address) else None


def likely_number(text: str) -> str | None:
    """Return the whole number that a text probably means.

    >>> likely_number("1.200"), likely_number("12,0"), likely_number("20-25")
    ('1200', '12', None)
    """
    match = _WHOLE.fullmatch(text.strip(_AROUND))
    return str(int(re.sub(r"\D", "", match[1]))) if match and len(text) <= _MAX_NUMBER else None


def likely_boolean(text: str) -> str | None:
    """Return the boolean that a text probably means.

    >>> likely_boolean("Sí")
    'true'
    """
    return _BOOLEANS.get(fold(text).strip())
