const idle = self.requestIdleCallback ?? (act => setTimeout(act, 200));
// The change list where the mark-up has none, the contents beside the text, and the ticks.
const listed = () => {
  const list = document.querySelector("#ui-list[data-lazy]");
  if (!list) return;
  list.removeAttribute("data-lazy");
  list.previousElementSibling.remove();
  const told = main.querySelectorAll(CHANGED + ",.c:not(.old,.twin):is([data-affected],[data-formatting],[data-check])");
  let chunk = null;
  for (const el of told) {
    if (!chunk || chunk.children.length === 100) list.append(chunk = document.createElement("ol"));
    const item = document.createElement("li"), link = document.createElement("a");
    item.className = kinds(el).join(" ");
    link.href = "#" + el.id;
    link.textContent = name(el);
    item.append(link, " " + kinds(el).map(kind => WORDS[kind]).join(", "));
    chunk.append(item);
  }
};
const panel = document.querySelector(".side-list");
const beside = matchMedia("(min-width:80rem)");
const arrange = () => {
  const contents = document.querySelector(".toc");
  if (contents) contents.open = wide.matches;
  if (panel) panel.open = beside.matches;
};
arrange();
wide.addEventListener("change", arrange);
beside.addEventListener("change", arrange);
panel?.addEventListener("toggle", () => idle(listed));

// At most 200 ticks, where the changed clauses stand in the height of the page.
const TICKS = 200;
const ticks = () => {
  const whole = root.scrollHeight, rows = new Map();
  for (const section of main.querySelectorAll(":scope>.k")) {
    const box = section.getBoundingClientRect(), children = section.children;
    for (let i = 0; i < children.length; i += 1) {
      if (!children[i].matches(CHANGED)) continue;
      const y = box.top + scrollY + box.height * (i + 0.5) / children.length;
      const kind = kinds(children[i])[0], row = Math.min(TICKS - 1, Math.floor(y / whole * TICKS));
      if (!rows.has(row) || kind === "text") rows.set(row, kind);
    }
  }
  const svg = ui("ticks"), paths = {};
  for (const [row, kind] of rows) paths[kind] = (paths[kind] ?? "") + `M0 ${row + 0.5}h1`;
  svg.setAttribute("viewBox", `0 0 1 ${TICKS}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.replaceChildren(...Object.entries(paths).map(([kind, d]) => {
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("class", kind);
    path.setAttribute("d", d);
    return path;
  }));
};
let due = 0;
const retick = () => { clearTimeout(due); due = setTimeout(() => idle(ticks), 300); };
addEventListener("load", retick);
addEventListener("resize", retick);
main.addEventListener("toggle", retick, true);
ui("views").addEventListener("change", retick);
