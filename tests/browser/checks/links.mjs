// Every link leads somewhere, no id stands twice, and the counts of the page agree with each other
// and with the redline.

import { demandEqual, demandNone, open } from "../lib.mjs";

const EVERYWHERE = ["small", "large", "hostile"];

export const checks = [
  {
    name: "every link resolves and no id stands twice",
    pages: EVERYWHERE,
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      const { twice, dangling } = await opened.page.evaluate(() => {
        const ids = new Set();
        const twice = [];
        for (const { id } of document.querySelectorAll("[id]")) {
          if (ids.has(id)) twice.push(id);
          ids.add(id);
        }
        const dangling = [];
        for (const link of document.querySelectorAll("a[href^='#']")) {
          const id = decodeURIComponent(link.getAttribute("href").slice(1));
          if (!ids.has(id)) dangling.push(link.outerHTML.slice(0, 160));
        }
        for (const name of ["for", "aria-labelledby", "aria-describedby", "aria-controls"]) {
          for (const element of document.querySelectorAll(`[${name}]`)) {
            const missing = element.getAttribute(name).split(/\s+/).filter((id) => !ids.has(id));
            if (missing.length) dangling.push(`${name}: ${missing}`);
          }
        }
        return { twice, dangling };
      });
      demandNone(twice, "ids stand twice");
      demandNone(dangling, "links lead nowhere");
      await opened.close();
    },
  },
  {
    name: "the counts agree with the redline",
    pages: EVERYWHERE,
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      const told = await opened.page.evaluate(() => {
        const number = (text) => Number(text.replace(/[^\d]/g, ""));
        const kinds = {};
        for (const box of document.querySelectorAll("[name=kind]")) {
          kinds[box.value] = number(box.closest("label").querySelector("b").textContent);
        }
        const panel = document.querySelector("#changes details");
        if (panel) panel.open = true;
        return { kinds, changes: number(document.getElementById("ui-status").textContent) };
      });
      for (const [kind, count] of Object.entries(page.kinds)) {
        demandEqual(told.kinds[kind] ?? 0, count, `clauses of the kind ${kind}`);
      }
      demandEqual(told.changes, page.changed, "changed clauses");
      await opened.page.waitForFunction(() => !document.querySelector("#ui-list[data-lazy]"));
      const listed = await opened.page.evaluate(() => {
        const count = {};
        for (const item of document.querySelectorAll("#ui-list li")) {
          for (const kind of item.classList) count[kind] = (count[kind] ?? 0) + 1;
        }
        return count;
      });
      for (const [kind, count] of Object.entries(page.kinds)) {
        demandEqual(listed[kind] ?? 0, count, `listed clauses of the kind ${kind}`);
      }
      await opened.close();
    },
  },
];
