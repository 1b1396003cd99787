"""Owns ``site.github``: what the plugin jekyll-github-metadata tells of a site's repository without asking GitHub."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

PLUGINS = frozenset({"jekyll-github-metadata", "github-pages"})
"""The plugins that give a site ``site.github``."""

_REMOTE = re.compile(r"github\.com[:/]([\w-]+)/([\w.-]+)", re.ASCII)


def repository_of(raw: Mapping[str, Any], remote: str) -> str:
    """Return a site's repository as ``owner/name``: as its settings name it, else by the address of its ``origin``.

    ``""`` where neither tells (Jekyll::GitHubMetadata::RepositoryFinder).
    """
    named = raw.get("repository")
    if isinstance(named, str) and "/" in named:
        return named
    found = _REMOTE.search(remote.removesuffix(".git"))
    return f"{found[1]}/{found[2]}" if found else ""


def github_values(repository: str) -> Mapping[str, Any]:
    """Return the values of ``site.github`` for ``owner/name`` (Jekyll::GitHubMetadata::MetadataDrop).

    What only GitHub knows (releases, people, the licence) is nothing, and so it is when a site is built off line.
    ``url`` is the address at which GitHub publishes the site unless it has a domain of its own.
    """
    owner, _, name = repository.partition("/")
    name = name.rpartition("/")[2]
    home = f"{owner.lower()}.github.io"
    is_home = name.lower() in (home, f"{owner.lower()}.github.com")
    base = "" if is_home else f"/{name}"
    at = f"https://github.com/{owner}/{name}"
    branch = "master" if is_home else "gh-pages"
    return {
        "environment": "development", "pages_env": "development", "hostname": "github.com",
        "pages_hostname": "github.io", "api_url": "https://api.github.com", "help_url": "https://help.github.com",
        "repository_nwo": repository, "repository_name": name, "project_title": name, "project_tagline": None,
        "repository_url": at, "clone_url": f"{at}.git", "releases_url": f"{at}/releases",
        "zip_url": f"{at}/zipball/{branch}", "tar_url": f"{at}/tarball/{branch}", "owner_name": owner,
        "owner_url": f"https://github.com/{owner}", "owner_gravatar_url": f"https://github.com/{owner}.png",
        "is_user_page": is_home, "is_project_page": not is_home, "url": f"https://{home}{base}", "baseurl": base,
        "source": {"branch": branch, "path": "/"}, "versions": {}, "build_revision": "",
    }  # fmt: skip
