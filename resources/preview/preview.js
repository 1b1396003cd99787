// Runs in a world of its own beside the page, whose own scripts are off. Patches the blocks that changed,
// and reports clicks and scrolling by console messages that only this file can sign.
(function (token) {
  "use strict";
  const body = document.getElementById("cd-body");
  const head = document.getElementById("cd-header");
  const foot = document.getElementById("cd-tail");
  let sections = [];
  let quietUntil = 0;
  let versions = {};
  let aim = null;

  function report(kind, data) {
    console.log(token + JSON.stringify({ kind: kind, data: data }));
  }

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

  // Pictures, films and open <details> keep their state when only the words around them change.
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

  function morph(old, fresh) {
    for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const name of fresh.getAttributeNames()) {
      const value = fresh.getAttribute(name);
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    let a = old.firstChild, b = fresh.firstChild;
    while (b) {
      const next = b.nextSibling;
      if (!a) old.appendChild(b);
      else if (a.nodeType === b.nodeType && a.nodeName === b.nodeName) {
        if (a.nodeType === Node.ELEMENT_NODE) morph(a, b);
        else if (a.data !== b.data) a.data = b.data;
        a = a.nextSibling;
      } else {
        const gone = a;
        a = a.nextSibling;
        old.replaceChild(b, gone);
      }
      b = next;
    }
    while (a) { const gone = a; a = a.nextSibling; gone.remove(); }
  }

  // An address that is none must not stop the blocks after it from being shown.
  function pathOf(address) {
    try {
      return decodeURIComponent(new URL(address, document.baseURI).pathname);
    } catch {
      return "";
    }
  }

  // Like animations by style sheet (preview.css), what else moves by itself stands still.
  function still(root) {
    for (const drawing of root.querySelectorAll("svg")) if (drawing.pauseAnimations) drawing.pauseAnimations();
    for (const line of root.querySelectorAll("marquee")) line.stop();
  }

  // A picture that changed on disk has the same address: a version number makes the engine ask again.
  function freshen(root) {
    for (const image of root.querySelectorAll("img")) {
      const path = pathOf(image.src);
      if (path in versions) {
        const wanted = image.src.split("?")[0] + "?v=" + versions[path];
        if (image.src !== wanted) image.src = wanted;
      }
    }
  }

  function quiet() { quietUntil = performance.now() + 200; }

  function edges(index) {
    const box = sections[index].getBoundingClientRect();
    return [box.top + scrollY, Math.max(box.height, 1)];
  }

  function topBlock() {
    let low = 0, high = sections.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      // One that was brought to the top may stand a pixel lower (see scrollTo).
      if (sections[middle].getBoundingClientRect().top < 9.5) low = middle; else high = middle - 1;
    }
    return low;
  }

  const cd = {
    reset(count) {
      sections = Array.from({ length: count }, () => document.createElement("section"));
      body.replaceChildren(...sections);
      foot.replaceChildren();
      quiet();
      aim = null;
      scrollTo(0, 0);
    },
    splice(start, removed, html) {
      const shared = Math.min(removed, html.length);
      for (let i = 0; i < shared; i++) if (html[i] !== null) put(sections[start + i], html[i]);
      for (let i = shared; i < removed; i++) sections[start + i].remove();
      const fresh = html.slice(shared).map(section);
      if (fresh.length) {
        const before = sections[start + removed] || null;
        const piece = document.createDocumentFragment();
        piece.append(...fresh);
        body.insertBefore(piece, before);
        for (const element of fresh) still(element);
      }
      if (fresh.length || removed !== shared) sections.splice(start + shared, removed - shared, ...fresh);
    },
    fill(pairs) { for (const [index, html] of pairs) if (sections[index]) put(sections[index], html); },
    tail(html) { write(foot, html); freshen(foot); still(foot); },
    header(html) { put(head, html); freshen(head); },
    theme(name) { document.documentElement.dataset.theme = name; },
    lang(code) { document.documentElement.lang = code; },
    picture(path, version) {
      versions[path] = version;
      freshen(document);
    },
    // The editor leads: bring this point of the page to the top.
    scrollTo(index, fraction) {
      if (!sections[index]) return;
      quiet();
      if (index === 0 && fraction === 0) { aim = null; scrollTo(0, 0); return; }
      // Blocks off screen have guessed heights, and get their own in the frames after they came into sight.
      const mine = aim = {};
      let frames = 4;
      const land = () => {
        if (aim !== mine || !sections[index]) return;
        const [top, height] = edges(index);
        const wanted = top + height * fraction - 8;
        if (Math.abs(wanted - scrollY) > 1) { quiet(); scrollTo(0, wanted); }
        if (frames--) requestAnimationFrame(land);
      };
      land();
    },
    // The writer types: keep that block in sight, moving as little as possible.
    reveal(index, fraction) {
      if (!sections[index]) return;
      const box = sections[index].getBoundingClientRect();
      const point = box.top + box.height * fraction;
      if (point >= 0 && point <= innerHeight - 24) return;
      quiet();
      aim = null;
      scrollTo(0, scrollY + point - innerHeight / 3);
    },
    text() { return document.getElementById("cd-post").innerText; },
  };
  window.cd = cd;

  addEventListener("wheel", () => { aim = null; }, { passive: true });

  let queued = false;
  addEventListener("scroll", () => {
    if (queued) return;
    queued = true;
    let led = performance.now() < quietUntil;
    requestAnimationFrame(() => {
      queued = false;
      if (!sections.length) return;
      led = led || performance.now() < quietUntil;
      const index = topBlock();
      const box = sections[index].getBoundingClientRect();
      report("scroll", { led: led, block: index, fraction: scrollY < 2 ? 0 : Math.min(Math.max((8 - box.top) / Math.max(box.height, 1), 0), 1) });
    });
  }, { passive: true });

  function wordAt(x, y) {
    const range = document.caretRangeFromPoint(x, y);
    if (!range || range.startContainer.nodeType !== Node.TEXT_NODE) return ["", ""];
    const text = range.startContainer.data, at = range.startOffset;
    let from = at, to = at;
    while (from > 0 && !/\s/.test(text[from - 1])) from--;
    while (to < text.length && !/\s/.test(text[to])) to++;
    return [text.slice(from, to), text.slice(Math.max(0, from - 12), from)];
  }

  function placeOf(event) {
    const found = event.target.closest("#cd-body > section");
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

  // When the page moves under a hand that does not, the engine calls what holds both blocks clicked: the first was meant.
  let pressed = null;
  addEventListener("mousedown", (event) => { pressed = { x: event.clientX, y: event.clientY, place: placeOf(event) }; }, true);

  addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link) {
      event.preventDefault();
      if (event.ctrlKey || event.metaKey) { report("open", { url: link.href }); return; }
    }
    const stayed = pressed && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) < 4;
    const place = placeOf(event) || (stayed && pressed.place);
    if (place) report("click", place);
    else if (head.contains(event.target)) report("header", {});
  }, true);
  addEventListener("auxclick", (event) => event.preventDefault(), true);
  addEventListener("submit", (event) => event.preventDefault(), true);
})("$token");
