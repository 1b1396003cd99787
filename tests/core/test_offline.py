"""What a page may still hold when it is opened without a network."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.offline import Note, OfflineHtml, Picture, Rewriting, make_offline
from editor.core.sourcelines import SourceLines

DATA = "data:image/png;base64,AAAA"


def picture(src: str) -> Picture:
    return Picture(fault=f"The picture {src} is missing.") if "missing" in src else Picture(url=DATA)


def offline(html: str) -> OfflineHtml:
    return make_offline(html, Rewriting(picture))


@pytest.mark.parametrize(
    "html",
    [
        '<p class="lede">Tea &amp; cake, &copy; 2026, &#8212; <em>yes</em><br /></p>',
        "<ul>\n<li>one\n<li>two\n</ul>",
        '<table><thead><tr><th style="text-align: right">Day</th></tr></thead></table>',
        "<h2 id='one-boat'>One boat</h2>\n<hr>\n<pre><code>a\n  b &lt; c\n</code></pre>",
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
        '<svg viewBox="0 0 9 9"><title>Dot</title><circle r="4" fill="url(#g)"/><path d="M0 0"/></svg>',
        '<input type="checkbox" disabled checked>',
    ],
)
def test_ordinary_markup_comes_back_character_for_character(html: str) -> None:
    assert offline(html) == OfflineHtml(html, "", ())


def test_a_picture_becomes_its_data_and_loses_what_would_load_another() -> None:
    html = '<img src="a.png" srcset="b.png 2x" sizes="9px" onload="x()" alt="Quay" class="wide" width="40">'
    assert offline(html).html == f'<img src="{DATA}" alt="Quay" class="wide" width="40">'


def test_a_picture_without_alt_text_is_given_an_empty_one() -> None:
    assert offline("<img src=a.png>").html == f'<img src="{DATA}" alt="">'


def test_a_missing_picture_is_a_labelled_box_with_its_alt_text_and_a_note_with_the_line() -> None:
    body = 'Text.\n\n![Quay "one"](missing.png)\n'
    lines = SourceLines(body, first_line=7)
    html = '<p><img alt="Quay &quot;one&quot; &lt;b&gt;" src="missing.png"></p>'
    made = make_offline(html, Rewriting(picture, line_of=lines.line_of))
    assert made.notes == (Note(9, "The picture missing.png is missing."),)
    assert made.html == (
        '<p><span class="left-out">The picture missing.png is missing. '
        'It shows: Quay "one" &lt;b&gt;</span></p>'
    )


def test_picture_sources_are_dropped_and_the_picture_stays() -> None:
    html = '<picture><source srcset="a.webp"><img src="a.png" alt="A"></picture>'
    assert offline(html).html == f'<img src="{DATA}" alt="A">'


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("a<script>alert('</p>')</script>b", "ab"),
        ("a<SCRIPT SRC=x></SCRIPT >b", "ab"),
        ("a<script src=x>", "a"),
        ("<p onclick=alert(1) ONFOCUS='x'>b</p>", "<p>b</p>"),
        ("<a href='javascript:alert(1)'>b</a>", "<a>b</a>"),
        ("<a href=' JaVa\tScRiPt:alert(1)'>b</a>", "<a>b</a>"),
        ("<a href='&#106;avascript&colon;alert(1)'>b</a>", "<a>b</a>"),
        ("<a href='data:text/html,x' target=_blank rel=noopener class=c>b</a>", '<a class="c">b</a>'),
        ("<a href='file:///etc/passwd'>b</a>", "<a>b</a>"),
        ("<a href='/x' ping='https://t.example'>b</a>", '<a href="/x">b</a>'),
        ("<base href='https://e.example'>b", "b"),
        ("<link rel=stylesheet href='https://e.example/x.css'>b", "b"),
        ("<meta http-equiv=refresh content='0;url=https://e.example'>b", "b"),
        (
            "<form action='https://e.example'><button formaction=x>b</button></form>",
            "<form><button>b</button></form>",
        ),
        ("<input type=image src='https://e.example/x.png'>", '<input type="image">'),
        ("<td background='https://e.example/x.png'>b</td>", "<td>b</td>"),
        ("<svg><use href='https://e.example/x.svg#a'/></svg>", "<svg><use/></svg>"),
        ("<svg><rect fill='url(https://e.example/x.svg#a)'/></svg>", "<svg><rect/></svg>"),
        ("<svg><a><animate attributeName=href to='javascript:x'/></a></svg>", "<svg><a><animate/></a></svg>"),
        ("<svg><script>alert(1)</script></svg>", "<svg></svg>"),
        ("<!-- a note to the desk -->b<!--[if IE]>c<![endif]-->", "b"),
        ("<![CDATA[b]]><?php echo 1 ?>c<!DOCTYPE html>", "c"),
        ("<noscript><p>b</p></noscript>", "<p>b</p>"),
        ("<template><img src=x></template>b", "b"),
        ("<frameset><frame src=x></frameset>b", "b"),
        (
            "<p style='color: red; background: url(https://e.example/x.png)'>b</p>",
            '<p style="color: red">b</p>',
        ),
        (r"<p style='background: u\72l(https://e.example/x.png)'>b</p>", "<p>b</p>"),
        ("<https://e.example>b", "&lt;https://e.example&gt;b"),
        ("3 < 4 & 5 &nonsense; AT&T", "3 &lt; 4 &amp; 5 &amp;nonsense; AT&amp;T"),
    ],
)
def test_what_would_load_or_run_goes_and_the_words_stay(html: str, kept: str) -> None:
    assert offline(html).html == kept


@pytest.mark.parametrize(
    ("html", "label"),
    [
        (
            '<iframe src="//www.youtube.com/embed/x"></iframe>',
            'Embedded page not included: <a href="https://www.youtube.com/embed/x">youtube.com</a>',
        ),
        (
            '<video controls><source src="/film.mp4">No video</video>',
            'Video not included: <a href="/film.mp4">film.mp4</a>',
        ),
        (
            '<audio src="https://e.example/a.mp3"></audio>',
            'Sound not included: <a href="https://e.example/a.mp3">e.example</a>',
        ),
        (
            '<object data="a.swf"><embed src="a.swf"></object>',
            'Embedded file not included: <a href="a.swf">a.swf</a>',
        ),
        ('<embed src="javascript:x">', "Embedded file not included: the original"),
        ("<iframe srcdoc='<script>x</script>'></iframe>", "Embedded page not included: the original"),
    ],
)
def test_players_and_frames_become_a_box_with_a_link(html: str, label: str) -> None:
    made = offline(f"<p>a {html} b</p>")
    assert made.html == f'<p>a <span class="left-out">{label}</span> b</p>'
    assert len(made.notes) == 1


def test_a_video_shows_its_poster() -> None:
    assert (
        f'<img src="{DATA}" alt="">Video not included'
        in offline("<video poster=a.png src=b.mp4></video>").html
    )


def test_a_player_that_is_never_closed_does_not_swallow_the_article() -> None:
    assert offline("<video src=a.mp4><p>The rest of the story.</p>").html.endswith(
        "<p>The rest of the story.</p>"
    )


def test_a_box_in_a_link_holds_no_second_link() -> None:
    assert offline("<a href=/x><iframe src=/y></iframe></a>").html.count("<a ") == 1


def test_style_sheets_move_to_the_head_without_what_they_would_load() -> None:
    made = offline("<style>@import 'x'; p { color: red } b { background: url(x.png) }</style><p>a</p>")
    assert made.html == "<p>a</p>"
    assert made.styles == "p { color: red } b { background: none }"


def test_open_elements_are_closed_and_strays_dropped_so_that_the_page_stays_whole() -> None:
    assert (
        offline("<div><b>a</div></article></div><section>b").html == "<div><b>a</b></div><section>b</section>"
    )


def test_links_get_the_address_a_reader_needs() -> None:
    made = make_offline(
        '<a href="/b/">b</a>', Rewriting(picture, link=lambda href: f"https://n.example{href}")
    )
    assert made.html == '<a href="https://n.example/b/">b</a>'


def test_a_link_without_an_address_for_readers_keeps_its_words() -> None:
    made = make_offline('<a href="{% link a.md %}">b</a>', Rewriting(picture, link=lambda _href: None))
    assert made.html == "<a>b</a>"
    assert made.notes == (
        Note(None, "A link lost its address: {% link a.md %} holds Liquid that only Jekyll fills in."),
    )


class _Auditor(HTMLParser):
    """Fails on every tag and attribute that an exported page must not hold."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in {
            "script",
            "iframe",
            "object",
            "embed",
            "link",
            "base",
            "meta",
            "video",
            "audio",
            "style",
        }
        for name, value in attrs:
            assert not name.startswith("on")
            assert name not in {"srcset", "action", "formaction", "background", "poster", "ping", "srcdoc"}
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            if name == "src":
                assert address.startswith("data:image/")
            if name in {"href", "xlink:href"}:
                assert not address.startswith(("javascript:", "vbscript:", "data:text", "file:"))
                assert tag in {"a", "area"} or address.startswith(("#", "data:image/"))
            if name == "style":
                assert "url(" not in address


PIECES = st.sampled_from(
    re.split(
        r"  +|\n",
        """<script>  </script>  <img src=x onerror=y>  <a href="javascript:x">  <svg>  </svg>  <style>  </style>
<p onx='a>b'>  <iframe src=x>  </iframe>  <!--  -->  <!  <![  <?  <textarea>  </textarea>  <title>  </title>  <math>
<noscript>  </noscript>  <xmp>  </xmp>  <plaintext>  ]]>  "  '  >  <  &  =  /  <br/>  <object data=x>  <link href=x>
<a/onclick=x>  <b style="x:url(y)">  <video>  </video  <p  <0  </  </>  <x:y>  <img/src="a"onload=b>  <template>
href=  onclick=  src=x  data:  &lt;  &#60  <div>  </div>  <image href=x>  <use xlink:href=x />  <td background=x>""",
    )
)


@settings(max_examples=200)
@given(st.lists(st.one_of(PIECES, st.text(max_size=5)), max_size=25))
def test_no_mixture_of_tags_leaves_anything_that_loads_or_runs(pieces: list[str]) -> None:
    made = offline("".join(pieces))
    auditor = _Auditor()
    auditor.feed(made.html)
    auditor.close()
    again = offline(made.html)
    assert again.html == made.html
