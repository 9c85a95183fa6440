"""Fields that change in a file, and everything else that stays as it was written."""

from graph_service.catalogue.files.editing import edited

FILE = """\
# yaml-language-server: $schema=x
# Checked in 2025.
name:
  es: Líneas  # as printed

# Why not CRITERION?
scheme: SUBJECT
note: >-
  One
  text.

# The end.
"""
NEW = """\
# yaml-language-server: $schema=x
name:
  es: Teléfonos
definition:
  es: Algo
scheme: CRITERION
sources:
  - iom
"""


def test_only_the_fields_are_taken_and_new_ones_follow_their_neighbours() -> None:
    assert (
        edited(FILE, NEW, {"definition", "scheme", "sources", "note"})
        == """\
# yaml-language-server: $schema=x
# Checked in 2025.
name:
  es: Líneas  # as printed
definition:
  es: Algo

# Why not CRITERION?
scheme: CRITERION
sources:
  - iom

# The end.
"""
    )


def test_a_new_first_field_follows_the_comments_above() -> None:
    old = "# One.\nscheme: SUBJECT\n"
    assert edited(old, NEW, {"name"}) == "# One.\nname:\n  es: Teléfonos\nscheme: SUBJECT\n"


def test_line_ends_of_windows_stay() -> None:
    old = "name: {es: Líneas}\r\nscheme: SUBJECT\r\n"
    assert edited(old, NEW, {"scheme"}) == "name: {es: Líneas}\r\nscheme: CRITERION\r\n"


def test_other_forms_are_not_edited() -> None:
    assert edited("{name: {es: Líneas}, scheme: SUBJECT}\n", NEW, {"scheme"}) is None
    assert edited("- a\n", NEW, {"scheme"}) is None
    assert edited("a: [\n", NEW, {"scheme"}) is None
