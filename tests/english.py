"""Finds English in texts that should be in Spanish or Portuguese."""

import re

_WORDS = frozenset(
    """about after against all also an and any at because been before being between both but by
    could did does during each either from had have her his how if in into is it its itself many
    most much must neither not of off on only or other our over shall should since such than
    that the their them then there these they this those through to under until up upon very was we
    were what when where whether which while who whom whose why will with within without would you
    your""".split()  # noqa: SIM905 — a list takes a line per word
)
"""Function words of English that are words neither of Spanish nor of Portuguese."""
_LEFT_OUT = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»|https?://\S+')


def english_in(text: str) -> set[str]:
    """Return the function words of English in a text, outside of its quotes and addresses.

    >>> english_in('La "Guide of the IOM", with ejercicios on-line (it.example.org), DS 002-IN')
    {'with'}
    """
    words = re.findall(r"[^\W\d_]+(?:[-.][^\W\d_]+)*", _LEFT_OUT.sub(" ", text))
    return {word for word in words if word.lower() in _WORDS and not word.isupper()}
