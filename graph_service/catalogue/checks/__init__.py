"""What is wrong with the files of a catalogue, and what could be better.

check      what holds over all files: references, uniqueness
lint       weak spots: what could be better
findings   both, counted
formats    findings as text, JSON, or annotations of a code host
"""
