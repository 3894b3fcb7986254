// Runs the checks of a redline page in a real browser.
//
//     node run.mjs PLAN.json [NAME…]
//
// PLAN.json: {"chromium": path, "folder": path for what checks write, "pages": [page…]} where a
// page is {"name", "file", "kind": "small" | "large" | "hostile" | "site", "old", "new": files with the
// words of the two versions, "insertions", "deletions": how many of them the redline draws,
// "summary": the counts of the JSON redline}. With names, only checks with one of them in their
// name are run. One line is written for each check of each page; the exit status is 1 where one
// fails.

import { readFileSync } from "node:fs";

import { launch } from "./lib.mjs";
import { checks as access } from "./checks/access.mjs";
import { checks as text } from "./checks/text.mjs";
import { checks as safety } from "./checks/safety.mjs";
import { checks as links } from "./checks/links.mjs";
import { checks as controls } from "./checks/controls.mjs";
import { checks as looks } from "./checks/looks.mjs";
import { checks as print } from "./checks/print.mjs";
import { checks as site } from "./checks/site.mjs";

const all = [access, text, safety, links, controls, looks, print, site].flat();
const [planFile, ...names] = process.argv.slice(2);
const plan = JSON.parse(readFileSync(planFile, "utf8"));
const chosen = all.filter(({ name }) => !names.length || names.some((part) => name.includes(part)));

const browser = await launch(plan.chromium);
let failures = 0;
let passes = 0;
for (const page of plan.pages) {
  for (const check of chosen.filter(({ pages }) => pages.includes(page.kind))) {
    const title = `${page.name}: ${check.name}`;
    const begun = Date.now();
    try {
      await check.run({ browser, page, folder: plan.folder, chromium: plan.chromium });
      passes += 1;
      console.log(`ok   ${title} (${Date.now() - begun} ms)`);
    } catch (error) {
      failures += 1;
      console.log(`FAIL ${title}\n  ${error.message}`);
      // What a failed check left open would slow down the others.
      await Promise.all(browser.contexts().map((context) => context.close()));
    }
  }
}
await browser.close();
console.log(`${passes} passed, ${failures} failed`);
// A plan that runs nothing has checked nothing.
process.exit(failures || !passes ? 1 : 0);
