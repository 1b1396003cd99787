"""A frame says whether the body in it can be kept alive, and whether there is a frame at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.core.sitepage.marks import BODY_END, BODY_START, marked
from editor.core.sitepage.page import SitePage
from editor.services.renderer import WholeBody
from editor.services.site_frames import FrameRequest, frame_of

WHOLE = "<p>Tide.</p>\n\n<p>Wind.</p>\n<div>1. Note</div>\n"
BODY = WholeBody("Tide.", ("<p>Tide.</p>", "", "<p>Wind.</p>"), "<div>1. Note</div>", WHOLE)
REQUEST = FrameRequest(1, Path("p.md"), None, BODY, "light")


def test_a_body_that_came_through_as_it_was_is_live_and_left_out() -> None:
    page = SitePage(
        f" <!-- a --><!DOCTYPE html>\n<main>{marked(BODY.html)}</main>", layouts=("_layouts/post.html",)
    )
    frame = frame_of(REQUEST, page, BODY.html)
    assert frame.is_live
    assert not frame.is_bare
    assert frame.doctype == "<!DOCTYPE html>"
    assert frame.html.endswith(f"<main>{BODY_START}{BODY_END}</main>")


@pytest.mark.parametrize(
    "html", [f"<main>{marked('<P>TIDE.</P>')}</main>", "<main></main>", f"<b>{BODY_START}"]
)
def test_a_body_that_a_layout_changed_stays_in_the_page(html: str) -> None:
    frame = frame_of(REQUEST, SitePage(html), BODY.html)
    assert not frame.is_live
    assert frame.html == html


def test_a_body_without_a_layout_is_bare() -> None:
    assert frame_of(REQUEST, SitePage(marked(BODY.html)), BODY.html).is_bare
