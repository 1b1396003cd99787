// The article page, after common.js: patches the blocks that changed, and reports clicks and scrolling.
(function () {
  "use strict";
  const {
    report, morph, still, freshen, setVersion, wordAt, quiet, topBlock, followClicks, followScrolling, holding,
  } = common;
  const TOP = 8;
  // At every frame the engine asks each block whether it is in sight. Of a long post it is to ask groups of them, and
  // only the blocks of those that are.
  const GROUP = 32, GUESSED_HEIGHT = 96;
  const body = document.getElementById("cd-body");
  const head = document.getElementById("cd-header");
  const foot = document.getElementById("cd-tail");
  let sections = [];

  function section(html) {
    const element = document.createElement("section");
    if (html !== null) put(element, html);
    return element;
  }

  // A post's <link rel="preconnect"> opens a connection that no interceptor is asked about, and <meta> and <base>
  // are about the page and not the article: they are taken out while the HTML is still inert.
  const ABOUT_THE_PAGE = /<(?:link|meta|base)\b/i;

  function write(element, html) {
    if (!ABOUT_THE_PAGE.test(html)) { element.innerHTML = html; return; }
    const template = document.createElement("template");
    template.innerHTML = html;
    for (const found of template.content.querySelectorAll("link,meta,base")) found.remove();
    element.replaceChildren(template.content);
  }

  function put(element, html) {
    if (element.firstChild && element.querySelector("img,video,audio,details,picture")) {
      const fresh = element.cloneNode(false);
      write(fresh, html);
      freshen(fresh);
      morph(element, fresh);
    } else {
      write(element, html);
      freshen(element);
    }
    still(element);
  }

  function groups(elements) {
    const size = Math.ceil(elements.length / Math.ceil(elements.length / GROUP));
    const made = [];
    for (let at = 0; at < elements.length; at += size) {
      const group = document.createElement("div");
      group.append(...elements.slice(at, at + size));
      guess(group);
      made.push(group);
    }
    return made;
  }

  // How high a group is until it has been in sight once.
  function guess(group) { group.style.containIntrinsicSize = `auto ${GUESSED_HEIGHT * group.childElementCount}px`; }

  function insert(fresh, before) {
    if (!body.firstChild) { body.append(...groups(fresh)); return; }
    const group = before ? before.parentNode : body.lastChild;
    if (before) before.before(...fresh); else group.append(...fresh);
    // What stands above the writer's block is not moved: the page must not jump.
    if (group.childElementCount > 2 * GROUP) group.after(...groups([...group.children].slice(GROUP)));
    guess(group);
  }

  function remove(element) {
    const group = element.parentNode;
    element.remove();
    if (!group.firstChild) group.remove();
  }

  const hold = holding(() => document.scrollingElement, (place) => {
    if (!place.section.isConnected) return null;
    const box = place.section.getBoundingClientRect();
    return box.top + Math.max(box.height, 1) * place.fraction - place.top;
  });
  hold.watch([head, body]);

  const cd = {
    reset(count) {
      sections = Array.from({ length: count }, () => document.createElement("section"));
      body.replaceChildren(...groups(sections));
      foot.replaceChildren();
      hold.letGo();
      quiet();
      scrollTo(0, 0);
    },
    splice(start, removed, html) {
      const shared = Math.min(removed, html.length);
      for (let i = 0; i < shared; i++) if (html[i] !== null) put(sections[start + i], html[i]);
      for (let i = shared; i < removed; i++) remove(sections[start + i]);
      const fresh = html.slice(shared).map(section);
      if (fresh.length) {
        insert(fresh, sections[start + removed]);
        for (const element of fresh) still(element);
      }
      if (fresh.length || removed !== shared) sections.splice(start + shared, removed - shared, ...fresh);
    },
    fill(pairs) { for (const [index, html] of pairs) if (sections[index]) put(sections[index], html); },
    tail(html) { write(foot, html); freshen(foot); still(foot); },
    header(html) { put(head, html); freshen(head); },
    theme(name) { document.documentElement.dataset.theme = name; },
    lang(code) { document.documentElement.lang = code; },
    picture: setVersion,
    // The editor leads: bring this point of the page to the top.
    scrollTo(index, fraction) {
      if (!sections[index]) return;
      quiet();
      if (index || fraction) { hold.lead({ section: sections[index], fraction: fraction, top: TOP }); return; }
      hold.letGo();
      scrollTo(0, 0);
    },
    // The writer types: keep that block in sight, moving as little as possible.
    reveal(index, fraction) {
      // Before it is shown the page has no size, and every place in it is wrong.
      if (!sections[index] || !innerHeight) return;
      hold.land();
      const box = sections[index].getBoundingClientRect();
      const point = box.top + box.height * fraction;
      if (point >= 0 && point <= innerHeight - 24) return;
      quiet();
      hold.letGo();
      scrollTo(0, scrollY + point - innerHeight / 3);
    },
    text() { return document.getElementById("cd-post").innerText; },
  };
  window.cd = cd;

  function atTop(elements) {
    return elements[topBlock(elements.length, (index) => elements[index].getBoundingClientRect().top, TOP)];
  }

  followScrolling(() => {
    if (!sections.length) return null;
    const found = atTop(atTop(body.children).children);
    const box = found.getBoundingClientRect();
    if (!hold.isHeld() && scrollY >= 2) hold.lead({ section: found, fraction: 0, top: box.top });
    return { block: sections.indexOf(found), fraction: scrollY < 2 ? 0 : (TOP - box.top) / Math.max(box.height, 1) };
  });

  function placeOf(event) {
    const found = event.target.closest("#cd-body > div > section");
    if (!found) return null;
    const box = found.getBoundingClientRect();
    const [word, before] = wordAt(event.clientX, event.clientY);
    return {
      block: sections.indexOf(found),
      fraction: (event.clientY - box.top) / Math.max(box.height, 1),
      word: word,
      before: before,
    };
  }

  followClicks(placeOf, (event) => { if (head.contains(event.target)) report("header", {}); });
})();
