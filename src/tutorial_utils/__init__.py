"""Tools behind the PyTorch Quickstart: verified snippets, facts about live tensors, and their figures.

The rooms are imported by name (``from tutorial_utils.memory import layout_of``); this top holds nothing.
"""
