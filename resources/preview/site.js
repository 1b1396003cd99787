// The page of the site, after common.js: takes the frame that layouts make, keeps the post's body in it alive block
// by block, and reports clicks and scrolling. Blocks begin at comments, which no selector of a style sheet sees.
(function () {
  "use strict";
  const {
    report, morph, morphAttributes, morphList, still, freshen, setVersion, wordAt,
    quiet, topBlock, followClicks, followScrolling, holding,
  } = common;
  const START = "cd-body", END = "/cd-body", TOP = 8;
  // What would open connections that no interceptor is asked about, or load what is never shown.
  const IDLE_RELS = /^(?:preconnect|dns-prefetch|prefetch|prerender|preload|modulepreload|manifest)$/i;
  const ADDRESSES = ["src", "href", "poster", "data", "background", "xlink:href"];
  const NOT_LINKS = ":not(a):not(area)";
  const written = new WeakMap();
  let own = "";
  let start = null, end = null, tail = null;
  let blocks = [];

  // The engine draws without a clock: what moves by itself is at its end at once.
  const calm = new CSSStyleSheet();
  calm.replaceSync(
    "*, *::before, *::after { animation-duration: 0s !important; animation-delay: 0s !important;" +
    " animation-iteration-count: 1 !important; transition: none !important; scroll-behavior: auto !important;" +
    " overflow-anchor: none !important; }"
  );
  // What stands for a tag that failed: no style sheet of a site knows it.
  const boxes = new CSSStyleSheet();
  boxes.replaceSync(
    ".cd-problem { display: block; margin: 0 0 0.85rem; padding: 0.7rem 0.9rem; border: 1px dashed #8a5a00;" +
    " border-radius: 6px; background: #fdf4e3; color: #6b4500; font: 14px/1.5 sans-serif; overflow-wrap: anywhere; }" +
    " span.cd-problem { display: inline-block; margin: 0 0.1rem; padding: 0.1rem 0.5rem; }"
  );

  // -- what comes in, while it is still inert ------------------------------------------------------------------

  function atHome(address) {
    const trimmed = address.trim();
    if (trimmed.startsWith("//")) return atHome("https:" + trimmed);
    if (own && (trimmed === own || trimmed.startsWith(own + "/"))) return trimmed.slice(own.length) || "/";
    return trimmed;
  }

  function clean(root) {
    for (const script of root.querySelectorAll("script")) script.setAttribute("type", "text/plain");
    for (const meta of root.querySelectorAll("meta[http-equiv]")) meta.remove();
    for (const link of root.querySelectorAll("link")) {
      const rels = link.rel.split(/\s+/).filter((rel) => !IDLE_RELS.test(rel));
      if (!rels.join("")) link.remove();
      else link.rel = rels.join(" ");
    }
    for (const name of ADDRESSES) {
      for (const element of root.querySelectorAll(`[${CSS.escape(name)}]${NOT_LINKS}`)) {
        const address = element.getAttribute(name), home = atHome(address);
        if (home !== address) element.setAttribute(name, home);
      }
    }
    for (const element of root.querySelectorAll("[srcset]")) {
      element.setAttribute("srcset", element.getAttribute("srcset").split(/,\s+/).map(atHome).join(", "));
    }
    for (const base of root.querySelectorAll("base")) {
      if (/^[a-z][a-z0-9+.-]*:/i.test(base.getAttribute("href") || "")) base.remove();
    }
  }

  function pieceOf(html) {
    const template = document.createElement("template");
    template.innerHTML = html;
    clean(template.content);
    return template.content;
  }

  // -- the frame -----------------------------------------------------------------------------------------------

  function markIn(root, data) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_COMMENT);
    while (walker.nextNode()) if (walker.currentNode.data === data) return walker.currentNode;
    return null;
  }

  function chainTo(node, root) {
    const chain = [];
    for (let at = node.parentNode; at && at !== root; at = at.parentNode) chain.unshift(at);
    return chain;
  }

  const writtenAs = (node) => written.get(node) || node.outerHTML || node.data;

  // A style sheet goes when those that take its place have come, or the page would stand undressed in between.
  function takeHead(fresh) {
    const spare = new Map();
    for (const node of document.head.childNodes) {
      const key = writtenAs(node);
      spare.set(key, [...(spare.get(key) || []), node]);
    }
    const wanted = [...fresh.childNodes].map((node) => (spare.get(writtenAs(node)) || []).shift() || node);
    const gone = [...spare.values()].flat();
    const coming = wanted.filter((node) => isSheet(node) && node.ownerDocument !== document);
    const leaving = new Set(coming.length ? gone.filter(isSheet) : []);
    for (const node of gone) if (!leaving.has(node)) node.remove();
    let at = document.head.firstChild;
    for (const node of wanted) {
      while (leaving.has(at)) at = at.nextSibling;
      if (node === at) at = at.nextSibling;
      else document.head.insertBefore(node, at);
    }
    if (!leaving.size) return;
    let waiting = coming.length;
    const arrived = () => { if (--waiting === 0) for (const node of leaving) node.remove(); };
    for (const node of coming) for (const kind of ["load", "error"]) node.addEventListener(kind, arrived, { once: true });
  }

  const isSheet = (node) => node.nodeName === "LINK" && /\bstylesheet\b/i.test(node.rel) && !node.disabled;

  function takeAround(fresh) {
    const freshStart = markIn(fresh, START), freshEnd = markIn(fresh, END);
    const here = chainTo(start, document.body), there = chainTo(freshStart, fresh);
    const alike = here.length === there.length && here.every((node, i) => node.nodeName === there[i].nodeName);
    if (!alike) {
      moveBody(freshStart, freshEnd);
      document.body.replaceChildren(...fresh.childNodes);
      return;
    }
    const parents = [document.body, ...here], freshParents = [fresh, ...there];
    parents.forEach((parent, depth) => {
      const freshParent = freshParents[depth];
      const first = parents[depth + 1] || start, last = parents[depth + 1] || end;
      const freshFirst = freshParents[depth + 1] || freshStart, freshLast = freshParents[depth + 1] || freshEnd;
      const all = [...freshParent.childNodes];
      morphAttributes(parent, freshParent);
      morphList(parent, parent.firstChild, first, all.slice(0, all.indexOf(freshFirst)));
      morphList(parent, last.nextSibling, null, all.slice(all.indexOf(freshLast) + 1));
    });
  }

  function moveBody(freshStart, freshEnd) {
    for (let node = freshStart.nextSibling; node !== freshEnd;) { const next = node.nextSibling; node.remove(); node = next; }
    const moved = document.createDocumentFragment();
    for (let node = start; ; ) {
      const next = node.nextSibling, isLast = node === end;
      moved.append(node);
      if (isLast) break;
      node = next;
    }
    freshEnd.remove();
    freshStart.replaceWith(moved);
  }

  // -- the blocks ----------------------------------------------------------------------------------------------

  const afterBlock = (index) => blocks[index + 1] || tail;

  function fill(mark, stop, html) {
    const piece = pieceOf(html), moves = piece.querySelector("svg,marquee");
    freshen(piece);
    morphList(mark.parentNode, mark.nextSibling, stop, [...piece.childNodes]);
    if (moves) still(document);
  }

  function insertBlocks(before, htmls) {
    const piece = document.createDocumentFragment();
    const fresh = htmls.map((html) => {
      const mark = document.createComment("cd-block");
      piece.append(mark);
      if (html) piece.append(pieceOf(html));
      return mark;
    });
    before.parentNode.insertBefore(piece, before);
    return fresh;
  }

  function edges(index) {
    // What shows nothing stands where the next block does that shows something.
    const range = document.createRange();
    for (let at = index; at < blocks.length; at++) {
      range.setStartAfter(blocks[at]);
      range.setEndBefore(afterBlock(at));
      const box = range.getBoundingClientRect();
      if (box.height || box.width) return at === index ? box : new DOMRect(box.x, box.top, box.width, 0);
    }
    range.setStartAfter(start);
    range.setEndBefore(end);
    const box = range.getBoundingClientRect();
    return new DOMRect(box.x, box.bottom, box.width, 0);
  }

  // What scrolls the body: the window, or, where a layout keeps all else in place, an element around it.
  function scroller() {
    const page = document.documentElement;
    for (let at = start && start.parentElement; at && at !== page; at = at.parentElement) {
      if (at === document.body && getComputedStyle(page).overflowY === "visible") break;
      if (at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
    }
    return document.scrollingElement;
  }

  // The part of the screen that it scrolls through.
  function sight() {
    const by = scroller();
    if (by === document.scrollingElement) return { by: by, top: 0, height: innerHeight };
    return { by: by, top: by.getBoundingClientRect().top + by.clientTop, height: by.clientHeight };
  }

  function atTop() {
    const top = sight().top;
    return topBlock(blocks.length, (index) => edges(index).top - top, TOP);
  }

  const hold = holding(scroller, (place) => {
    // A body that came anew has other marks.
    if (!blocks.includes(place.mark)) place.mark = blocks[place.index];
    place.index = blocks.indexOf(place.mark);
    if (place.index < 0) return null;
    const box = edges(place.index);
    return box.top - sight().top + box.height * place.fraction - place.top;
  });

  // Does `change` without moving what the reader looks at.
  function inPlace(change) {
    quiet();
    change();
    hold.land();
  }

  const cd = {
    // The page without (`isLive`) or with its body.
    frame(html, home, isLive) {
      own = home;
      const fresh = new DOMParser().parseFromString(html, "text/html");
      clean(fresh);
      document.adoptedStyleSheets = [boxes, calm];
      inPlace(() => {
        morphAttributes(document.documentElement, fresh.documentElement);
        takeHead(fresh.head);
        if (isLive && start) takeAround(fresh.body);
        else morph(document.body, fresh.body);
      });
      if (!isLive) { start = end = tail = null; blocks = []; }
      else if (!start) {
        start = markIn(document.body, START);
        end = markIn(document.body, END);
        tail = document.createComment("cd-tail");
        end.before(tail);
      }
      hold.watch([document.body, ...(start ? chainTo(start, document.body) : [])]);
      still(document);
      freshen(document);
    },
    // The whole body anew, in one go.
    adopt(htmls, tailHtml) {
      if (!start) return;
      inPlace(() => {
        const old = blocks.length ? blocks : null;
        if (old && old.length === htmls.length) htmls.forEach((html, index) => fill(blocks[index], afterBlock(index), html));
        else { cd.reset(0); blocks = insertBlocks(tail, htmls); }
        cd.tail(tailHtml);
      });
      still(document);
      freshen(document);
    },
    reset(count) {
      if (!start) return;
      while (start.nextSibling !== end) start.nextSibling.remove();
      end.before(tail);
      blocks = insertBlocks(tail, Array.from({ length: count }, () => ""));
    },
    splice(first, removed, htmls) {
      if (!start) return;
      const shared = Math.min(removed, htmls.length);
      for (let i = 0; i < shared; i++) if (htmls[i] !== null) fill(blocks[first + i], afterBlock(first + i), htmls[i]);
      const stop = blocks[first + removed] || tail;
      if (shared < removed) {
        for (let node = blocks[first + shared]; node !== stop;) { const next = node.nextSibling; node.remove(); node = next; }
      }
      const fresh = insertBlocks(stop, htmls.slice(shared));
      blocks.splice(first + shared, removed - shared, ...fresh);
    },
    fill(pairs) { for (const [index, html] of pairs) if (blocks[index]) fill(blocks[index], afterBlock(index), html); },
    tail(html) { if (tail) fill(tail, end, html); },
    // Asks for every style sheet of the site anew: a file it is made of has changed, or the colours wanted.
    sheets(version) {
      for (const link of [...document.querySelectorAll("link")].filter(isSheet)) {
        const address = new URL(link.href);
        if (address.protocol !== location.protocol) continue;
        address.search = "?v=" + version;
        const fresh = link.cloneNode();
        written.set(fresh, writtenAs(link));
        fresh.href = address.href;
        for (const kind of ["load", "error"]) fresh.addEventListener(kind, () => link.remove(), { once: true });
        link.after(fresh);
      }
    },
    picture: setVersion,
    // The editor leads: bring this point of the page to the top.
    scrollTo(index, fraction) {
      if (!blocks[index]) return;
      quiet();
      if (index || fraction) { hold.lead({ mark: blocks[index], index: index, fraction: fraction, top: TOP }); return; }
      hold.letGo();
      scroller().scrollTop = 0;
    },
    // The writer types: keep that block in sight, moving as little as possible.
    reveal(index, fraction) {
      // Before it is shown the page has no size, and every place in it is wrong.
      if (!blocks[index] || !innerHeight) return;
      hold.land();
      const { by, top, height } = sight();
      const box = edges(index), point = box.top - top + box.height * fraction;
      if (point >= 0 && point <= height - 24) return;
      quiet();
      hold.letGo();
      by.scrollTop += point - height / 3;
    },
    text() { return document.body.innerText; },
  };
  window.cd = cd;

  // -- what the reader does ------------------------------------------------------------------------------------

  followScrolling(() => {
    if (!blocks.length) return null;
    const { by, top } = sight(), block = atTop(), box = edges(block);
    if (!hold.isHeld() && by.scrollTop >= 2) hold.lead({ mark: blocks[block], index: block, fraction: 0, top: box.top - top });
    return { block: block, fraction: by.scrollTop < 2 ? 0 : (top + TOP - box.top) / Math.max(box.height, 1) };
  }, () => { const by = scroller(); return by === document.scrollingElement ? document : by; });

  function blockOf(node) {
    if (!start || !start.parentNode.contains(node)) return -1;
    while (node.parentNode !== start.parentNode) {
      node = node.parentNode;
      if (!node) return -1;
    }
    for (let at = node; at; at = at.previousSibling) {
      if (at === end || at === tail) return -1;
      const index = at.nodeType === Node.COMMENT_NODE ? blocks.indexOf(at) : -1;
      if (index >= 0) return index;
    }
    return -1;
  }

  // Between two blocks what holds them all is clicked: the one above is meant.
  function blockAbove(y) {
    const index = topBlock(blocks.length, (at) => edges(at).top, y);
    return y < edges(0).top || y > edges(blocks.length - 1).bottom ? null : { block: index, fraction: 1, word: "", before: "" };
  }

  function placeOf(event) {
    const index = blockOf(event.target);
    if (blocks.length && event.target === start.parentNode) return blockAbove(event.clientY);
    const [word, before] = wordAt(event.clientX, event.clientY);
    if (index >= 0) {
      const box = edges(index), fraction = (event.clientY - box.top) / Math.max(box.height, 1);
      return { block: index, fraction: fraction, word: word, before: before };
    }
    // Layouts that rewrite the body leave no blocks: the word alone has to lead.
    const leads = !start && word && !event.target.closest("h1");
    return leads ? { block: -1, fraction: 0, word: word, before: before } : null;
  }

  followClicks(placeOf, (event) => { if (event.target.closest("h1")) report("header", {}); });
})();
