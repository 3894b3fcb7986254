// The site of a release, page by page: no barrier, no request, no link that leads nowhere, room on
// a phone. `page.file` is its index; all pages of its folder are opened.

import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { address, demand, demandEqual, demandNone, openFolds } from "../lib.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PHONES = [320, 360];

/** All files of a site, as paths from its top. */
function filesOf(page) {
  const folder = dirname(page.file);
  const all = readdirSync(folder, { recursive: true }).map((path) => join(folder, path));
  return all.filter((path) => statSync(path).isFile()).map((path) => relative(folder, path)).sort();
}

const pagesOf = (page) => filesOf(page).filter((path) => path.endsWith(".html"));

/** Pages that are made for the release alone: all but the redlines. */
const ownPagesOf = (page) => pagesOf(page).filter((path) => !path.includes("/"));

/** Opens pages one after the other in one context, and gathers what `look` finds on each. */
async function each({ browser, page }, paths, look, context = {}) {
  const opened = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...context });
  const found = [];
  for (const path of paths) {
    const tab = await opened.newPage();
    const [requests, complaints] = [[], []];
    tab.on("request", (request) => requests.push(request.url()));
    tab.on("pageerror", (error) => complaints.push(error.message));
    tab.on("console", (said) => {
      if (["error", "warning"].includes(said.type())) complaints.push(said.text());
    });
    await tab.goto(address(join(dirname(page.file), path)));
    for (const finding of await look(tab, { path, requests, complaints })) found.push(`${path}: ${finding}`);
    await tab.close();
  }
  await opened.close();
  return found;
}

async function barriers(tab) {
  await tab.evaluate(AXE);
  return tab.evaluate(async (tags) => {
    const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
    return violations.map(
      ({ id, nodes }) => `${id}, ${nodes.length} times, first ${nodes[0].html.slice(0, 200)}`,
    );
  }, TAGS);
}

/** axe-core is a script of its own, which the pages' policies would refuse. */
const bypassing = { bypassCSP: true };

async function withoutBarriers(at, paths, context, prepare = async () => {}) {
  const look = async (tab) => {
    await prepare(tab);
    return barriers(tab);
  };
  demandNone(await each(at, paths, look, { ...bypassing, ...context }), "barriers");
}

/** The ids and the links of every page of a site. */
async function network(at) {
  const pages = new Map();
  await each(at, pagesOf(at.page), async (tab, { path }) => {
    const found = await tab.evaluate(() => ({
      ids: [...document.querySelectorAll("[id]")].map((element) => element.id),
      links: [...document.querySelectorAll("[href], [src]")].map((element) => ({
        address: element.getAttribute("href") ?? element.getAttribute("src"),
        leads: element.href ?? element.src,
      })),
    }));
    pages.set(path, found);
    return [];
  });
  return pages;
}

/** Why an address of a page leads nowhere, or nothing. */
function astray(page, pages, path, { address: written, leads }) {
  const url = new URL(leads);
  if (["https:", "http:", "mailto:"].includes(url.protocol)) return null;
  if (url.protocol !== "file:") return `${written} is no address of a page`;
  const file = relative(dirname(page.file), fileURLToPath(new URL(url.pathname, url)));
  if (file.startsWith("..") || written.startsWith("/")) return `${written} leads out of the site`;
  if (!existsSync(join(dirname(page.file), file))) return `${written} leads to no file`;
  const id = decodeURIComponent(url.hash.slice(1));
  if (id && !pages.get(file)?.ids.includes(id)) return `${written} leads to no place`;
  return null;
}

export const checks = [
  {
    name: "site: no barriers on any page",
    pages: ["site"],
    run: (at) => withoutBarriers(at, pagesOf(at.page), { colorScheme: "light" }),
  },
  {
    name: "site: no barriers, dark, on a phone, folds open",
    pages: ["site"],
    run: (at) =>
      withoutBarriers(
        at,
        ownPagesOf(at.page),
        { colorScheme: "dark", viewport: { width: 360, height: 740 } },
        openFolds,
      ),
  },
  {
    name: "site: every link of every page leads somewhere, every file is led to",
    pages: ["site"],
    async run(at) {
      const pages = await network(at);
      const [wrong, reached] = [[], new Set(["index.html"])];
      for (const [path, { ids, links }] of pages) {
        if (new Set(ids).size !== ids.length) wrong.push(`${path} has an id twice`);
        for (const link of links) {
          const why = astray(at.page, pages, path, link);
          if (why) wrong.push(`${path}: ${why}`);
          const url = new URL(link.leads);
          if (url.protocol === "file:") {
            reached.add(relative(dirname(at.page.file), fileURLToPath(new URL(url.pathname, url))));
          }
        }
      }
      demandNone(wrong, "links lead nowhere");
      demandNone(filesOf(at.page).filter((path) => !reached.has(path)), "files that nothing leads to");
      demand(pages.size >= 3, "hardly a page was opened");
    },
  },
  {
    name: "site: no page asks for anything or complains",
    pages: ["site"],
    async run(at) {
      const look = async (tab, { path, requests, complaints }) => {
        await tab.evaluate(() => scrollTo(0, document.body.scrollHeight));
        const own = address(join(dirname(at.page.file), path));
        const others = requests.filter((url) => url !== own).map((url) => `asks for ${url}`);
        return [...others, ...complaints];
      };
      demandNone(await each(at, pagesOf(at.page), look), "requests and complaints");
    },
  },
  {
    name: "site: a clause on the index is shown on its redline",
    pages: ["site"],
    async run({ browser, page }) {
      const opened = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const tab = await opened.newPage();
      await tab.goto(address(page.file));
      await openFolds(tab);
      const count = await tab.locator("ul.places a").count();
      demand(count > 0, "the index names no clause");
      for (const at of [0, count - 1]) {
        await tab.goto(address(page.file));
        await openFolds(tab);
        await tab.locator("ul.places a").nth(at).click();
        await tab.waitForURL(/redline\/.*#/);
        await tab.waitForTimeout(300);
        const seen = await tab.evaluate(() => {
          const { top, bottom } = document.querySelector(":target").getBoundingClientRect();
          return bottom > 0 && top < innerHeight;
        });
        demandEqual(seen, true, `the clause of ${tab.url()} is in view`);
      }
      await opened.close();
    },
  },
  {
    name: "site: there is room on a phone",
    pages: ["site"],
    async run(at) {
      for (const width of PHONES) {
        const look = async (tab) => {
          await openFolds(tab);
          return tab.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth > clientWidth ? [`${scrollWidth} px wide in ${clientWidth} px`] : [];
          });
        };
        const phone = { viewport: { width, height: 740 }, isMobile: true };
        demandNone(await each(at, pagesOf(at.page), look, phone), "pages that scroll sideways");
      }
    },
  },
];
