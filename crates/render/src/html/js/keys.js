// Single keys, once they are switched on.
const KEYS = {
  n: () => step(true), p: () => step(false), N: () => step(true, true), P: () => step(false, true),
  1: () => show("redline"), 2: () => show("proposed"), 3: () => show("baseline"), 4: () => show("side"),
  m: counterpart, g: () => open("finder", "go-to"), "/": () => open("finder", "search-for"),
  f: fold, l: copy, "?": help,
};
addEventListener("keydown", event => {
  if (event.key === "Escape") {
    const menu = menus.find(menu => menu.open);
    if (menu) { menu.open = false; menu.firstElementChild.focus(); }
    return;
  }
  const typing = event.target.closest?.("input:not([type=radio],[type=checkbox]),textarea,select,[contenteditable]");
  const act = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
  if (!act || typing || !ui("keys").checked || ui("help").open || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});
follow();
