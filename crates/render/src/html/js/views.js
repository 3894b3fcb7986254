// The views, filters and folds: attributes of the root, which the style sheet reads.
const notice = ui("notice");
const VIEWS = {
  proposed: "You are reading the proposed text. Deletions are not shown.",
  baseline: "You are reading the baseline. Insertions are not shown.",
  side: "Baseline at the left, proposed text at the right.",
};
const radio = value => document.querySelector(`[name=view][value=${value}]`);
const wide = matchMedia("(min-width:64rem)");
const tell = () => {
  const view = root.dataset.view, only = shown();
  notice.hidden = !view && !only;
  const faint = only && `${document.querySelectorAll("[name=kind]:not(:checked)").length} kinds of change are drawn faintly and passed over; nothing is left out.`;
  notice.firstElementChild.textContent = [VIEWS[view], faint].filter(Boolean).join(" ");
  ui("notice-undo").textContent = only ? "Show all kinds" : "Back to the redline";
};
// The clause itself, else that next to it which the view shows.
const nearest = el => {
  const shows = near => near?.getClientRects().length;
  for (let after = el, before = el; after || before; after = after?.nextElementSibling, before = before?.previousElementSibling) {
    if (shows(after)) return after;
    if (shows(before)) return before;
  }
  const outer = el.parentElement.closest(".k,.fold");
  return outer && nearest(outer);
};
// Does something to the page and keeps the clause that is being read where it is.
const keeping = act => {
  const scrolled = scrollY > 0;
  const el = at();
  const top = el?.getBoundingClientRect().top;
  act(el);
  if (!el || !scrolled) return;
  const still = nearest(el);
  const back = () => {
    const moved = still ? still.getBoundingClientRect().top - top : 0;
    if (Math.abs(moved) > 1) scrollBy({ top: moved, behavior: "instant" });
  };
  back();
  // The browser may have held another place.
  requestAnimationFrame(back);
};
const show = view => {
  if (view === "side" && !wide.matches) return say(ui("side-reason").textContent);
  radio(view).checked = true;
  keeping(el => {
    if (view === "side") pair(el);
    if (view === "redline") delete root.dataset.view; else root.dataset.view = view;
    tell();
  });
};
ui("views").addEventListener("change", event => show(event.target.value));
const room = () => {
  if (matchMedia("print").matches) return;
  radio("side").disabled = !wide.matches;
  ui("side-reason").hidden = wide.matches;
  radio("side").parentElement.title = wide.matches ? "" : ui("side-reason").textContent;
  if (!wide.matches && root.dataset.view === "side") show("redline");
};
wide.addEventListener("change", room);
room();

const filter = () => {
  const boxes = [...document.querySelectorAll("[name=kind]")];
  const only = boxes.filter(box => box.checked && !box.disabled).map(box => box.value);
  if (boxes.every(box => box.checked || box.disabled)) delete root.dataset.only; else root.dataset.only = only.join(" ");
  tell();
};
const every = checked => {
  for (const box of document.querySelectorAll("[name=kind]:enabled")) box.checked = checked;
  filter();
};
ui("filters")?.addEventListener("change", filter);
on("kinds-all", "click", () => every(true));
on("kinds-none", "click", () => every(false));
on("notice-undo", "click", () => { if (shown()) every(true); else show("redline"); });

const folds = () => main.getElementsByClassName("fold");
const folded = close => {
  ui("fold").setAttribute("aria-pressed", close);
  if (close) delete root.dataset.fold; else root.dataset.fold = "none";
};
const fold = () => {
  const close = ui("fold").getAttribute("aria-pressed") !== "true";
  keeping(() => {
    for (const el of main.querySelectorAll(".fold,.more")) el.open = !close;
    folded(close);
  });
  say(close ? "Unchanged clauses are folded" : "All clauses are shown");
};
if (!folds().length) ui("fold").disabled = true;
else folded(!folds()[0].open);
on("fold", "click", fold);
