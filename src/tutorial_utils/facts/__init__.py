"""Tables whose cells torch answers: measured, compared with the reviewed cells, never typed by hand.

``table`` is the table itself and its file, ``tables`` holds a module for each, ``registry`` knows them by name,
``cache`` keeps what was measured.  The other modules measure what several tables need.  A table is put on a page by
``sphinxext.facts_table``.  ``origin`` alone is not measured: it reads what became of the original tutorial.
"""
