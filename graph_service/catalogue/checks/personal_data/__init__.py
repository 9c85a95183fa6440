"""Personal data in texts, which the catalogue never has: "Lic. Ana López, tel. 2234-5678".

find         all matches in a text, without overlaps, as errors and likely mistakes
identifiers  e-mail addresses, telephone numbers, identity documents such as a cédula, DPI or CPF
persons      names after a title or a role; ages, initials and names of victims; addresses where
             somebody lives
given_names  given names and surnames that are frequent in Latin America
matches      what was found, and the patterns that find it
"""
