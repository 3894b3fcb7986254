// Going to a clause by its number, and searching in both readings of every clause.
const plain = text => text.toLowerCase().replace(/[\s“”"']+/g, " ").trim();
const open = (menu, field) => { ui(menu).open = true; ui(field).select(); ui(field).focus(); };
on("go", "submit", event => {
  event.preventDefault();
  const typed = ui("go-to").value.trim(), wanted = plain(typed);
  if (!wanted) return;
  const clauses = [...main.querySelectorAll(".c[data-clause]")];
  const named = test => clauses.find(el => test(plain(el.dataset.clause)));
  const el = $(typed)?.closest(".c") ?? named(citation => citation === wanted) ?? $("old-" + typed)?.closest(".c")
    ?? named(citation => citation.startsWith(wanted));
  ui("finder").open = !el;
  if (el) go(el); else say(`There is no clause “${typed}”`);
});
// A changed clause is searched as each version has it; the words of its notes are no words of it.
const readings = el => {
  if (!el.querySelector("ins,del,[data-ui]")) return [el.textContent];
  return ["ins", "del"].map(dropped => {
    const copy = el.cloneNode(true);
    for (const out of copy.querySelectorAll(dropped + ",[data-ui]")) out.remove();
    return copy.textContent;
  });
};
let sought = "";
let hits = [];
const search = backwards => {
  const typed = ui("search-for").value.trim(), words = plain(typed);
  if (!words) return;
  if (words !== sought) {
    sought = words;
    hits = [...main.querySelectorAll(".c:not(.twin)")].filter(el => readings(el).some(text => plain(text).includes(words)));
  }
  if (!hits.length) return say(`No clause has “${typed}”`);
  const i = hits.indexOf(current);
  const next = i < 0 ? 0 : (i + (backwards ? hits.length - 1 : 1)) % hits.length;
  go(hits[next]);
  say(`${next + 1} of ${hits.length} with “${typed}”: ${name(hits[next])}`);
  ui("search-for").focus({ preventScroll: true });
};
on("search", "submit", event => { event.preventDefault(); search(false); });
on("search-for", "keydown", event => {
  if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); search(true); }
});
