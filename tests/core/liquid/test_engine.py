from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.liquid.engine import Rendered

Run = Callable[..., Rendered]


def test_text_without_liquid_is_left_as_it_is(run: Run) -> None:
    assert run("A ferry { returns } at 7 %.\n") == Rendered("A ferry { returns } at 7 %.\n")


def test_fills_in_outputs_and_tags(run: Run) -> None:
    body = "# {{ page.title | upcase }}\n{% for tag in page.tags %}{{ tag }} {% endfor %}\n"
    assert run(body).text == "# FERRY RETURNS\nharbour ferry \n"


def test_an_unknown_tag_is_a_box_with_the_reason_and_the_rest_still_shows(run: Run) -> None:
    rendered = run("Before\n{% youtube abc %}\n{{ page.title }}\n")
    assert "Before\n" in rendered.text
    assert "\nFerry returns\n" in rendered.text
    assert 'class="cd-problem"' in rendered.text
    assert "{% youtube abc %}" in unescape(rendered.text)
    (problem,) = rendered.problems
    assert (problem.line, problem.path) == (2, "")
    assert "youtube" in problem.message
    assert "plugin" in problem.message


def test_the_text_inside_of_an_unknown_block_still_shows(run: Run) -> None:
    rendered = run("{% notice %}\nMind the gap, {{ page.title }}.\n{% endnotice %}\n")
    assert "Mind the gap, Ferry returns." in rendered.text
    assert len(rendered.problems) == 1


def test_a_missing_include_is_a_box(run: Run) -> None:
    rendered = run('{% include map.html zoom="3" %} and {{ page.number }}')
    assert rendered.text.endswith(" and 3")
    assert "There is no “map.html” in _includes" in rendered.problems[0].message


def test_a_problem_in_an_include_is_told_by_its_own_file_and_line(run: Run) -> None:
    rendered = run("\n\n{% include a.html %}", {"a.html": "x\n{% nonsense %}"})
    (problem,) = rendered.problems
    assert (problem.path, problem.line) == ("_includes/a.html", 2)
    assert rendered.read == {"_includes/a.html"}


def test_a_box_never_breaks_an_html_tag(run: Run) -> None:
    assert run('<img src="{% picture x %}" alt="y">').text == '<img src="" alt="y">'


