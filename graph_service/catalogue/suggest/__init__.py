"""What was probably meant: suggestions for files and for cells of tables.

dates    "9 de octubre de 2018" → 2018-10-09
terms    "Pasantía" → INTERNSHIP
folders  "visitas" → exchange-visits
fields   "Países anfitriones" → hostCountries
values   "www.oim.org" → https://www.oim.org, "sí" → true
names    "Costa Rica" → cri, "líneas de atención" → hotline
"""
