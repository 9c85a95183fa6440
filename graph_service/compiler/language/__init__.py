"""What the client wrote.

rules      the validation rules that a text can break at all
documents  the text → a parsed and validated document (cached by text), its coerced variables
arguments  arguments and variables → trees whose leaves know where their values come from
select     a selection set and an object type → its fields, fragments and directives applied
"""
