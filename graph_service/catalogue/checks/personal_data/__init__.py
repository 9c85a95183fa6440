"""Personal data in texts, which the catalogue never has: "Lic. Ana López, tel. 2234-5678".

problems     errors and likely mistakes
find         all matches in a text, without overlaps
contacts     e-mail addresses and telephone numbers
documents    numbers of identity documents, such as a cédula, DPI, DNI or CPF
homes        addresses where somebody lives
persons      names after a title or a role
victims      ages, initials and names of victims
given_names  given names and surnames that are frequent in Latin America
matches      what was found, and the words before it
"""
