"""A site whose posts ask ``{% seo %}`` for all it can write; each has nothing but the tag around it."""

from __future__ import annotations

from pathlib import Path

CONFIGS = {
    "full": """
title: "The *Ledger* & more"
tagline: Every morning
description: News from "the" harbour
url: https://ledger.example
baseurl: /paper
lang: en-GB
logo: /logo.png
twitter: {username: "@ledger", card: summary}
facebook: {admins: 1, publisher: Ledger, app_id: 77}
author: {name: The Desk, twitter: "@desk", url: https://ledger.example/desk}
social: {name: Ledger, links: [https://a.example, https://b.example]}
webmaster_verifications: {google: g, bing: b, alexa: a, yandex: y, baidu: d, facebook: f}
feed: {path: atom.xml}
""",
    "bare": "google_site_verification: only\n",
    "named": """
name: Ledger
description: Ledger
url: "https://ledger.example/"
locale: de-AT
twitter: {username: ledger}
logo: https://cdn.example/a b.png
""",
}

FRONTS = (
    "title: Plain",
    "title: 'Smart \"quotes\" & <b>tags</b> -- *stars*'\ndescription: 'A \"word\"\n\n  and __more__'",
    "title: Ledger",
    "title: ''",
    "title: Picture\nimage: /a b.png",
    "title: Picture\nimage: https://cdn.example/ü.png",
    "title: Picture\nimage: {path: p.png, alt: 'An \"alt\"', width: 3, height: 4}\ntwitter: {card: player}",
    "title: Picture\nimage: {facebook: /f.png, twitter: /t.png}",
    "title: Picture\nimage: {path: p.png}",
    "title: Picture\nimage: {alt: none}",
    "title: Author\nauthor: ann",
    "title: Author\nauthor: unknown@x",
    "title: Author\nauthor: {name: Bo, twitter: '@bo', type: Organization, url: /bo}",
    "title: Author\nauthor: {name: Bo, type: Robot}",
    "title: Authors\nauthors: [ann, bo]",
    "title: Authors\nauthors: [{name: Cy, url: /cy}]",
    "title: Dates\nlast_modified_at: 2026-05-06 07:08:09 +0200",
    "title: Dates\nseo: {date_modified: 2026-05-06, type: CreativeWork, name: 'N *n*', links: [https://l.example]}",
    "title: Address\ncanonical_url: https://first.example/x",
    "title: Address\npermalink: /deep/index.html",
    "title: Home\npermalink: /about/\nseo: {type: ''}",
    "title: Words\nlang: cy-GB\nexcerpt: 'Own *excerpt* \"here\"'",
    "title: Words\nlocale: fr_FR\nlang: de",
    "title: '{{ page.date }} & &amp; &copy;'",
    "title: 12",
    "title: [a, b]",
)
BODY = 'First *paragraph* with "quotes", a [link](https://x.example) & more.\n\nSecond one.\n'


def make_seo_site(root: Path, config: str) -> Path:
    """Write the site and return its folder."""
    files = {
        "_config.yml": CONFIGS[config],
        "_data/authors.yml": "ann: {name: Ann Lee, twitter: annl, picture: /ann.png}\n",
        "_layouts/seo.html": "<head>{% seo %}{% feed_meta %}</head>{{ content }}",
        "_layouts/untitled.html": "<head>{% seo title=false %}</head>",
    }
    for number, front in enumerate(FRONTS):
        layout = "untitled" if number == len(FRONTS) - 1 else "seo"
        files[f"_posts/2026-03-{number + 1:02}-post-{number}.md"] = (
            f"---\nlayout: {layout}\n{front}\n---\n{BODY}"
        )
    for path, text in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return root
