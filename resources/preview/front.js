// A site's front page, after site.js: shows one card of it alone, where it stands, and reports its place.
(function () {
  "use strict";
  const MARK = "cd-card", CARD = "data-cd-card", WAY = "data-cd-way", ROOM = 12;
  const failed = new WeakSet();
  let card = null, last = "";

  // What stands beside the card must not lie over it; what is around it stays, for it may be what the card stands on.
  const alone = new CSSStyleSheet();
  alone.replaceSync(
    `body *:not([${CARD}], [${WAY}], [${CARD}] *) { visibility: hidden !important; } ::-webkit-scrollbar { display: none; }`
  );

  function marked() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_COMMENT);
    while (walker.nextNode()) if (walker.currentNode.data === MARK) return walker.currentNode.nextElementSibling;
    return null;
  }

  // Whether nothing that the card shows is on its way.
  function isWhole() {
    const sheets = [...document.querySelectorAll("link")].filter((link) => /\bstylesheet\b/i.test(link.rel));
    return document.fonts.status === "loaded" && [...card.querySelectorAll("img")].every((image) => image.complete) &&
      sheets.every((link) => link.sheet || link.disabled || failed.has(link));
  }

  function place() {
    if (!card || !innerHeight) return;
    scrollTo(0, scrollY + card.getBoundingClientRect().top - ROOM);
    const box = card.getBoundingClientRect();
    const data = { x: box.x, y: box.y, width: box.width, height: box.height, whole: isWhole() };
    const said = JSON.stringify(data);
    if (said === last) return;
    last = said;
    common.report("card", data);
  }

  const watch = new ResizeObserver(place);
  addEventListener("resize", place);
  document.addEventListener("load", place, true);
  document.addEventListener("error", (event) => { failed.add(event.target); place(); }, true);
  document.fonts.addEventListener("loadingdone", place);

  cd.front = function (html, own) {
    cd.frame(html, own, false);
    for (const name of [CARD, WAY]) for (const node of document.querySelectorAll(`[${name}]`)) node.removeAttribute(name);
    watch.disconnect();
    card = marked();
    last = "";
    if (!card) return;
    card.setAttribute(CARD, "");
    for (let at = card.parentElement; at && at !== document.body; at = at.parentElement) at.setAttribute(WAY, "");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, alone];
    for (const image of card.querySelectorAll("img")) image.loading = "eager";
    watch.observe(card);
    watch.observe(document.body);
    place();
  };
})();
