"""The text of an operation → its document, selected fields and arguments.

rules      the validation rules that a text can break
documents  the text → a parsed and validated document (cached by text), and its coerced variables
arguments  arguments and variables → trees whose leaves record where their values come from
select     a selection set and an object type → its fields, with fragments and directives applied
"""
