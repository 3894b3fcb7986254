// What all checks share: a browser, an opened page, and its words as a reader sees them.

import { chromium } from "playwright-core";

/** No profile, no sandbox (tests may run as root), nothing of a browser's own errands. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the system's Chromium, never one of playwright's own. */
export function launch(executablePath) {
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/**
 * Opens a page in a context of its own, so that no check leaves anything to the next.
 *
 * `context` are playwright's options of a context, `hash` is appended to the address. What the
 * page asks for and what it throws is collected in `requests` and `errors`.
 */
export async function open(browser, file, { hash = "", ...context } = {}) {
  const opened = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...context });
  const page = await opened.newPage();
  const [requests, errors] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(address(file) + hash);
  return { page, requests, errors, close: () => opened.close() };
}

export function address(file) {
  return new URL(`file://${file.split("/").map(encodeURIComponent).join("/")}`).href;
}

/**
 * The characters of both documents that a reader sees in the parts of the page that `selector`
 * names, joined without white space.
 *
 * What belongs to the page itself or stands for no character of a source is passed over, and so is
 * whatever is not displayed. `within` may name an element's state to be taken off its words.
 */
export function seenWords(page, selector, { passOver = "[data-ui], [data-generated]" } = {}) {
  return page.evaluate(
    ([selector, passOver]) => {
      const seen = new Map();
      const isSeen = (element) => {
        if (!seen.has(element)) seen.set(element, element.checkVisibility());
        return seen.get(element);
      };
      const passed = new Map();
      const isPassedOver = (element, root) => {
        if (element === root || !element) return false;
        if (!passed.has(element)) {
          passed.set(element, element.matches(passOver) || isPassedOver(element.parentElement, root));
        }
        return passed.get(element);
      };
      let words = "";
      for (const root of document.querySelectorAll(selector)) {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
          const parent = node.parentElement;
          if (!isPassedOver(parent, root) && isSeen(parent)) words += node.data;
        }
      }
      return words.replace(/[\s\u200B\uFEFF\uFFFC\u00AD]+/g, "");
    },
    [selector, passOver],
  );
}

/** Says where two texts first differ, or nothing. */
export function firstDifference(got, want) {
  if (got === want) return null;
  let at = 0;
  while (at < got.length && got[at] === want[at]) at += 1;
  const around = (text) => text.slice(Math.max(0, at - 40), at + 60);
  return `at character ${at}\n     got: ${around(got)}\n    want: ${around(want)}`;
}

/** Throws where something does not hold: a check fails by throwing. */
export function demand(holds, message) {
  if (!holds) throw new Error(typeof message === "function" ? message() : message);
}

export function demandEqual(got, want, what) {
  demand(got === want, () => `${what}: got ${JSON.stringify(got)}, want ${JSON.stringify(want)}`);
}

/** Throws with all findings, where there are any. */
export function demandNone(findings, what) {
  const shown = findings.slice(0, 12).join("\n    ");
  demand(findings.length === 0, () => `${findings.length} ${what}:\n    ${shown}`);
}

/** Opens everything that is folded, as a reader would who wants to see all. */
export function openFolds(page) {
  return page.evaluate(() => document.querySelectorAll("main details").forEach((fold) => (fold.open = true)));
}

/** Chooses a way to read the page by its control. */
export async function choose(page, view) {
  await page.check(`[name=view][value=${view}]`, { force: true });
  const now = await page.evaluate(() => document.documentElement.dataset.view ?? "redline");
  demandEqual(now, view, "view");
}

/** Waits until what was done is laid out: sections out of view are laid out late. */
export function settled(page) {
  return page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}
