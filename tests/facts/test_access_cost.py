import pytest
import torch

from tutorial_utils.errors import TimingError
from tutorial_utils.facts import access_cost
from tutorial_utils.facts.access_cost import PAIRS, SIZES, given, inputs_of, measure
from tutorial_utils.facts.timings import Pair, Timing, check_pair

TINY = {"small": (8, 2, 3), "large": (12, 4, 5)}


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.strided)
@pytest.mark.parametrize("edges", TINY.values(), ids=TINY)
def test_both_sides_do_the_same_on_other_strides(pair, edges):
    check_pair(pair, inputs_of(*edges))


@pytest.mark.parametrize("name", ["x_cols", "x_gaps", "y_cols", "column", "n_cols", "n_gaps", "i_last", "w_last"])
def test_tensors_are_the_numbers_of_their_namesakes_on_other_strides(name):
    made = inputs_of(8, 2, 3)
    namesake = made["vector" if name == "column" else name.partition("_")[0]]
    assert made[name].equal(namesake)
    assert made[name].unique().numel() > 1
    assert not made[name].is_contiguous()
    assert namesake.is_contiguous()


def test_each_row_is_timed_once_a_size_on_one_thread():
    seen = []

    def timed(pair, inputs):
        seen.append((pair.strided, len(inputs["x"]), torch.get_num_threads()))
        return Timing(float(len(inputs["x"])), (1.0,))

    before = torch.get_num_threads()
    rows = measure(TINY, timed)
    assert torch.get_num_threads() == before
    assert seen == [(pair.strided, edge, 1) for edge in (8, 12) for pair in PAIRS]
    assert rows == ((Timing(8.0, (1.0,)), Timing(12.0, (1.0,))),) * len(PAIRS)


def test_row_whose_sides_differ_is_refused_before_anything_is_timed(monkeypatch):
    monkeypatch.setattr(access_cost, "PAIRS", (*PAIRS, Pair("copy", "x.clone()", "x_cols.t()")))
    timed = []

    def time(pair, _inputs):
        timed.append(pair)
        return Timing(1.0, (1.0,))

    with pytest.raises(TimingError, match=r"expected x\.clone\(\) and x_cols\.t\(\) to be equal, got other numbers"):
        measure(TINY, time)
    assert timed == []


def test_small_fits_in_a_cache_and_large_does_not():
    (small, *_), (large, *_) = SIZES["small"], SIZES["large"]
    assert small * small * 4 < 256 * 2**10
    assert large * large * 4 > 60 * 2**20


def test_sentences_name_the_sizes_in_use(monkeypatch):
    monkeypatch.setattr(access_cost, "SIZES", {"small": (8, 2, 3), "large": (12, 4, 5)})
    assert given().startswith(
        "`x` and `y` have 8 by 8 float32 numbers (small: 0.00026 MB) or 12 by 12 (large: 0.00058 MB); "
        "`m` and `n` 2 by 2 or 4 by 4. "
        "`column` is one of 16 columns, with 4 or 9 numbers. "
        "`i` has 4 images of 32 channels and 3 by 3 or 5 by 5 pixels, `w` 32 kernels of 3 by 3. "
    )


def test_rows_have_names_of_their_own():
    assert len({pair.does for pair in PAIRS}) == len(PAIRS)
