"""The drawn picture, parsed, against what torch reads: a figure whose cells are wrong must not get through."""

import dataclasses
import os
import subprocess
import sys
from collections import Counter

import pytest
import torch
from hypothesis import given, settings

from tests.figures.drawn import Figure, Shown, read_by_torch
from tests.memory.views import BASE, views
from tutorial_utils.figures import grid
from tutorial_utils.figures.storage import draw_storage
from tutorial_utils.memory import layout_of

VIEW = torch.arange(100, 100 + BASE).view(2, 3, 4)[:, 1:, ::2]


def check(tensor, svg):
    """Hold every cell, the storage and the pointer of a drawn tensor against torch."""
    figure = Figure(svg, tensor.dim())
    assert figure.logical == read_by_torch(tensor)
    whole = torch.empty(0, dtype=tensor.dtype).set_(tensor.untyped_storage())
    assert figure.storage == list(read_by_torch(whole).values())
    pointed = [number for number in figure.pointers if number is not None]
    offset = tensor.storage_offset()
    assert pointed == ([str(offset)] if offset < len(figure.storage) else [])


@settings(max_examples=400, deadline=None, derandomize=True)
@given(views())
def test_every_drawn_cell_shows_what_torch_reads_there(tensor):
    check(tensor, draw_storage([layout_of(tensor, "x")]))


def test_tensors_side_by_side_show_what_torch_reads():
    a = torch.arange(10, 16)
    b, c = a.view(2, 3), a[2:]
    tensors = {"a": a, "b": b, "c": c, "e": b[::2, ::2]}
    figure = Figure(draw_storage([layout_of(tensor, name) for name, tensor in tensors.items()]), 2)
    drawn = Counter(cell for _, cell in figure.cells())
    assert drawn == Counter(cell for tensor in (*tensors.values(), a) for cell in read_by_torch(tensor).values())
    assert [number for number in figure.pointers if number is not None] == ["2", "0"]


def test_what_torch_reads_in_full():
    assert read_by_torch(VIEW[1]) == {
        (0, 0): Shown("16", "116", "16"),
        (0, 1): Shown("18", "118", "18"),
        (1, 0): Shown("20", "120", "20"),
        (1, 1): Shown("22", "122", "22"),
    }


def shifted_numbers(monkeypatch, draw_cell):
    def draw(canvas, corner, cell):
        draw_cell(canvas, corner, cell._replace(number=cell.number + 1))

    monkeypatch.setattr(grid, "draw_cell", draw)


def shifted_places(monkeypatch, draw_cell):
    last: list[grid.Cell] = []

    def draw(canvas, corner, cell):
        draw_cell(canvas, corner, last[-1] if last else cell)
        last.append(cell)

    monkeypatch.setattr(grid, "draw_cell", draw)


def rows_for_columns(monkeypatch, draw_cell):
    def draw(canvas, corner, cell):
        draw_cell(canvas, corner[::-1], cell)

    monkeypatch.setattr(grid, "draw_cell", draw)


def one_cell_less(monkeypatch, draw_cell):
    def draw(canvas, corner, cell):
        if cell.number != VIEW.storage_offset():
            draw_cell(canvas, corner, cell)

    monkeypatch.setattr(grid, "draw_cell", draw)


def other_cells_light_up(monkeypatch, _draw_cell):
    monkeypatch.setattr(grid, "cell_classes", lambda number: f"fig-cell at-{number + 1}")


@pytest.mark.parametrize(
    "broken", [shifted_numbers, shifted_places, rows_for_columns, one_cell_less, other_cells_light_up]
)
def test_wrong_drawing_is_caught(monkeypatch, broken):
    layout = layout_of(VIEW, "x")
    check(VIEW, draw_storage([layout]))
    broken(monkeypatch, grid.draw_cell)
    with pytest.raises(AssertionError):
        check(VIEW, draw_storage([layout]))


@pytest.mark.parametrize(
    "wrong", [{"offset": 3}, {"cells": (5, *range(7))}, {"values": tuple(map(str, range(101, 125)))}, {"shape": (2, 4)}]
)
def test_drawing_of_wrong_facts_is_caught(wrong):
    layout = dataclasses.replace(layout_of(VIEW, "x"), **wrong)
    with pytest.raises(AssertionError):
        check(VIEW, draw_storage([layout]))


def test_two_processes_draw_the_same_bytes():
    code = (
        "import torch\n"
        "from tutorial_utils.figures.storage import draw_storage\n"
        "from tutorial_utils.memory import layout_of\n"
        "a = torch.arange(10, 16)\n"
        "b = a.view(2, 3)\n"
        "tensors = [('a', a), ('b', b), ('c', a[2:]), ('e', b[::2, ::2]), ('d', a.clone())]\n"
        "print(draw_storage([layout_of(tensor, name) for name, tensor in tensors]))\n"
    )
    drawn = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    (svg,) = drawn
    assert svg.startswith("<svg")
    assert svg.count("fig-cell") == 6 + 6 + 4 + 2 + 6 + 6 + 6
