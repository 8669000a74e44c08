"""Tables whose cells torch answers: measured, compared with the reviewed cells, never typed by hand.

``table`` is the table itself and its file, ``registry`` knows every table by name, ``cache`` keeps what was
measured.  The other modules measure one subject each.  A table is put on a page by ``sphinxext.facts_table``.
"""
