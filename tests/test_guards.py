"""The guards of conftest.py bite: tests that leave something unseen fail, in a run of their own, for that reason."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = Path(__file__).with_name("conftest.py")
SETTINGS = """
[pytest]
addopts = -p no:cacheprovider
filterwarnings = error
qt_log_level_fail = WARNING
markers = allow_log(pattern): expected
"""

UNSEEN = """
import logging, warnings

kept = []

def test_log():
    logging.getLogger("desk").warning("the ink is low")

def test_python():
    warnings.warn("the clock is slow")

def test_qt(qapp):
    from PySide6.QtCore import qWarning
    qWarning("the paper is out")

def test_window(qapp):
    from PySide6.QtWidgets import QWidget
    kept.append(QWidget(objectName="the other desk"))
"""
REASONS = (
    "the ink is low",
    "the clock is slow",
    "the paper is out",
    "windows left behind: QWidget 'the other desk'",
)

SEEN = """
import logging, pytest

@pytest.mark.allow_log("ink")
def test_announced():
    logging.getLogger("desk").warning("the ink is low")

def test_given_to_qtbot(qtbot):
    from PySide6.QtWidgets import QWidget
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()

def test_left_to_the_collector(qapp):
    from PySide6.QtWidgets import QWidget
    widget = QWidget()
    widget.itself = widget

def test_newsroom(site, home):
    assert (site / "_config.yml").exists() and home.is_dir()
"""


def outcome(pytester: pytest.Pytester, test: str) -> pytest.RunResult:
    pytester.makeconftest(CONFTEST.read_text(encoding="utf-8"))
    pytester.makeini(SETTINGS)
    pytester.makepyfile(test)
    pytester.syspathinsert(CONFTEST.parents[1])
    return pytester.runpytest_subprocess("-q")


def test_what_goes_unseen_fails_its_test(pytester: pytest.Pytester) -> None:
    result = outcome(pytester, UNSEEN)
    # A log record and a window are found when the test itself has passed: pytest counts those as errors.
    result.assert_outcomes(passed=2, failed=2, errors=2)
    for reason in REASONS:
        result.stdout.fnmatch_lines_random([f"*{reason}*"])


def test_what_is_announced_or_cleared_away_passes(pytester: pytest.Pytester) -> None:
    outcome(pytester, SEEN).assert_outcomes(passed=4)
