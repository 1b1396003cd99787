// What the pages of the preview share. Runs in a world of its own beside a page whose own scripts are off, and
// reports to the desk by console messages that only our scripts can sign.
const common = (function (token) {
  "use strict";
  const versions = {};
  let quietUntil = 0;
  // Whether a scroll that is told just now is the page's own, which keeps to its place.
  let isOurs = () => false;

  function report(kind, data) {
    console.log(token + JSON.stringify({ kind: kind, data: data }));
  }

  function morphAttributes(old, fresh) {
    for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const name of fresh.getAttributeNames()) {
      const value = fresh.getAttribute(name);
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
  }

  // Makes the children of `parent` from `a` up to `stop` into `fresh`, keeping what is of the same kind.
  function morphList(parent, a, stop, fresh) {
    for (const b of fresh) {
      if (a === stop) parent.insertBefore(b, stop);
      else if (a.nodeType === b.nodeType && a.nodeName === b.nodeName) {
        if (a.nodeType === Node.ELEMENT_NODE) morph(a, b);
        else if (a.data !== b.data) a.data = b.data;
        a = a.nextSibling;
      } else {
        const gone = a;
        a = a.nextSibling;
        parent.replaceChild(b, gone);
      }
    }
    while (a !== stop) { const gone = a; a = a.nextSibling; gone.remove(); }
  }

  // Pictures, films and open <details> keep their state when only the words around them change.
  function morph(old, fresh) {
    morphAttributes(old, fresh);
    morphList(old, old.firstChild, null, [...fresh.childNodes]);
  }

  // An address that is none must not stop the blocks after it from being shown.
  function pathOf(address) {
    try {
      return decodeURIComponent(new URL(address, document.baseURI).pathname);
    } catch {
      return "";
    }
  }

  // Like animations by style sheet, what else moves by itself stands still.
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

  function setVersion(path, version) {
    versions[path] = version;
    freshen(document);
  }

  function wordAt(x, y) {
    const range = document.caretRangeFromPoint(x, y);
    if (!range || range.startContainer.nodeType !== Node.TEXT_NODE) return ["", ""];
    const text = range.startContainer.data, at = range.startOffset;
    let from = at, to = at;
    while (from > 0 && !/\s/.test(text[from - 1])) from--;
    while (to < text.length && !/\s/.test(text[to])) to++;
    return [text.slice(from, to), text.slice(Math.max(0, from - 12), from)];
  }

  // Reports a click with its place (`placeOf`), or leaves it to `elsewhere`. A link leads nowhere, with Ctrl to the browser.
  function followClicks(placeOf, elsewhere) {
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
      else elsewhere(event);
    }, true);
  }

  // What scrolls next is our own doing, and no wish of the reader's.
  function quiet() { quietUntil = performance.now() + 200; }

  // Returns which of `count` blocks is the last to begin above the place that a block is brought to.
  function topBlock(count, topOf, place) {
    let low = 0, high = count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      // One that was brought to the top may stand a pixel or two lower: the engine scrolls by whole pixels of the screen.
      if (topOf(middle) < place + 2) low = middle; else high = middle - 1;
    }
    return low;
  }

  // Reports what stands at the top (`placeAtTop`, null where nothing does), once a frame while `scroller()` is scrolled.
  function followScrolling(placeAtTop, scroller = () => document) {
    let queued = false;
    addEventListener("scroll", (event) => {
      if (queued || event.target !== scroller()) return;
      queued = true;
      let led = performance.now() < quietUntil || isOurs();
      requestAnimationFrame(() => {
        queued = false;
        const place = placeAtTop();
        if (!place) return;
        led = led || performance.now() < quietUntil;
        report("scroll", { led: led, block: place.block, fraction: Math.min(Math.max(place.fraction, 0), 1) });
      });
    }, { passive: true, capture: true });
  }

  // Leads `scroller()` to a place and holds it there while what stands above gets its height: blocks that come into
  // sight, pictures, fonts, style sheets. `distanceOf` says how far down from where it belongs a place stands, null when
  // it has gone. Whoever else scrolls lets go of it, and what then stands at the top is to be held.
  function holding(scroller, distanceOf) {
    let held = null, landed = 0;
    function land() {
      const distance = held && distanceOf(held);
      if (distance === null) { held = null; return; }
      if (Math.abs(distance) > 1) scroller().scrollTop += distance;
      landed = scroller().scrollTop;
    }
    const observer = new ResizeObserver(land);
    addEventListener("load", land, true);
    addEventListener("scroll", () => {
      if (held && Math.abs(scroller().scrollTop - landed) > 2) held = null;
    }, { passive: true, capture: true });
    isOurs = () => held !== null;
    return {
      lead(place) { held = place; land(); },
      land: land,
      isHeld: () => held !== null,
      letGo() { held = null; },
      watch(elements) { observer.disconnect(); for (const element of elements) observer.observe(element); },
    };
  }

  addEventListener("auxclick", (event) => event.preventDefault(), true);
  addEventListener("submit", (event) => event.preventDefault(), true);

  return {
    report, morph, morphAttributes, morphList, still, freshen, setVersion, wordAt,
    quiet, topBlock, followClicks, followScrolling, holding,
  };
})("$token");