def test_a_box_cannot_carry_markup(run: Run) -> None:
    text = run("{% bad <script>alert(1)</script> *x* %}").text
    assert "<script>" not in text
    assert "*" not in text


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("{% if page.title %}A {{ page.number }}", "A 3"),
        ("A {{ page.number }} {% endif %} B", "A 3"),
        ("A {{ page.number }} {% else %} B", "A 3"),
        ("A {{ page.number }} {{ page.title", "A 3"),
        ("A {{ page.number }} {% if page.title", "A 3"),
        ("A {{ page.number }} {% raw %} {{ x }}", "{{ x }}"),
        ("A {{ page.number }} {% comment %} gone", "A 3"),
        ("{% for %}x{% endfor %}A {{ page.number }}", "A 3"),
        ("{% if %}x{% endif %}A {{ page.number }}", "A 3"),
        ("{% case %}{% endcase %}A {{ page.number }}", "A 3"),
        ("{% for a in (1..1) %}{% if c %}{% endfor %}A {{ page.number }}", "A 3"),
        ("{% include %}A {{ page.number }}", "A 3"),
        ("{% include ../../etc/passwd %}A {{ page.number }}", "A 3"),
        ("{% highlight %}x{% endhighlight %}A {{ page.number }}", "A 3"),
        ("{{ 5 | divided_by: 0 }}A {{ page.number }}", "A 3"),
        ("{% if 1 < 'x' %}y{% endif %}A {{ page.number }}", "A 3"),
        ("{{ nil | sort }}A {{ page.number }}", "A 3"),
        ("{{ page.title | truncate: 'x' }}A {{ page.number }}", "A 3"),
    ],
)
def test_a_fault_takes_only_its_own_place(run: Run, body: str, shown: str) -> None:
    rendered = run(body)
    assert shown in rendered.text
    assert len(rendered.problems) == 1


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{% for i in (1..1000000000) %}{{ i }}{% endfor %}", "goes round more often"),
        ("{% for i in (1..99999999999999999999999) %}{% endfor %}", "goes round more often"),
        ("{% for i in (1..2000) %}{% for j in (1..2000) %}{% endfor %}{% endfor %}", "goes round more often"),
        ("{% tablerow i in (1..1000000000) %}{% endtablerow %}", "more than 20 MB"),
        ("{{ (1..1000000000) | join: ',' | size }}", "too far"),
        (
            "{% assign a = 'x' %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}",
            "beyond measure",
        ),
        (
            "{% assign a = 'x' %}{% for i in (1..99) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}",
            "MB",
        ),
        (
            "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..9) %}{% assign a = a | replace: 'x', a %}{% endfor %}",
            "beyond",
        ),
        ("{% assign a = 9 %}{% for i in (1..99) %}{% assign a = a | times: a %}{% endfor %}", "3,000 digits"),
        ("{% include a.html %}", "25 deep"),
        ("{% include b.html %}", "25 deep"),
    ],
)
def test_what_has_no_end_stops_with_a_sentence(run: Run, body: str, sentence: str) -> None:
    loops = {
        "a.html": "{% include a.html %}{% include a.html %}",
        "b.html": "{% include {{ page.b }}c.html %}",
    }
    loops["c.html"] = "{% if true %}{% include b.html %}{% endif %}"
    rendered = run(f"Before {body} after", loops)
    assert rendered.text.startswith("Before ")
    assert rendered.text.endswith(" after")
    assert sentence in " ".join(problem.message for problem in rendered.problems)
    assert len(rendered.text) < 1000


def test_an_include_loop_takes_nothing_from_the_tags_below(run: Run) -> None:
    loop = {"a.html": "{% include a.html %}"}
    rendered = run("{% include a.html %} {% for i in (1..1000000000) %}{% endfor %} {{ page.number }}", loop)
    said = [problem.message for problem in rendered.problems]
    assert "25 deep" in said[0]
    assert "goes round more often" in said[1]
    assert rendered.text.endswith(" 3")


@pytest.mark.parametrize("output", ["{{ bomb }}", "{{ bomb | jsonify }}", "{{ bomb | join }}", "{{ bomb | inspect }}",
                                    "{{ hash }}", "{{ hash | jsonify }}", "{{ bomb | sort | first }}"])  # fmt: skip
def test_lists_that_hold_each_other_many_times_stop_with_a_sentence(run: Run, output: str) -> None:
    bomb: object = ["x"] * 9
    hashes: object = {"k": "x"}
    for _ in range(12):
        bomb, hashes = [bomb] * 9, dict.fromkeys("abcdefghi", hashes)
    rendered = run(f"Before {output} after", names={"bomb": bomb, "hash": hashes})
    assert rendered.text.startswith("Before ")
    assert rendered.text.endswith(" after")
    assert len(rendered.problems) == 1


def test_blocks_may_not_stand_too_deep_in_each_other(run: Run) -> None:
    body = "{% if true %}" * 5000 + "deep" + "{% endif %}" * 5000
    rendered = run(f"A {body} Z")
    assert rendered.text.startswith("A ")
    assert rendered.text.endswith(" Z")
    assert "deep in each other" in rendered.problems[0].message


