"""Checks of a folder of seeds.

check      rules across files: references exist, slugs and codes are unique
lint       weak spots of valid entries
findings   errors and weak spots of a folder, and the numbers of entries
formats    findings as JSON, or as annotations for GitHub Actions
"""
