// Side by side: each clause that comes near gets a twin at its left, a copy that the style sheet
// shows without insertions, as the clause itself is shown without deletions.
const fill = section => {
  near.unobserve(section);
  for (const el of [...section.children]) {
    if (!el.matches(".c:not(.old,.twin)")) continue;
    const twin = el.cloneNode(!el.matches(".new"));
    for (const child of twin.querySelectorAll(":scope>[data-ui]")) child.remove();
    for (const named of [twin, ...twin.querySelectorAll("[id]")]) named.removeAttribute("id");
    twin.removeAttribute("data-clause");
    twin.removeAttribute("tabindex");
    twin.classList.add("twin");
    twin.dataset.ui = "";
    el.before(twin);
  }
};
const near = new IntersectionObserver(entries => {
  for (const entry of entries) if (entry.isIntersecting) fill(entry.target);
}, { rootMargin: "1500px" });
let paired = false;
// What is in view is filled at once, so that no empty column is seen.
const pair = el => {
  if (!paired) for (const section of main.getElementsByClassName("k")) near.observe(section);
  paired = true;
  const section = el?.closest(".k");
  if (section && !section.querySelector(":scope>.twin")) fill(section);
};
addEventListener("beforeprint", () => {
  if (root.dataset.view === "side") for (const section of main.querySelectorAll(".k:not(:has(>.twin))")) fill(section);
});
