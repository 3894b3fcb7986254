// The controls do what they say, and where the reader is, what is focused, what the address says
// and what is announced agree.

import { choose, demand, demandEqual, open, seenWords } from "../lib.mjs";

/** Where the reader is by each way to know it. */
function place(page) {
  return page.evaluate(() => {
    const hash = decodeURIComponent(location.hash.slice(1));
    const element = document.getElementById(hash);
    const box = element?.getBoundingClientRect();
    const bar = document.getElementById("ui-toolbar").getBoundingClientRect();
    return {
      hash,
      focus: document.activeElement.id,
      status: document.getElementById("ui-status").textContent,
      citation: element?.dataset.clause ?? "",
      // Below the bar where that sticks to the top, and above the lower edge.
      inView: !!box && box.height > 0 && box.top >= (bar.top < 1 ? bar.bottom - 1 : 0) && box.top < innerHeight,
    };
  });
}

async function agrees(page, step) {
  await page.waitForTimeout(80);
  const at = await place(page);
  demand(at.hash && at.focus === at.hash, () => `${step}: the focus and the address differ: ${JSON.stringify(at)}`);
  demand(at.inView, () => `${step}: the clause is not in view: ${JSON.stringify(at)}`);
  demand(at.status.includes(at.citation), () => `${step}: another clause is announced: ${JSON.stringify(at)}`);
  return at;
}

async function switchKeysOn(page) {
  await page.click("#ui-more > summary");
  await page.check("#ui-keys");
  await page.click("#ui-more > summary");
}

