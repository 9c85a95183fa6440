"""A load or an undo, shown before it is done.

make    a draft, and the questions whose answers it moves → a plan
answers an answer before and after → what is different
fields  stored properties before and after → the fields of files that change
changes a diff → entries and edges that change, as files know them
text, document   a plan → lines for a terminal, or JSON
"""
