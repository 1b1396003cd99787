"""One HTML file: what is in it, what is left out, and what it never touches."""

from __future__ import annotations

import base64
import os
import re
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor.core.errors import ExportError, SaveError
from editor.core.offline import Note
from editor.core.post.post import parse_post
from editor.storage.export import ExportedPage, ExportOptions, ExportResult, export_page, export_post
from editor.storage.project import open_project

FRONT = "---\ntitle: Ferry\ndate: 2026-03-14\nimage: {path: assets/lead.png, alt: The quay}\n---\n"
LEAD = 4  # the line of the lead image in FRONT
BODY = 6  # the line on which a body after FRONT starts


def picture(width: int = 40, height: int = 20, kind: str = "PNG", **saving: object) -> bytes:
    """A picture with so much detail that it does not compress away."""
    file = BytesIO()
    Image.effect_noise((width, height), 80).convert("RGB").save(file, kind, **saving)
    return file.getvalue()


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    (root / "_posts").mkdir(parents=True)
    (root / "assets").mkdir()
    (root / "_config.yml").write_text("title: Ledger\nurl: https://l.example\npermalink: /:title/\n")
    (root / "assets" / "lead.png").write_bytes(picture())
    return root


def exported(desk: Path, body: str, front: str = FRONT, **options: object) -> ExportedPage:
    path = desk / "_posts" / "2026-03-14-ferry.md"
    return export_page(
        parse_post((front + body).encode()), path, open_project(desk), ExportOptions(**options)
    )


def written(desk: Path, target: Path, body: str = "Text.\n") -> ExportResult:
    path = desk / "_posts" / "2026-03-14-ferry.md"
    path.write_text(FRONT + body, encoding="utf-8")
    return export_post(parse_post(path.read_bytes()), path, target, open_project(desk))


def pictures_of(page: ExportedPage) -> list[tuple[str, bytes]]:
    found = re.findall(r'<img src="data:([^;"]+);base64,([^"]+)"', page.text)
    return [(kind, base64.b64decode(data)) for kind, data in found]


def boxes_of(page: ExportedPage) -> list[str]:
    return re.findall(r'<span class="left-out">(.*?)</span>', page.text)


def test_a_post_becomes_one_file_with_everything_in_it(desk: Path, tmp_path: Path) -> None:
    result = written(
        desk, tmp_path / "out" / "ferry.html", "The **ferry** returns.\n\n![Quay](/assets/lead.png)\n"
    )
    text = result.path.read_text(encoding="utf-8")
    assert result == ExportResult(tmp_path / "out" / "ferry.html", (), len(text.encode()))
    assert text.startswith("<!DOCTYPE html>")
    assert text.count("data:image/png;base64,") == 2
    assert "<strong>ferry</strong>" in text
    assert '<link rel="canonical" href="https://l.example/ferry/">' in text
    assert 'property="og:image" content="https://l.example/assets/lead.png"' in text
    assert '<meta name="description" content="The ferry returns.">' in text
    assert "--measure" in text
    assert [p.name for p in result.path.parent.iterdir()] == ["ferry.html"]


def test_nothing_in_the_file_asks_for_another(desk: Path) -> None:
    body = """![a](https://e.example/a.png) <img srcset="https://e.example/b.png 2x" src="/assets/lead.png">
<link rel=stylesheet href=https://e.example/x.css><base href=https://e.example>
<div style="background: url(https://e.example/c.png)">x</div>
<video src=https://e.example/v.mp4></video><object data=https://e.example/o></object>
<meta http-equiv=refresh content="0; url=https://e.example">
<style>@import "https://e.example/y.css"; p { color: red }</style>
"""
    page = exported(desk, body)
    asked = []
    for tag, attributes in re.findall(r"<(\w+)\s([^>]*)>", page.text):
        asked += [
            (tag, *found) for found in re.findall(r'([\w-]+)="([^"]*(?:https?:|url\()[^"]*)"', attributes)
        ]
    assert {(tag, name) for tag, name, _value in asked} <= {
        ("a", "href"),
        ("link", "href"),
        ("meta", "content"),
    }
    assert re.findall(r'<link [^>]*href="([^"]*)"', page.text) == ["https://l.example/ferry/", "data:,"]
    assert "url(" not in page.text
    assert "@import" not in page.text
    assert "p { color: red }" in page.text.partition("</head>")[0]


