import pytest
import torch

from tutorial_utils.errors import TimingError
from tutorial_utils.facts.timings import REPETITIONS, RUN_SECONDS, Pair, Timing, check_pair, time_pair


class Work:
    """A clock that only the timed expressions move, and a list of who moved it."""

    def __init__(self, *lengths):
        self.now, self.calls, self.lengths = 0.0, [], list(lengths)

    def plain(self, seconds):
        self.calls.append("plain")
        self.now += seconds

    def strided(self, seconds=None):
        self.calls.append("strided")
        self.now += self.lengths.pop(0) if seconds is None else seconds

    def time(self, plain, strided):
        inputs = {"plain": self.plain, "strided": self.strided}
        return time_pair(Pair("work", plain, strided), inputs, clock=lambda: self.now)


def test_middle_of_the_plain_side_and_all_ratios_in_order():
    # two calls that only prepare, then one a repetition
    assert Work(9, 9, 4, 1, 5, 2, 3).time("plain(2)", "strided()") == Timing(2.0, (0.5, 1.0, 1.5, 2.0, 2.5))


def test_sides_take_turns_in_beginning():
    work = Work()
    work.time("plain(1)", "strided(1)")
    assert work.calls[:4] == ["plain", "plain", "strided", "strided"]
    turns = work.calls[4:]
    assert len(turns) == 2 * REPETITIONS
    assert turns[:8] == ["plain", "strided", "strided", "plain"] * 2


def test_short_expressions_are_repeated_and_still_timed_singly():
    work, seconds = Work(), RUN_SECONDS / 4
    timing = work.time(f"plain({seconds})", f"strided({seconds * 2})")
    # one call to set up, then 1, 2 and 4 (or 1 and 2) until a run is long enough
    assert (work.calls.count("plain"), work.calls.count("strided")) == (8 + 4 * REPETITIONS, 4 + 2 * REPETITIONS)
    assert timing.seconds == pytest.approx(seconds)
    assert timing.ratios == pytest.approx((2.0,) * REPETITIONS)


def test_clock_that_ticks_slowly_is_refused_soon():
    work, tick = Work(), RUN_SECONDS * 4
    inputs = {"work": lambda: work.plain(tick / 2)}
    with pytest.raises(TimingError) as caught:
        time_pair(Pair("add", "work()", "work()"), inputs, clock=lambda: work.now // tick * tick)
    assert str(caught.value) == (
        "row 'add': expected a clock that moves within 0.0005 s, got 0 s; set CLOCK in tutorial_utils.facts.timings"
    )
    assert len(work.calls) <= 2 * (1 + 1 + 2 + 4 + 4 * REPETITIONS)


def test_clock_that_stands_still_is_refused():
    with pytest.raises(TimingError, match="expected a clock that moves"):
        time_pair(Pair("add", "0", "0"), {}, clock=lambda: 1.0)


X = torch.arange(4.0).view(2, 2)
INPUTS = {"x": X, "x_cols": X.t().contiguous().t(), "turned": X.t(), "other": X + 0}


def test_pair_of_equal_results_passes():
    check_pair(Pair("sum", "x.sum()", "x_cols.sum()"), INPUTS)


@pytest.mark.parametrize(
    ("strided", "message"),
    [
        ("turned + 0", "expected x + 0 and turned + 0 to be equal, got other numbers"),
        ("other + 0", "expected other + 0 to use tensors of other strides, got contiguous other"),
        ("x + 0", "expected x + 0 to use tensors of other strides, got none of its own"),
    ],
)
def test_pair_that_compares_different_things_is_refused(strided, message):
    with pytest.raises(TimingError) as caught:
        check_pair(Pair("add", "x + 0", strided), INPUTS)
    assert str(caught.value) == f"row 'add': {message}; change the row in tutorial_utils.facts.access_cost"
