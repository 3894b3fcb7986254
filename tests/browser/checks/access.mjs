// What assistive technology gets: no barrier that axe-core finds, and every insertion and deletion.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { demandEqual, demandNone, open, openFolds } from "../lib.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The barriers that axe-core finds: each rule, and the first element that breaks it. */
async function barriers(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (tags) => {
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
    return violations.map(
      ({ id, help, nodes }) => `${id}: ${help}; ${nodes.length} times, first ${nodes[0].html.slice(0, 200)}`,
    );
  }, TAGS);
}

/**
 * axe-core is a script of its own, which the page's policy would refuse. It measures everything as
 * if it were in view; where all is laid out at once, nothing lies above what comes next.
 */
async function withoutBarriers({ browser, page }, context, prepare = async () => {}) {
  const opened = await open(browser, page.file, { bypassCSP: true, ...context });
  await opened.page.addStyleTag({ content: "*{content-visibility:visible!important}" });
  await prepare(opened.page);
  demandNone(await barriers(opened.page), "barriers");
  await opened.close();
}

/** Counts what the accessibility tree calls an insertion or a deletion. */
async function marksInTree(opened) {
  const session = await opened.page.context().newCDPSession(opened.page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const count = (role) => nodes.filter((node) => node.role?.value === role && !node.ignored).length;
  return { insertions: count("insertion"), deletions: count("deletion") };
}

export const checks = [
  {
    name: "no barriers, light",
    pages: ["small"],
    run: (at) => withoutBarriers(at, { colorScheme: "light" }),
  },
  {
    name: "no barriers, dark, folds open",
    pages: ["small"],
    run: (at) => withoutBarriers(at, { colorScheme: "dark" }, openFolds),
  },
  {
    name: "no barriers on a phone",
    pages: ["small"],
    run: (at) => withoutBarriers(at, { viewport: { width: 360, height: 740 } }),
  },
  {
    name: "every mark is in the accessibility tree",
    pages: ["small"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      await openFolds(opened.page);
      const { insertions, deletions } = await marksInTree(opened);
      demandEqual(insertions, page.insertions, "insertions");
      demandEqual(deletions, page.deletions, "deletions");
      await opened.close();
    },
  },
];
