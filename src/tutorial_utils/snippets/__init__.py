"""Verify every snippet: collect -> run -> compare -> report -> accept -> record.

``collect`` reads blocks from the Sphinx doctree, ``worker`` runs them in a process of its own, ``compare`` knows
how torch prints, ``plugin`` shows each block to pytest as one item.
``python -m tutorial_utils.snippets`` starts it all.
"""
