"""What was probably meant: suggestions for files and for cells of tables.

names    of fields, folders, entries and terms: "Países anfitriones" → hostCountries
values   dates and web addresses: "9 de octubre de 2018" → 2018-10-09
"""
