// A page to be mailed around: it asks for nothing, runs nothing of a document's, and is small.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";

import { address, demand, demandEqual, demandNone, open } from "../lib.mjs";

const STYLE_BUDGET = 24 * 1024;
const SCRIPT_BUDGET = 20 * 1024;

const digest = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The text of each element of a name, as it stands in the file. */
function contents(html, name) {
  return [...html.matchAll(new RegExp(`<${name}\\b[^>]*>([\\s\\S]*?)</${name}>`, "g"))].map((m) => m[1]);
}

async function asksForNothing({ browser, page }) {
  const opened = await open(browser, page.file);
  await opened.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await opened.page.waitForTimeout(200);
  demandEqual(opened.requests.join(" "), address(page.file), "requests");
  demandNone(opened.errors, "errors in the page");
  await opened.close();
}

export const checks = [
  { name: "asks for nothing", pages: ["small", "large", "hostile"], run: asksForNothing },
  {
    name: "what is smuggled in is refused",
    pages: ["small"],
    async run({ browser, page, folder }) {
      let hits = 0;
      const server = createServer((_, response) => {
        hits += 1;
        response.end();
      });
      await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
      const outside = `http://127.0.0.1:${server.address().port}`;
      const poison =
        `<img src="${outside}/picture.png"><img src="x" onerror="window.poisoned=1">` +
        "<script>window.poisoned=2</script><style>h1{color:rgb(1,2,3)}</style>" +
        `<iframe src="${outside}/"></iframe><link rel="stylesheet" href="${outside}/style.css">`;
      const html = readFileSync(page.file, "utf8");
      const file = join(folder, "poisoned.html");
      writeFileSync(file, html.replace("</main>", `${poison}</main>`));
      const opened = await open(browser, file);
      await opened.page.waitForTimeout(300);
      const found = await opened.page.evaluate(() => ({
        ran: window.poisoned ?? null,
        colour: getComputedStyle(document.querySelector("h1")).color,
      }));
      server.close();
      demandEqual(hits, 0, "requests that left the page");
      demandEqual(found.ran, null, "a script of the document ran");
      demand(found.colour !== "rgb(1, 2, 3)", "a style of the document holds");
      await opened.close();
    },
  },
  {
    name: "hostile text stays text",
    pages: ["hostile"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file, { viewport: { width: 320, height: 640 } });
      const found = await opened.page.evaluate(() => ({
        ran: window.hostile ?? null,
        wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
        active: [...document.querySelectorAll("main script, main iframe, main object, main form")].length,
        // The page's script sets styles of the page's own parts.
        handlers: [...document.querySelectorAll("*")]
          .filter((e) => [...e.attributes].some(
            ({ name }) => name.startsWith("on") || (name === "style" && e.closest("main"))))
          .map((e) => e.outerHTML.slice(0, 120)),
        links: [...document.querySelectorAll("a[href]")]
          .map((a) => a.getAttribute("href"))
          .filter((href) => !/^(#|https?:|mailto:)/.test(href)),
      }));
      demandEqual(found.ran, null, "a script of the document ran");
      demandEqual(found.wide, false, "the page scrolls sideways");
      demandEqual(found.active, 0, "active elements of the document");
      demandNone(found.handlers, "elements carry a style or a handler");
      demandNone(found.links, "links lead where none may");
      await opened.close();
    },
  },
  {
    name: "budgets and policy",
    pages: ["small", "large", "hostile"],
    async run({ page }) {
      const html = readFileSync(page.file, "utf8");
      const head = html.slice(0, html.indexOf("<body"));
      const policy = head.match(/http-equiv="Content-Security-Policy" content="([^"]+)"/)?.[1];
      demand(policy, "the page has no policy");
      for (const needed of ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]) {
        demand(policy.includes(needed), `the policy lacks ${needed}`);
      }
      demand(!policy.includes("unsafe"), `the policy allows what is unsafe: ${policy}`);
      const [styles, scripts] = [contents(head, "style"), contents(html, "script")];
      for (const text of styles) demand(policy.includes(digest(text)), "a style is not in the policy");
      for (const text of scripts) demand(policy.includes(digest(text)), "a script is not in the policy");
      const size = (texts) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
      demand(size(styles) <= STYLE_BUDGET, `styles take ${size(styles)} bytes`);
      demand(size(scripts) <= SCRIPT_BUDGET, `scripts take ${size(scripts)} bytes`);
      demand(styles.length === 1 && scripts.length === 1, "one style and one script");
    },
  },
  {
    name: "mark-up is at most 2.5 times the text",
    pages: ["large"],
    async run({ page }) {
      const html = readFileSync(page.file, "utf8");
      const markup = ["style", "script"].reduce((rest, name) => contents(html, name).reduce((rest, text) => rest.replace(text, () => ""), rest), html);
      const text = markup.slice(markup.indexOf("<main"), markup.indexOf("</main>")).replace(/<[^>]+>/g, "");
      const ratio = Buffer.byteLength(markup) / Buffer.byteLength(text);
      demand(ratio <= 2.5, `the page is ${ratio.toFixed(2)} times its text`);
    },
  },
];
