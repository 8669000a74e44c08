"""What a storage figure shows, read back from its SVG by where things stand, and nothing of how it was drawn."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import product
from typing import NamedTuple

SVG = "{http://www.w3.org/2000/svg}"


class Shown(NamedTuple):
    """The number and the value in one cell, and the number of the cells that light up with it."""

    number: str
    value: str
    lit: str


class Figure:
    """One tensor over its storage: `logical` by index, `storage` in reading order, `pointers` to offsets."""

    def __init__(self, svg, rank):
        self.root = ET.fromstring(svg)  # noqa: S314 - our own text
        assert "transform" not in svg
        self.texts = [(*at(text), text.text) for text in self.root.iter(f"{SVG}text")]
        (title,) = [y for _, y, text in self.texts if text.startswith("Storage")]
        cells = dict(self.cells())
        self.logical = self.by_index({place: cell for place, cell in cells.items() if place[1] < title}, rank)
        strip = sorted((y, x) for x, y in cells if y > title)
        self.storage = [cells[x, y] for y, x in strip]
        self.pointers = [self.pointed_at(path.attrib["d"], strip, cells) for path in self.root.iter(f"{SVG}path")]

    def cells(self):
        """Pair the corner of each box with the two texts that stand in it."""
        for group in self.root.iter(f"{SVG}g"):
            for box in group.findall(f"{SVG}rect"):
                (x, y), side = at(box), float(box.attrib["width"])
                inside = [(ty, text) for tx, ty, text in self.texts if x < tx < x + side and y < ty < y + side]
                (_, number), (_, value) = sorted(inside)
                yield (x, y), Shown(number, value, re.findall(r"\bat-(\d+)", group.attrib["class"])[0])

    def by_index(self, cells, rank):
        """Find the index of each cell from its row, its column, and the label of its panel."""
        labels = {(x, y): tuple(map(int, re.findall(r"\d+", text))) for x, y, text in self.texts if text[0] == "["}
        panels: dict[tuple[int, ...], list[tuple[float, float]]] = {}
        for x, y in cells:
            above = [place for place in labels if place[1] < y and place[0] < x]
            nearest = max(above, key=lambda place: place[::-1], default=None)
            panels.setdefault(labels[nearest] if nearest else (), []).append((x, y))
        found = {}
        for panel, places in panels.items():
            columns, rows = (sorted({place[axis] for place in places}) for axis in (0, 1))
            for x, y in places:
                index = (*panel, rows.index(y), columns.index(x))
                lost, index = index[: len(index) - rank], index[len(index) - rank :]
                assert not any(lost)
                found[index] = cells[x, y]
        return found

    @staticmethod
    def pointed_at(path, strip, cells):
        """Return the number of the storage cell just above the tip of an arrow, None above the strip."""
        x, y = map(float, re.findall(r"L (\S+) (\S+)", path)[0])
        above = [place for place in strip if 0 < y - place[0] < 40 and 0 < x - place[1] < 29]
        return cells[above[0][::-1]].number if above else None


def at(element):
    return float(element.get("x")), float(element.get("y"))


def read_by_torch(tensor):
    """Give for each index what its cell must show, from addresses and values alone."""
    start, size = tensor.untyped_storage().data_ptr(), tensor.element_size()
    found = {}
    for index in product(*map(range, tensor.shape)):
        number = str((tensor[index].data_ptr() - start) // size)
        found[index] = Shown(number, str(tensor[index].item()), number)
    return found
