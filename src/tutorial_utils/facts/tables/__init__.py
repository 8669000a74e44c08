"""One module a table, with its ``ENTRY``; the table is named after the module. A new module is a new table."""