@pytest.mark.parametrize(
    "piece", ["{% raw %}", "{% if x %}", "{{ x", "{% x", "{{", "{%", "{% endif %}", "{% comment %}"]
)
def test_a_long_row_of_what_is_never_closed_is_read_once(run: Run, piece: str) -> None:
    rendered = run(f"Start {piece * 20_000}")
    assert rendered.text.startswith("Start")
    assert rendered.problems


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title }} x\n" * 200_000,
        "{% if page.title %}x{% endif %}\n" * 100_000,
        "{{ x | a: 'b" * 200_000,
        "{% if " + "a and " * 100_000 + "a %}x{% endif %}",
        "{{ " + "a[" * 9_000 + "1" + "]" * 9_000 + " }}",
        "{{ page" + ".a" * 100_000 + " }}",
        "{% include a.html " + "a=b " * 100_000 + "%}",
        "{% include " + "{{x}}|" * 2_000 + "%}",
    ],
    ids=range(8),
)
def test_megabytes_of_tags_end_with_a_sentence(run: Run, text: str) -> None:
    rendered = run(f"Start {text}")
    assert rendered.text.startswith("Start ")
    assert rendered.problems


def test_somebody_may_stop_it(run: Run) -> None:
    rendered = run(
        "{% for i in (1..100000) %}{{ i }}{% endfor %} after", stop=lambda: "It takes longer than 5 seconds."
    )
    assert rendered.problems[0].message == "It takes longer than 5 seconds."
    assert rendered.text.endswith(" after")


def test_a_plugin_gives_its_own_text(run: Run) -> None:
    rendered = run(
        "{% seo title=false %}",
        plugins={"seo": lambda _run, markup, names: f"{markup}:{names['page']['title']}"},
    )
    assert rendered.text == "title=false:Ferry returns"


def test_addresses_begin_with_the_sites_own(run: Run) -> None:
    assert run("{% post_url 2026-03-14-ferry %}").text == "/paper/news/2026-03-14-ferry"
    assert (
        run("{% link about.md %} {{ '/x' | absolute_url }}").text
        == "/paper/about.md https://harbour.example/paper/x"
    )


_PIECES = st.sampled_from(
    ["{%", "%}", "{{", "}}", "{% if a %}", "{% endif %}", "{% else %}", "{% for a in page.tags %}", "{% endfor %}",
     "{% raw %}", "{% endraw %}", "{% comment %}", "{% endcomment %}", "{% case x %}", "{% when 1 %}", "{% endcase %}",
     "{% assign a = 1 %}", "{{ page.title | upcase }}", "{%-", "-%}", "|", ":", "'", '"', " x ", "\n", "[", "]",
     "(1..3)", "{% capture z %}", "{% endcapture %}", "{% include a.html b='c' %}", "{% cycle 1, 2 %}",
     "{% tablerow i in x %}", "{% highlight ruby %}",
     "{% endhighlight %}", "{% break %}", "{% liquid\n", "{% elsif y %}", "and", "=="]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_PIECES, max_size=30).map("".join))
def test_no_text_breaks_it(run: Run, text: str) -> None:
    rendered = run(text, {"a.html": "{{ include.b }}"})
    assert isinstance(rendered.text, str)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("page.title contains 'Ferry'", True),
        ("page.tags contains 'ferry' and page.title contains 'returns'", True),
        ("page.number contains 3", False),
        ("true contains 't'", False),
        ("'true' contains true", True),
        ("day contains '2026'", False),
        ("page.number contains 3 or page.tags contains 'harbour'", True),
    ],
)
def test_nothing_is_contained_in_a_number_a_date_or_true(run: Run, condition: str, holds: bool) -> None:
    names = {"day": date(2026, 3, 14)}
    for body in (
        f"{{% if {condition} %}}yes{{% else %}}no{{% endif %}}",
        f"{{% unless {condition} %}}no{{% else %}}yes{{% endunless %}}",
        f"{{% if false %}}{{% elsif {condition} %}}yes{{% else %}}no{{% endif %}}",
    ):
        rendered = run(body, names=names)
        assert (rendered.text, rendered.problems) == ("yes" if holds else "no", ())


def test_a_date_of_which_the_day_is_missing_is_written_as_asked(run: Run) -> None:
    assert run("{{ 'Dec 2020' | date: '%d.%m.%Y' }}").text == "01.12.2020"
    assert run("{{ 'Winter 2020' | date: '%Y' }}").text == "Winter 2020"


