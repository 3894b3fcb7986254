// On paper: every clause, page numbers, what is read, and decorations in place of colours.

import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { demand, demandNone, open } from "../lib.mjs";

/** Prints the page and returns the text of the PDF. */
async function printed(opened, folder) {
  const file = join(folder, "printed.pdf");
  await opened.page.pdf({ path: file, preferCSSPageSize: true });
  return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8", maxBuffer: 2 ** 28 });
}

const joined = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "");

export const checks = [
  {
    name: "paper holds the folded clauses, page numbers and what is read",
    pages: ["small"],
    async run({ browser, page, folder }) {
      const opened = await open(browser, page.file);
      const { folded, title } = await opened.page.evaluate(() => ({
        folded: [...document.querySelectorAll("main details:not([open]) [data-clause] p")]
          .map((paragraph) => {
            const copy = paragraph.cloneNode(true);
            copy.querySelectorAll("[data-ui], [data-generated], del").forEach((e) => e.remove());
            return copy.textContent;
          }),
        title: document.querySelector("h1").textContent,
      }));
      const text = await printed(opened, folder);
      const letters = joined(text);
      // A line's end may fall anywhere in a paragraph: its first words tell whether it is there.
      const missing = folded.filter((text) => !letters.includes(joined(text).slice(0, 24)));
      demandNone(missing, "folded paragraphs are not on paper");
      const pages = text.split("\f").length - 1;
      demand(pages > 0, "no page was printed");
      for (const n of [1, pages]) {
        const numbered = new RegExp(`\\b${n} of ${pages}\\b`);
        demand(numbered.test(text), `no page says “${n} of ${pages}”`);
      }
      demand(letters.includes(joined(title)), "the title is not on paper");
      await opened.close();
    },
  },
];
