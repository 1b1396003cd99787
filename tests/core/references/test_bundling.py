"""The text of a post that leaves its site together with its pictures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.references.bundling import bundle_text
from editor.core.references.reference import Reference


def place(reference: Reference) -> str | None:
    if not reference.is_media or reference.path.startswith("http"):
        return ""
    return (
        None
        if "gone" in reference.path
        else "images/" + reference.path.rpartition("/")[2].replace("%20", " ")
    )


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("![x](/assets/a.png)", "![x](images/a.png)"),
        ('![x](/assets/a.png "The title")', '![x](images/a.png "The title")'),
        ("![x]({{ site.baseurl }}/assets/a.png)", "![x](images/a.png)"),
        ("![x]({{site.url}}{{site.baseurl}}/assets/a.png)", "![x](images/a.png)"),
        ("![x]({{ '/assets/a.png' | relative_url }})", "![x](images/a.png)"),
        ('<img src="{{ "/assets/a.png" | prepend: site.baseurl }}">', '<img src="images/a.png">'),
        ("[x]({% link assets/a.png %})", "[x](images/a.png)"),
        ("---\nimage: assets/a.png # lead\n---\n", "---\nimage: images/a.png # lead\n---\n"),
        ("![x](/my%20a.png)", "![x](images/my%20a.png)"),
        ("[p]({% post_url 2026-01-01-x %}) [q](/about/)", "[p]({% post_url 2026-01-01-x %}) [q](/about/)"),
        ("`![x](/assets/a.png)`", "`![x](/assets/a.png)`"),
        ("![x](https://e.example/a.png)", "![x](https://e.example/a.png)"),
        ("![x](/gone.png)", "![x](/gone.png)"),
    ],
)
def test_a_reference_leads_to_the_file_beside_the_post(text: str, result: str) -> None:
    assert bundle_text(text, place).text == result


def test_what_is_missing_is_told_with_its_line() -> None:
    (missing,) = bundle_text("One.\n\n![x](/gone.png)\n", place).missing
    assert (missing.line, missing.path) == (3, "/gone.png")


@given(
    st.lists(st.sampled_from(["![x](/a.png)", "{{ ", '"', " }}", "text", "\n", "{% link ", "b.png", " %}"]))
)
def test_nothing_but_references_changes(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert bundle_text(text, lambda _reference: "").text == text
