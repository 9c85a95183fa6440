"""The `seeds` commands, one module each: check, plan, load, undo, template, import, export."""
