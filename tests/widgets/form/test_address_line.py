"""The line under the headline says in one sentence where a post stands, or why it does not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from editor.core.post.post import parse_text
from editor.core.post.visibility import Visibility, judge
from editor.core.site import parse_config
from editor.widgets.form.address_line import AddressLine

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


@pytest.fixture
def line(qtbot: QtBot) -> AddressLine:
    line = AddressLine()
    qtbot.addWidget(line)
    return line


def fate(header: str, path: str = "_posts/2026-03-14-ferry.md") -> Visibility:
    return judge(path, parse_text(f"---\n{header}\n---\n"), parse_config("permalink: /:title/"), NOW)


@pytest.mark.parametrize(
    ("found", "text", "tone"),
    [
        (fate("title: T"), "On the site: /ledger/ferry/ · 14 March 2026", "muted"),
        (fate("title: T", "about.md"), "On the site: /ledger/about/", "muted"),
        (fate("title: T", "_drafts/idea.md"), "Draft, not on the site yet: /ledger/idea/", "muted"),
        (
            fate("date: 2026-04-01"),
            "Scheduled for 1 April 2026, shown when the site is built then: /ledger/ferry/ · The file name says "
            "14 March 2026, its date 1 April 2026: the date counts.",
            "warn",
        ),
        (
            fate("published: false"),
            "Not on the site: “published: false” keeps it off the site.",
            "warn",
        ),
    ],
)
def test_what_the_line_says(line: AddressLine, found: Visibility, text: str, tone: str) -> None:
    line.show_fate(found, "/ledger")
    assert line.text() == text
    assert line.property("tone") == tone
    assert not line.isHidden()


def test_what_stops_the_build_is_red(line: AddressLine) -> None:
    line.show_fate(fate("date: soon"))
    assert line.text().startswith(
        "Not on the site: Its date “soon” cannot be read, and Jekyll stops the whole build"
    )
    assert line.property("tone") == "error"


def test_a_post_of_no_site_has_no_line(line: AddressLine) -> None:
    line.show_fate(fate("title: T"))
    line.show_fate(None)
    assert (line.text(), line.isHidden()) == ("", True)


def test_markup_in_a_name_is_text(line: AddressLine) -> None:
    line.show_fate(fate("date: <b>soon</b>"))
    assert "“<b>soon</b>”" in line.text()
    assert line.textFormat().name == "PlainText"
