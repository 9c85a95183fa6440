"""The `seeds` commands, a module each: check, plan, load, undo, template, import, export."""