export const checks = [
  {
    name: "keys act only once they are switched on",
    pages: ["small"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      const before = await place(opened.page);
      for (const key of ["n", "p", "2", "f", "?"]) await opened.page.keyboard.press(key);
      const untouched = await place(opened.page);
      demandEqual(untouched.hash, "", "address after keys that are off");
      demandEqual(untouched.status, before.status, "status after keys that are off");
      demandEqual(await opened.page.evaluate(() => document.documentElement.dataset.view ?? ""), "", "view");

      await switchKeysOn(opened.page);
      await opened.page.keyboard.press("n");
      const first = await agrees(opened.page, "n");
      demand(/^Change 1 of \d/.test(first.status), () => `after n: ${first.status}`);
      await opened.page.keyboard.press("n");
      const second = await agrees(opened.page, "n again");
      demand(second.hash !== first.hash, "n does not go on");
      await opened.page.keyboard.press("p");
      demandEqual((await agrees(opened.page, "p")).hash, first.hash, "p goes back");

      await opened.page.keyboard.press("3");
      demandEqual(await opened.page.evaluate(() => document.documentElement.dataset.view), "baseline", "view after 3");
      await opened.page.keyboard.press("1");
      await opened.page.keyboard.press("/");
      await opened.page.keyboard.type("nnn?");
      demandEqual(await opened.page.inputValue("#ui-search-for"), "nnn?", "what was typed into the search");
      await opened.page.keyboard.press("Escape");
      await opened.page.keyboard.press("?");
      demand(await opened.page.evaluate(() => document.getElementById("ui-help").open), "? opens no help");
      await opened.page.keyboard.press("Escape");
      await opened.close();
    },
  },
  {
    name: "next visits every change, each once",
    pages: ["small"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      const visited = [];
      for (let i = 0; i < page.changed; i += 1) {
        await opened.page.click("#ui-next");
        const at = await agrees(opened.page, `change ${i + 1}`);
        demand(at.status.startsWith(`Change ${i + 1} of `), () => `change ${i + 1} is announced as: ${at.status}`);
        visited.push(at.hash);
      }
      demandEqual(new Set(visited).size, page.changed, "changes visited");
      await opened.page.click("#ui-next");
      demandEqual((await place(opened.page)).hash, visited.at(-1), "place after the last change");
      await opened.close();
    },
  },
  {
    name: "a link into a fold opens it and lands in view",
    pages: ["small", "large"],
    async run({ browser, page }) {
      const asked = await open(browser, page.file);
      const ids = await asked.page.evaluate(() => {
        const folded = [...document.querySelectorAll("main details:not([open]) [data-clause][id]")];
        const aliases = [...document.querySelectorAll("main details:not([open]) [id^='old-']")];
        return [folded.at(-1)?.id, folded.at(folded.length >> 1)?.id, aliases.at(-1)?.id].filter(Boolean);
      });
      await asked.close();
      for (const id of ids) {
        const opened = await open(browser, page.file, { hash: `#${encodeURIComponent(id)}` });
        await opened.page.waitForTimeout(300);
        const { box, bar, height, folded } = await opened.page.evaluate((id) => {
          const element = document.getElementById(id).closest(".c");
          return {
            box: element.getBoundingClientRect().toJSON(),
            bar: document.getElementById("ui-toolbar").getBoundingClientRect().toJSON(),
            height: innerHeight,
            folded: !!element.closest("details:not([open])"),
          };
        }, id);
        demand(!folded, `${id} is still folded`);
        const top = bar.top < 1 ? bar.bottom - 1 : 0;
        demand(box.top >= top && box.top < height, `${id} is at ${box.top}, below ${top} and above ${height} is in view`);
        await opened.close();
      }
    },
  },
  {
    name: "a filter takes nothing away and says that it is on",
    pages: ["small"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      const before = await seenWords(opened.page, "main");
      await opened.page.click("#ui-filters > summary");
      await opened.page.click("#ui-kinds-none");
      await opened.page.keyboard.press("Escape");
      demand(await opened.page.isVisible("#ui-notice"), "no notice says that a filter is on");
      demandEqual(await seenWords(opened.page, "main"), before, "text under a filter");
      await opened.page.click("#ui-notice-undo");
      demand(!(await opened.page.isVisible("#ui-notice")), "the notice stays");
      await opened.close();
    },
  },
  {
    name: "the reader's clause stays in place when the view changes",
    pages: ["large"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      for (let i = 0; i < 3; i += 1) await opened.page.click("#ui-next");
      const id = (await place(opened.page)).hash;
      const top = () => opened.page.evaluate((id) => {
        const element = document.getElementById(id);
        return element.getClientRects().length ? element.getBoundingClientRect().top : null;
      }, id);
      const before = await top();
      for (const view of ["proposed", "side", "redline", "baseline"]) {
        await choose(opened.page, view);
        await opened.page.waitForTimeout(100);
        const after = await top();
        demand(after === null || Math.abs(after - before) < 40, `${view} moves the clause from ${before} to ${after}`);
      }
      await opened.close();
    },
  },
  {
    name: "where a view does not show the reader's clause, the next to it stays in place",
    pages: ["small", "large"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      const places = await opened.page.evaluate(() => {
        const clauses = [...document.querySelectorAll("main .k > .c")];
        const isNew = (clause) => clause?.matches(".new") && !clause.matches(".old");
        const isOld = (clause) => clause && !clause.matches(".new,.old,.twin");
        const there = clauses.filter((clause) => isNew(clause) && isOld(clause.previousElementSibling));
        return there.slice(-3).map((clause) => [clause.id, clause.previousElementSibling.id]);
      });
      demand(places.length, "no clause is new beside one that stays");
      for (const [id, beside] of places) {
        await choose(opened.page, "redline");
        await opened.page.evaluate((id) => (location.hash = id), id);
        await opened.page.waitForTimeout(150);
        await choose(opened.page, "baseline");
        await opened.page.waitForTimeout(150);
        const box = await opened.page.evaluate((beside) => {
          const { top, bottom } = document.getElementById(beside).getBoundingClientRect();
          return { top, bottom, height: innerHeight };
        }, beside);
        demand(box.bottom > 0 && box.top < box.height, () => `${beside} is out of view beside ${id}: ${JSON.stringify(box)}`);
      }
      await opened.close();
    },
  },
  {
    name: "going to a clause and searching find it",
    pages: ["small"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      const citation = await opened.page.evaluate(() =>
        [...document.querySelectorAll("main .c[data-clause]:not(.old)")].at(-1).dataset.clause);
      await opened.page.click("#ui-finder > summary");
      await opened.page.fill("#ui-go-to", citation);
      await opened.page.press("#ui-go-to", "Enter");
      await opened.page.waitForTimeout(80);
      demandEqual((await place(opened.page)).citation, citation, "clause gone to");
      await opened.page.click("#ui-finder > summary");
      await opened.page.fill("#ui-search-for", "the");
      await opened.page.press("#ui-search-for", "Enter");
      await opened.page.waitForTimeout(80);
      demand(/^1 of \d/.test((await place(opened.page)).status), "the search announces no first hit");
      await opened.close();
    },
  },
  {
    name: "the other place of a move is one step away",
    pages: ["small"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      const ids = await opened.page.evaluate(() => {
        const link = document.querySelector("main .c.new > .mv a");
        return link && [link.closest(".c").id, decodeURIComponent(link.hash.slice(1))];
      });
      if (ids) {
        const [here, there] = ids;
        await opened.page.evaluate((id) => (location.hash = `#${encodeURIComponent(id)}`), here);
        await opened.page.waitForTimeout(80);
        await opened.page.click("#ui-more > summary");
        await opened.page.click("#ui-counterpart");
        demandEqual((await agrees(opened.page, "counterpart")).hash, there, "the other place");
      }
      demandEqual(!!ids, page.kinds.moved > 0, "whether the page links a move");
      await opened.close();
    },
  },
  {
    name: "a blocked storage breaks nothing",
    pages: ["small"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      await opened.page.addInitScript(() =>
        Object.defineProperty(window, "localStorage", { get() { throw new Error("blocked"); } }));
      await opened.page.reload();
      await opened.page.click("#ui-next");
      await agrees(opened.page, "next");
      demandEqual(opened.errors.join("; "), "", "errors in the page");
      await opened.close();
    },
  },
];