def test_code_brings_its_colours_and_other_posts_do_not(desk: Path) -> None:
    assert ".highlight .k " in exported(desk, "```python\ndef a(): pass\n```\n").text
    assert ".highlight .k " not in exported(desk, "No code.\n").text


def test_a_missing_picture_is_a_box_and_a_warning_with_its_line(desk: Path) -> None:
    page = exported(desk, "One.\n\n![The quay](/assets/gone.png)\n\n![The quay](/assets/gone.png)\n")
    assert page.warnings == (
        Note(BODY + 2, "The picture assets/gone.png is missing."),
        Note(BODY + 4, "The picture assets/gone.png is missing."),
    )
    assert boxes_of(page)[0] == "The picture assets/gone.png is missing. It shows: The quay"


def test_a_missing_lead_image_is_named_at_its_line_in_the_front_matter(desk: Path) -> None:
    (desk / "assets" / "lead.png").unlink()
    page = exported(desk, "Text.\n")
    assert page.warnings == (Note(LEAD, "The picture assets/lead.png is missing."),)
    assert len(boxes_of(page)) == 1


def test_lines_are_right_with_windows_line_ends(desk: Path) -> None:
    path = desk / "_posts" / "2026-03-14-ferry.md"
    data = (FRONT + "One.\n\n![a](/gone.png)\n").replace("\n", "\r\n").encode()
    page = export_page(parse_post(data), path, open_project(desk))
    assert [note.line for note in page.warnings] == [BODY + 2]


@pytest.mark.parametrize("body", ['<img src="{}">', "![a]({})"])
@pytest.mark.parametrize(
    "src",
    [
        "../../secret.png",
        "/../secret.png",
        "/assets/%2e%2e/%2e%2e/secret.png",
        "/assets/out.png",
        "/out/secret.png",
    ],
)
def test_a_path_that_leaves_the_project_is_never_read(desk: Path, body: str, src: str) -> None:
    secret = desk.parent / "secret.png"
    secret.write_bytes(picture(kind="PNG"))
    if sys.platform != "win32":
        (desk / "assets" / "out.png").symlink_to(secret)
        (desk / "out").symlink_to(desk.parent, target_is_directory=True)
    page = exported(desk, body.format(src) + "\n", front="---\ntitle: A\n---\n")
    assert pictures_of(page) == []
    assert len(page.warnings) == 1
    assert page.warnings[0].line == 4


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_inside_the_project_is_followed(desk: Path) -> None:
    (desk / "assets" / "again.png").symlink_to(desk / "assets" / "lead.png")
    page = exported(desk, "![a](/assets/again.png)\n")
    assert page.warnings == ()
    assert len(pictures_of(page)) == 2


def test_a_remote_picture_is_left_out_and_says_from_where(desk: Path) -> None:
    page = exported(desk, "![a](https://www.e.example/a.png)\n")
    assert page.warnings == (
        Note(BODY, "The picture on e.example was left out: an exported page loads nothing."),
    )


def test_a_picture_of_the_sites_own_address_is_its_file(desk: Path) -> None:
    assert exported(desk, "![a](https://l.example/assets/lead.png)\n").warnings == ()


def test_liquid_in_an_address_is_filled_in(desk: Path) -> None:
    page = exported(
        desk,
        '<img alt="Quay" src="{{ site.baseurl }}/assets/lead.png">\n\n<img alt="Q" src="{{ page.image.path }}">\n',
    )
    assert len(pictures_of(page)) == 3
    assert page.warnings == ()


def test_an_include_is_filled_in(desk: Path) -> None:
    (desk / "_includes").mkdir()
    (desk / "_includes" / "a.html").write_text("**{{ include.b }}** by {{ page.title }}")
    page = exported(desk, 'One.\n\n{% include a.html b="c" %}\n')
    assert "<strong>c</strong> by " in page.text
    assert page.warnings == ()


def test_liquid_that_cannot_be_filled_in_is_pointed_out_with_its_line(desk: Path) -> None:
    page = exported(desk, 'One.\n\n{% include a.html b="c" %}\n\nTwo.\n')
    assert page.warnings == (Note(BODY + 2, "There is no “a.html” in _includes. A box stands in its place."),)
    assert "Two." in page.text


