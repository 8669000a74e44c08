import pytest

from tutorial_utils.facts.timing_text import ratio_text, seconds_text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (3.812e-6, "3.8 µs"),
        (9.96e-6, "10 µs"),
        (191.1e-6, "190 µs"),
        (999e-6, "1.0 ms"),
        (2.3399e-3, "2.3 ms"),
        (0.0358, "36 ms"),
        (1.0, "1.0 s"),
        (12.3, "12 s"),
        (4.2e-9, "4.2 ns"),
        (3e-12, "0.0030 ns"),
        (0.0, "0 s"),
    ],
)
def test_times_have_two_digits(seconds, text):
    assert seconds_text(seconds) == text


@pytest.mark.parametrize(
    ("ratios", "text"),
    [
        ((2.96, 3.06, 3.2), "3.1 times (3.0 to 3.2)"),
        ((0.86, 0.9, 0.92), "0.90 times (0.86 to 0.92)"),
        ((22.3, 34.9, 63.4), "30 times (20 to 60)"),
        ((1.0, 1.02, 1.9), "1.0 times (1.0 to 1.9)"),
        ((0.9, 1.02, 2.4), "1 times (1 to 2)"),
        ((0.6, 0.7, 3.4), "0.7 times (0.6 to 3.4)"),  # one digit of the middle, whatever the spread
        ((1.001, 1.002, 1.004), "1.0 times"),
        ((2.0, 2.0, 2.0), "2.0 times"),
        ((3.2, 2.96, 3.06), "3.1 times (3.0 to 3.2)"),
    ],
)
def test_ratios_have_no_more_digits_than_they_agree_on(ratios, text):
    assert ratio_text(ratios) == text
