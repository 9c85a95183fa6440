"""The text of an operation → its document, selected fields, arguments and variables.

documents   the text → a parsed and validated document (cached by text)
rules       the validation rules that a text can break
hints       what error messages add to those of graphql-core, from the types around an error
variables   the values of a request → coerced values, errors, the plan key; samples
arguments   arguments and variables → trees whose leaves record where their values come from
select      a selection set and an object type → its fields, by fragments and directives
"""
