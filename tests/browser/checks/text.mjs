// The law of the redline in every view: what is seen of the baseline is the old version, what is
// seen of the proposed text the new one, word for word and in order.

import { readFileSync } from "node:fs";

import { choose, demand, demandNone, firstDifference, open, openFolds, seenWords, settled } from "../lib.mjs";

const EVERYWHERE = ["small", "large", "hostile"];
const NO_WORDS_OF_A_VERSION = "[data-ui], [data-generated]";

function demandSame(got, want, what) {
  const difference = firstDifference(got, want);
  demand(!difference, () => `${what} differs ${difference}`);
}

const words = (file) => readFileSync(file, "utf8");

/** What is seen in a view is the words of one version. */
function reads(view, version) {
  return {
    name: `the view ${view} is the ${version} version`,
    pages: EVERYWHERE,
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      await openFolds(opened.page);
      await choose(opened.page, view);
      demandSame(await seenWords(opened.page, "main"), words(page[version]), view);
      await opened.close();
    },
  };
}

/** The redline without its insertions and without its deletions. */
async function redlineReads(opened, page) {
  for (const [version, without] of [["old", "ins"], ["new", "del"]]) {
    const passOver = `${NO_WORDS_OF_A_VERSION}, ${without}`;
    demandSame(await seenWords(opened.page, "main", { passOver }), words(page[version]), version);
  }
}

export const checks = [
  {
    name: "the redline is both versions",
    pages: EVERYWHERE,
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      await openFolds(opened.page);
      await redlineReads(opened, page);
      await opened.close();
    },
  },
  {
    name: "the redline is both versions without scripts, and no control is shown",
    pages: EVERYWHERE,
    async run({ browser, page }) {
      const opened = await open(browser, page.file, { javaScriptEnabled: false });
      await openFolds(opened.page);
      await redlineReads(opened, page);
      const shown = await opened.page.evaluate(() =>
        [...document.querySelectorAll("button, #ui-toolbar")].filter((e) => e.checkVisibility()).length);
      demand(shown === 0, `${shown} controls are shown that do nothing`);
      await opened.close();
    },
  },
  reads("proposed", "new"),
  reads("baseline", "old"),
  {
    name: "side by side, each version has a column, clause opposite clause",
    pages: EVERYWHERE,
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      await openFolds(opened.page);
      await choose(opened.page, "side");
      // Columns are filled as they come near; paper needs all of them.
      await opened.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      const passOver = "[data-ui]:not(.twin), [data-generated]";
      const left = await seenWords(opened.page, "main .twin, main .c.old", { passOver });
      demandSame(left, words(page.old), "the left column");
      const right = await seenWords(opened.page, "main .c:not(.old, .twin)");
      demandSame(right, words(page.new), "the right column");
      await settled(opened.page);
      const askew = await opened.page.evaluate(() => {
        const box = (element) => element.getBoundingClientRect();
        const clauses = [...document.querySelectorAll("main .twin + .c:not(.old, .twin)")]
          .slice(0, 300)
          .filter((clause) => clause.checkVisibility() && clause.previousElementSibling.checkVisibility());
        // To measure a section that is out of view lays it out, which moves what is below.
        clauses.forEach(box);
        return clauses
          .filter((clause) => {
            const [left, right] = [box(clause.previousElementSibling), box(clause)];
            return left.right > right.left + 1 || Math.abs(left.top - right.top) > 1;
          })
          .map((clause) => clause.id);
      });
      demandNone(askew, "clauses do not stand opposite each other");
      await opened.close();
    },
  },
];