@pytest.mark.parametrize("data", [b"", b"no picture at all", b"<html><script>x</script></html>", b"%PDF-1.7"])
def test_a_file_that_is_no_picture_is_a_box_whatever_its_name(desk: Path, data: bytes) -> None:
    (desk / "assets" / "lead.png").write_bytes(data)
    page = exported(desk, "Text.\n")
    assert pictures_of(page) == []
    assert page.warnings == (
        Note(LEAD, "The picture assets/lead.png is not a picture that browsers can show."),
    )


def test_a_picture_that_breaks_off_goes_in_as_it_is_with_a_warning(desk: Path) -> None:
    data = picture(400, 300, "JPEG")
    (desk / "assets" / "lead.png").write_bytes(data[: len(data) // 2])
    page = exported(desk, "Text.\n")
    assert pictures_of(page) == [("image/jpeg", data[: len(data) // 2])]
    assert [note.line for note in page.warnings] == [LEAD]


def test_pictures_up_to_two_thousand_pixels_stay_byte_for_byte(desk: Path) -> None:
    data = picture(2000, 20, "JPEG", quality=100)
    (desk / "assets" / "lead.png").write_bytes(data)
    assert pictures_of(exported(desk, "x\n")) == [("image/jpeg", data)]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_wider_pictures_are_copied_smaller_in_their_own_format(desk: Path, kind: str) -> None:
    (desk / "assets" / "lead.png").write_bytes(picture(2400, 600, kind))
    [(media, data)] = pictures_of(exported(desk, "x\n"))
    with Image.open(BytesIO(data)) as image:
        assert (media, image.format, image.size) == (f"image/{kind.lower()}", kind, (2000, 500))


def test_a_copy_that_is_no_smaller_is_not_used(desk: Path) -> None:
    file = BytesIO()
    Image.new("1", (2400, 100)).save(file, "PNG")
    (desk / "assets" / "lead.png").write_bytes(file.getvalue())
    assert pictures_of(exported(desk, "x\n")) == [("image/png", file.getvalue())]


def test_original_images_leaves_wide_ones_alone(desk: Path) -> None:
    data = picture(2400, 60)
    (desk / "assets" / "lead.png").write_bytes(data)
    assert pictures_of(exported(desk, "x\n", original_images=True)) == [("image/png", data)]


def test_a_picture_taken_on_its_side_is_measured_and_turned_upright(desk: Path) -> None:
    sideways = Image.Exif()
    sideways[0x0112] = 6
    (desk / "assets" / "lead.png").write_bytes(picture(300, 2400, "JPEG", exif=sideways))
    [(_media, data)] = pictures_of(exported(desk, "x\n"))
    with Image.open(BytesIO(data)) as image:
        assert image.size == (2000, 250)
        assert 0x0112 not in image.getexif()


def test_an_animated_picture_is_left_as_it_is(desk: Path) -> None:
    frames = [Image.new("L", (2400, 8), shade) for shade in (0, 90, 200)]
    file = BytesIO()
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:])
    (desk / "assets" / "lead.png").write_bytes(file.getvalue())
    assert pictures_of(exported(desk, "x\n")) == [("image/gif", file.getvalue())]


def test_a_drawing_with_a_script_can_only_be_an_image(desk: Path) -> None:
    data = b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    (desk / "assets" / "lead.png").write_bytes(data)
    page = exported(desk, "x\n")
    assert pictures_of(page) == [("image/svg+xml", data)]
    assert "alert" not in page.text


def test_a_picture_with_too_many_pixels_is_not_decoded(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 1000)
    data = picture(2400, 10)
    (desk / "assets" / "lead.png").write_bytes(data)
    page = exported(desk, "x\n")
    assert pictures_of(page) == [("image/png", data)]
    assert "too many pixels" in page.warnings[0].message


def test_scripts_in_title_author_and_tags_stay_text(desk: Path) -> None:
    evil = "</script></title><script>alert(1)</script>"
    front = (
        f"---\ntitle: '{evil}'\nauthor: '{evil}'\ntags: ['{evil}']\nexcerpt: '{evil}'\nlang: '{evil}'\n---\n"
    )
    page = exported(desk, "<script>alert(2)</script>\n", front=front)
    assert "<script>" not in page.text
    assert page.text.count("<script") == page.text.count("</script") == 1
    assert page.warnings == (Note(8, "A script was left out: an exported page runs none."),)


def test_links_lead_to_the_published_site(desk: Path) -> None:
    text = exported(desk, "[a](/pilots/) [b](#top) [c](javascript:x)\n").text
    assert '<a href="https://l.example/pilots/">a</a>' in text
    assert '<a href="#top">b</a>' in text
    assert "javascript" not in text


def test_a_fragment_is_the_bare_article(desk: Path) -> None:
    text = exported(desk, "Text.\n", template="fragment").text
    assert text.startswith('<article class="article" lang="en">')
    assert text.endswith("</article>\n")
    assert "<style" not in text
    assert "data:image/png" in text


def test_a_post_without_anything_still_exports(desk: Path) -> None:
    text = exported(desk, "", front="").text
    assert '<h1 class="headline">Ferry</h1>' in text


def test_broken_front_matter_is_not_exported(desk: Path) -> None:
    with pytest.raises(ExportError) as caught:
        exported(desk, "", front="---\ntitle: [\n---\n")
    assert caught.value.line is not None


def test_an_earlier_export_is_replaced(desk: Path, tmp_path: Path) -> None:
    target = tmp_path / "ferry.html"
    written(desk, target, "One.\n")
    written(desk, target, "Two.\n")
    assert "<p>Two.</p>" in target.read_text(encoding="utf-8")


@pytest.mark.parametrize("opening", ["---\ntitle: A page\n---\n", "\ufeff---\r\nlayout: x\r\n---\r\n"])
def test_a_post_or_page_of_the_site_is_never_written_over(desk: Path, opening: str) -> None:
    target = desk / "about.html"
    target.write_bytes(opening.encode())
    with pytest.raises(ExportError, match=r"about\.html"):
        written(desk, target)
    assert target.read_bytes() == opening.encode()


def test_the_post_itself_is_never_written_over_even_without_front_matter(desk: Path) -> None:
    path = desk / "_posts" / "2026-03-14-ferry.html"
    path.write_text("<p>Text</p>")
    with pytest.raises(ExportError):
        export_post(parse_post(path.read_bytes()), path, path, open_project(desk))
    assert path.read_text() == "<p>Text</p>"


def test_a_folder_cannot_be_the_file(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "x.html").mkdir()
    with pytest.raises(ExportError, match="folder"):
        written(desk, tmp_path / "x.html")


def test_a_place_that_cannot_be_written_is_a_sentence(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises((ExportError, SaveError)):
        written(desk, tmp_path / "file" / "x.html")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_named_like_a_picture_does_not_hang_the_export(desk: Path) -> None:
    (desk / "assets" / "lead.png").unlink()
    os.mkfifo(desk / "assets" / "lead.png")
    assert len(exported(desk, "x\n").warnings) == 1


@pytest.mark.parametrize(
    ("tag", "href"),
    [
        ("{% post_url 2026-03-12-council-votes %}", "https://l.example/council-votes/"),
        ("{%- post_url 2026-03-12-council-votes -%}", "https://l.example/council-votes/"),
        ("{{ site.baseurl }}{% post_url 2026-03-12-council-votes %}", "https://l.example/council-votes/"),
        ("{% post_url /2026-03-12-council-votes %}#vote", "https://l.example/council-votes/#vote"),
        ("{% post_url sport/2026-03-11-cup %}", "https://l.example/the-cup/"),
    ],
)
def test_a_link_to_another_post_leads_to_its_page(desk: Path, tag: str, href: str) -> None:
    (desk / "_posts" / "2026-03-12-council-votes.md").write_text("---\ntitle: Council votes\n---\nNo.\n")
    (desk / "sport" / "_posts").mkdir(parents=True)
    (desk / "sport" / "_posts" / "2026-03-11-cup.markdown").write_text("---\nslug: the-cup\n---\nWon.\n")
    page = exported(desk, f"See [the vote]({tag}) and more.\n")
    assert f'<a href="{href}">the vote</a>' in page.text
    assert page.warnings == ()


def test_a_site_below_an_address_keeps_its_prefix(desk: Path) -> None:
    (desk / "_config.yml").write_text("url: https://l.example\nbaseurl: /paper\npermalink: /:title/\n")
    (desk / "_posts" / "2026-03-12-council-votes.md").write_text("---\ntitle: Council votes\n---\nNo.\n")
    page = exported(desk, "[v]({% post_url 2026-03-12-council-votes %})\n")
    assert 'href="https://l.example/paper/council-votes/"' in page.text


@pytest.mark.parametrize("name", ["2026-03-12-nothing", "../../secret", "2026-03-12-broken"])
def test_a_link_to_no_post_is_pointed_out(desk: Path, name: str) -> None:
    (desk / "_posts" / "2026-03-12-broken.md").write_bytes(b"\xff\xfe\xfa")
    (desk.parent.parent / "secret.md").write_text("---\ntitle: s\n---\n")
    page = exported(desk, f"One.\n\n[v]({{% post_url {name} %}}) {{% post_url {name} %}}\n")
    assert [note.line for note in page.warnings][:1] == [BODY + 2]
    assert "l.example/secret" not in page.text


def test_a_picture_without_alt_text_is_listed_with_its_line_as_advice(desk: Path) -> None:
    page = exported(
        desk, "One.\n\n![](/assets/lead.png)\n\n<img src='/assets/lead.png' role='presentation'>\n"
    )
    said = "The picture /assets/lead.png has no alt text for readers who cannot see it."
    assert page.warnings == (Note(BODY + 2, said, is_advice=True),)
    assert page.text.count(' alt="') == 3


def test_each_design_has_its_own_look_and_the_same_article(desk: Path) -> None:
    plain, paper, dark = (exported(desk, "Text.\n", template=name) for name in ("plain", "newspaper", "dark"))
    assert '<header class="masthead"><p>Ledger</p></header>' in paper.text
    assert "masthead" not in plain.text + dark.text
    assert '<html lang="en" data-theme="dark">' in dark.text
    assert '<meta name="color-scheme" content="dark">' in dark.text
    article = re.compile(r"<article.*</article>", re.DOTALL)
    assert len({article.search(page.text)[0] for page in (plain, paper, dark)}) == 1  # type: ignore[index]
    assert len({page.text.partition("</style>")[0] for page in (plain, paper, dark)}) == 3


def test_an_unknown_template_is_a_sentence_that_names_the_others(desk: Path) -> None:
    with pytest.raises(ExportError, match=r"no template called “glossy”.*plain, newspaper, dark"):
        exported(desk, "Text.\n", template="glossy")


@pytest.mark.parametrize(
    ("name", "front", "mark"),
    [
        ("_drafts/ferry.md", "title: Ferry", "Draft – not for publication"),
        ("_posts/2199-01-01-ferry.md", "title: Ferry", "Embargoed until 1 January 2199"),
        (
            "_posts/2199-01-01-ferry.md",
            "date: 2199-01-01 06:30:00 +0000",
            "Embargoed until 1 January 2199, 06:30 UTC",
        ),
        ("_posts/2026-03-14-ferry.md", "published: false", "Not published"),
        ("_posts/2020-03-14-ferry.md", "title: Ferry", ""),
        ("notes.md", "title: Ferry", ""),
    ],
)
def test_what_is_not_on_the_site_says_so_on_the_page(desk: Path, name: str, front: str, mark: str) -> None:
    post = parse_post(f"---\n{front}\n---\nText.\n".encode())
    for template in ("plain", "newspaper", "dark", "fragment"):
        text = export_page(post, desk / name, open_project(desk), ExportOptions(template)).text
        marks = re.findall(r'<p class="publication-mark"[^>]*>(.*?)</p>', text)
        assert marks == ([mark] if mark and template != "fragment" else [])


def test_remote_pictures_stay_where_they_are_allowed(desk: Path) -> None:
    page = exported(desk, "![Sea](https://e.example/sea.png)\n", remote=True)
    assert '<img src="https://e.example/sea.png" alt="Sea">' in page.text
    assert "img-src data: https:" in page.text
    assert page.warnings == ()
    assert "script-src" not in page.text
