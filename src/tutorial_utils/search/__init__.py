"""What the search of the site knows: the terms of a text, the text of each section, and what a term is worth there.

Pages are taken apart in ``tutorial_utils.sphinxext.search_sections``; the browser's part is ``docs/_static/search``.
"""
