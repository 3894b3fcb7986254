(() => {
"use strict";
const root = document.documentElement;
const $ = id => document.getElementById(id);
const ui = name => $("ui-" + name);
// Storage may be blocked; the page then forgets.
const recall = name => { try { return localStorage.getItem("keeling." + name); } catch { return null; } };
const remember = (name, value) => { try { localStorage.setItem("keeling." + name, value); } catch { /* forgotten */ } };
// Before anything is drawn, so that nothing flickers.
root.dataset.js = "";
for (const name of ["theme", "mono", "markers"]) {
  const value = recall(name);
  if (value) root.dataset[name] = value;
}
document.addEventListener("DOMContentLoaded", () => {
const main = $("redline");
const toolbar = ui("toolbar");
const status = ui("status");
const say = text => { status.textContent = text; };
const on = (name, event, act) => ui(name)?.addEventListener(event, act);
