// Where the reader is, and going from change to change.
const CHANGED = ".c:not(.twin):is([data-status=inserted],[data-status=deleted],:not(.old):is([data-status=amended],[data-moved],[data-renumbered]))";
const WORDS = { text: "text", inserted: "inserted", deleted: "deleted", moved: "moved", numbering: "numbering only",
  references: "reference follows", check: "reference to check", formatting: "formatting", affected: "affected" };
let all = null;
let current = null;
let expected = null;
const changes = () => all ??= [...main.querySelectorAll(CHANGED)];
const OF = {
  text: "[data-status=amended]:not([data-consequential])", inserted: "[data-status=inserted]", deleted: "[data-status=deleted]",
  moved: "[data-moved]", numbering: "[data-renumbered][data-status=unchanged]:not([data-moved])",
  references: "[data-consequential]", check: "[data-check]", formatting: "[data-formatting]", affected: "[data-affected]",
};
const kinds = el => Object.keys(OF).filter(kind => el.matches(OF[kind]));
const name = el => {
  const { clause } = el.dataset, heading = el.querySelector("h2,h3,h4,h5,h6")?.textContent.trim();
  return el.id.includes("~text") ? ("Text" + (clause && " of " + clause)) : clause || heading || "Text";
};
const shown = () => root.dataset.only?.split(" ");
const stands = el => {
  const only = shown(), view = root.dataset.view;
  return (!only || kinds(el).some(kind => only.includes(kind)))
    && !(view === "proposed" && el.classList.contains("old"))
    && !(view === "baseline" && el.classList.contains("new"));
};
const inView = el => {
  const box = el.getBoundingClientRect();
  return box.height > 0 && box.bottom > toolbar.offsetHeight && box.top < innerHeight;
};
// The first clause below the controls.
const here = () => {
  const box = main.getBoundingClientRect();
  const top = Math.max(box.top, toolbar.getBoundingClientRect().top < 9 ? toolbar.offsetHeight : 0);
  for (let y = top + 8; y < innerHeight; y += 16) {
    const el = document.elementFromPoint(box.left + Math.min(box.width, 600) / 2, y)?.closest("main .c");
    if (el) return el;
  }
  return null;
};
const at = () => current && inView(current) ? current : here();
const reveal = el => {
  for (let fold = el.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
};
const announce = el => {
  const list = changes().filter(stands), i = list.indexOf(el), words = kinds(el).map(kind => WORDS[kind]).join(", ") || "unchanged";
  if (i < 0) return say(`${name(el)}: ${words}`);
  const wide = text => Object.assign(document.createElement("span"), { className: "wide", textContent: text });
  status.replaceChildren(wide("Change "), `${i + 1} of ${list.length}`, wide(`${shown() ? " in the filter" : ""}: ${name(el)}, ${words}`));
};
const arrive = el => {
  current = el;
  reveal(el);
  el.tabIndex = -1;
  el.focus({ preventScroll: true });
  el.scrollIntoView();
  // What lies between was of unknown height until now.
  requestAnimationFrame(() => el.scrollIntoView());
  announce(el);
};
const go = el => {
  if (!el) return;
  expected = el.id;
  if (decodeURIComponent(location.hash.slice(1)) !== el.id) location.replace("#" + el.id);
  arrive(el);
};
const target = () => {
  let id = location.hash.slice(1);
  try { id = decodeURIComponent(id); } catch { /* as it is */ }
  const el = id && $(id);
  return el ? el.closest(".c") || el : null;
};
const follow = () => {
  const el = target();
  if (!el?.matches(".c")) return;
  if (el.id === expected) { expected = null; return; }
  arrive(el);
};
addEventListener("hashchange", follow);
const step = (forward, textOnly) => {
  const from = at();
  const visited = from === current;
  const list = changes().filter(el => stands(el) && (!textOnly || kinds(el).some(kind => ["text", "inserted", "deleted"].includes(kind))));
  const beyond = forward ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const isBeyond = el => !from || (el === from ? !visited && forward : from.compareDocumentPosition(el) & beyond);
  const to = forward ? list.find(isBeyond) : list.findLast(isBeyond);
  if (to) go(to); else say(forward ? "No change after this one" : "No change before this one");
};
// A clause below a moved one goes with it; the link stands at the top of what moved.
const counterpart = () => {
  let el = at();
  const side = el?.matches(".old") ? ".old" : ".new";
  while (el?.matches(`${side},.twin`) && !el.querySelector(":scope>.mv")) el = el.previousElementSibling;
  const link = el?.matches(side) && el.querySelector(":scope>.mv a");
  if (link) go($(decodeURIComponent(link.hash.slice(1)))); else say("This clause was not moved");
};
const copy = async () => {
  const el = at();
  if (!el) return;
  const link = location.href.split("#")[0] + "#" + encodeURIComponent(el.id);
  try { await navigator.clipboard.writeText(link); say("Link copied: " + name(el)); } catch { say("The link: " + link); }
};
on("next", "click", () => step(true));
on("previous", "click", () => step(false));
on("next-text", "click", () => step(true, true));
on("previous-text", "click", () => step(false, true));
on("counterpart", "click", () => counterpart());
on("copy", "click", copy);
