"""Pages that a newsroom lays out itself: what a template may do, and how its faults are told."""

from __future__ import annotations

import pytest

from editor.core.errors import TemplateError
from editor.core.pagetemplate import render_template, safe_html


def made(page: str, /, **values: object) -> str:
    return render_template("page.html", {"page.html": page}.get, values)


def test_values_are_escaped_and_our_html_is_not() -> None:
    assert made("{{ a }} {{ b }}", a="<i>", b=safe_html("<b>x</b>")) == "&lt;i&gt; <b>x</b>"


def test_a_template_includes_and_extends_others() -> None:
    texts = {
        "page.html": '{% extends "_frame.html" %}{% block text %}{% include "_foot.html" %}{% endblock %}',
        "_frame.html": "<main>{% block text %}{% endblock %}</main>",
        "_foot.html": "foot",
    }
    assert render_template("page.html", texts.get, {}) == "<main>foot</main>"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("<p>\n{% fi %}", 2, "cannot be read in line 2: Encountered unknown tag 'fi'"),
        ("a\nb\n{{ nobody.name }}", 3, "made no page in line 3: 'nobody' is undefined."),
        ("\n{{ 1 / 0 }}", 2, "division by zero"),
        ('\n{% include "gone.html" %}', 2, "no template called “gone.html”"),
        ("{{ 'a' + 1 }}", 1, "made no page in line 1"),
        ("{% if %}", 1, "cannot be read in line 1"),
    ],
)
def test_a_fault_is_a_sentence_with_file_and_line(text: str, line: int, said: str) -> None:
    with pytest.raises(TemplateError) as caught:
        made(text)
    assert (caught.value.path, caught.value.line) == ("page.html", line)
    assert said in caught.value.message
    assert "“page.html”" in caught.value.message


def test_a_fault_in_an_included_file_names_that_file() -> None:
    texts = {"page.html": '\n{% include "_foot.html" %}', "_foot.html": "\n\n{{ oh.no }}"}
    with pytest.raises(TemplateError) as caught:
        render_template("page.html", texts.get, {})
    assert (caught.value.path, caught.value.line) == ("_foot.html", 3)


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ a.append(1) }}",
        "{% for x in range(10**9) %}{% endfor %}",
        "{% for x in range(1000) %}{% for y in range(1000) %}{% endfor %}{% endfor %}",
        "{{ 'x' * 10**10 }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ '%0999999999d' % 1 }}",
        '{% include "page.html" %}',
        "{{ range.__globals__ }}",
        "{{ self.__init__.__globals__ }}",
        "{{ 'x'.ljust(10**9) }}",
        "{{ 'x'|center(width=10**9) }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ '{:1000000000d}'.format(1) }}",
        "{{ ('x' * 1000)|replace('x', 'y' * 1000000) }}",
        "{{ ('x' * 1000).replace('x', 'y' * 1000000) }}",
        "{{ ('x' * 1000000).join('y' * 2000) }}",
        "{{ (['x' * 1000000] * 900)|join }}",
        "{{ [1]|slice(10**9)|list }}",
        "{% set n = namespace(s='x' * 1000000) %}{% for i in range(40) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
    ],
)
def test_no_template_gets_out_of_its_box(text: str) -> None:
    with pytest.raises(TemplateError):
        made(text, a=[])


def test_usual_filters_and_texts_put_together_are_none_of_that() -> None:
    text = (
        "{{ ['a', 'b']|join(', ') }} {{ ', '.join(['c', 'd']) }} {{ '%s-%s'|format(1, 2) }} {{ '{}!'.format('e') }} "
        "{{ 'f' ~ 1 ~ '<' }} {{ 'ggg'|replace('g', 'h') }} {{ 12345678|string }} {{ 'i'|center(3) }}"
    )
    assert made(text) == "a, b c, d 1-2 e! f1&lt; hhh 12345678  i "
