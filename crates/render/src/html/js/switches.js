// Theme, marks without colour, text markers; menus, help, print.
for (const input of document.querySelectorAll("[name=theme]")) {
  input.checked = input.value === (recall("theme") || "auto");
  input.addEventListener("change", () => {
    root.dataset.theme = input.value;
    remember("theme", input.value);
  });
}
for (const key of ["mono", "markers"]) {
  ui(key).checked = !!recall(key);
  on(key, "change", () => {
    if (ui(key).checked) root.dataset[key] = "1"; else delete root.dataset[key];
    remember(key, ui(key).checked ? "1" : "");
  });
}
ui("keys").checked = !!recall("keys");
on("keys", "change", () => remember("keys", ui("keys").checked ? "1" : ""));

const menus = [...document.querySelectorAll(".menu")];
const shut = besides => { for (const menu of menus) if (menu !== besides) menu.open = false; };
document.addEventListener("click", event => shut(event.target.closest(".menu")));
ui("menu").addEventListener("click", () => {
  const button = ui("menu"), opens = button.getAttribute("aria-expanded") !== "true";
  button.setAttribute("aria-expanded", opens);
  toolbar.classList.toggle("opened", opens);
});
ui("more").addEventListener("click", event => { if (event.target.closest("button")) ui("more").open = false; });
const help = () => ui("help").showModal();
on("open-help", "click", help);

on("print", "click", () => print());
on("print-changed", "click", () => { root.dataset.print = "changed"; print(); });
addEventListener("afterprint", () => { delete root.dataset.print; });

// What is gone to is not to be hidden below the controls.
const clear = () => {
  const height = getComputedStyle(toolbar).position === "sticky" ? toolbar.offsetHeight : 0;
  root.style.scrollPaddingTop = `${height + 12}px`;
  for (const el of document.querySelectorAll("nav,aside")) el.style.top = `${height}px`;
};
clear();
new ResizeObserver(clear).observe(toolbar);