@pytest.mark.parametrize(("highlighter", "coloured"), [("none", False), ("rouge", True), ("pygments", True)])
def test_highlighted_code_has_colours_and_numbers_where_the_site_wants_them(
    run: Run, highlighter: str, coloured: bool
) -> None:
    config = f"highlighter: {highlighter}"
    html = run("{% highlight ruby linenos %}\n  puts 1 < 2\n{% endhighlight %}", config=config).text
    assert ("<span" in html) is coloured
    assert ("<table" in html) is coloured
    assert ('data-lang="ruby">puts 1 &lt; 2</code></pre></figure>' in html) is not coloured


@pytest.mark.parametrize(
    ("text", "config", "html"),
    [
        ("rock 'n' roll, the '80s -- \"so\" & <b>it</b>", "", "rock ‘n’ roll, the ’80s – “so” &amp; <b>it</b>"),
        ("*It's* [a] `b`...", "", "*It’s* [a] `b`…"),
        ("It's -- so", "kramdown: {smart_quotes: 'apos,apos,quot,quot'}", "It's – so"),
        ("It's -- so", "kramdown: {typographic_symbols: {ndash: '-'}}", "It’s - so"),
    ],
)  # fmt: skip
def test_smartify_sets_quotes_and_symbols_as_the_site_has_them(
    run: Run, text: str, config: str, html: str
) -> None:
    assert (
        run(f"{{% capture text %}}{text}{{% endcapture %}}{{{{ text | smartify }}}}", config=config).text
        == html
    )


def test_a_name_may_be_a_word_that_only_loops_know(run: Run) -> None:
    counted = "{% assign offset = page.number | minus: 1 %}{% assign limit = offset %}"
    assert run(f"{counted}{{{{ page.number | plus: offset }}}}").text == "5"
    assert run(f"{counted}{{% for i in (offset..9) limit: limit %}}{{{{ i }}}}{{% endfor %}}").text == "23"
    assert (
        run("{% assign reversed = page.tags | reverse %}{{ reversed | join: ' ' }}").text == "ferry harbour"
    )
    assert run("{% for tag in page.tags reversed %}{{ tag }} {% endfor %}").text == "ferry harbour "
    assert run("{% for tag in page.tags offset: 1 %}{{ tag }}{% endfor %}").text == "ferry"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{% for a in b " + "a" * 9000 + " %}{% endfor %}", ""),
        ("{% assign " + "a" * 9000 + " %}", "Expected"),
        ("{{ " + "[" * 9000 + " }}", ""),
        ("{{ (" + "." * 9000 + " }}", ""),
        ("{% raw %}" + ("{% endraw " + " " * 9000 + "% %}"), "no “endraw”"),
        ("{% if " + "(" * 4000 + "a" + ")" * 4000 + " %}{% endif %}", "more than 100 parentheses"),
    ],
    ids=["loop", "assignment", "brackets", "dots", "raw", "parentheses"],
)
def test_a_tag_as_long_as_may_be_is_read_in_one_go(run: Run, tag: str, said: str) -> None:
    """Each of fifty would take its reader a second if it looked behind every character again."""
    rendered = run(tag * 50 + "\nThe end.")
    assert rendered.text.endswith("The end.")
    assert said in " ".join(problem.message for problem in rendered.problems)


def test_parentheses_in_a_text_do_not_count(run: Run) -> None:
    assert run(f'{{{{ "{"(a)" * 200}" | size }}}}') == Rendered("600")


def test_of_very_much_in_tags_the_rest_is_left_as_it_is(run: Run) -> None:
    rendered = run("{{ page.title" + " " * 9000 + "}}\n" + ("{{ 1" + " " * 9000 + "}}") * 60 + "\nThe end.")
    assert rendered.text.startswith("Ferry returns")
    assert rendered.text.endswith("}}\nThe end.")
    assert "500,000 characters of tags" in rendered.problems[0].message


def test_a_tag_that_is_never_closed_at_the_very_start(run: Run) -> None:
    assert run("{% if").problems[0].message == "The tag is never closed with %}"
