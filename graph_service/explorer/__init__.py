"""The explorer: pages for people; pure.

An address → a page → its operation and variables; the result of the operation → HTML. Whoever
serves the pages executes the operation between the two steps.

site              finds the page of an address, and renders it
downloads         pages as JSON, CSV and XLSX
structured_data   what search engines and feed readers get
parameters        what addresses accept
visits            addresses like those that people visit most
pages             one module per page, or per family of pages
parts             what pages are made of: addresses, words, facts, filters, tables, drawings
"""
