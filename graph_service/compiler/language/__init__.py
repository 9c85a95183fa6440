"""The text of an operation → its document, selected fields and arguments.

rules          the validation rules that a text can break
documents      the text → a parsed and validated document (cached by text), and its variables
languages      the directive of an operation → the default of its arguments `lang`
arguments      arguments and variables → trees whose leaves record where their values come from
select         a selection set and an object type → its fields, by fragments and directives
samples        values for the variables of an operation, to plan it before clients send it

What errors say, with what is allowed and what to write instead:

syntax_errors  of a text that can't be parsed
document_errors, field_errors, argument_errors   of documents, fields, arguments and directives
input_errors   of values, in the text and in variables (`written` shows them as clients write them)
input_hints    what to write instead of an input object
suggestions    the nearest and the allowed names
"""
