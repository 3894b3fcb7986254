// What is drawn: on a narrow screen, in forced colours, on paper, without colour, in light and dark.

import { demand, demandEqual, demandNone, open } from "../lib.mjs";

/** The kinds of marks, as `element.class`. */
const MARKS = ["ins", "del", "ins.mov", "del.mov", "ins.num", "del.num", "ins.con", "del.con"];
const ENOUGH = 4.5;

/** How the legend's sample of each kind of mark is drawn. */
function samples(page) {
  return page.evaluate((marks) => {
    const classes = ["mov", "num", "con"];
    return marks.map((mark) => {
      const plain = mark.includes(".") ? "" : classes.map((name) => `:not(.${name})`).join("");
      const element = document.querySelector(`#legend ${mark}${plain}`);
      if (!element) return { mark, missing: true };
      const style = getComputedStyle(element);
      const backdrop = (at) => {
        if (!at) return "rgb(255, 255, 255)";
        const colour = getComputedStyle(at).backgroundColor;
        return /, 0\)$|transparent/.test(colour) ? backdrop(at.parentElement) : colour;
      };
      return {
        mark,
        line: style.textDecorationLine,
        look: [style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness].join(" "),
        colour: style.color,
        backdrop: backdrop(element),
      };
    });
  }, MARKS);
}

/** The contrast of two colours by WCAG 2.2. */
function contrast(one, other) {
  const luminance = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).slice(0, 3).map((channel) => {
      const share = channel / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Demands that every kind of mark is drawn by a line, whatever becomes of colours. */
async function decorated(opened) {
  const undecorated = (await samples(opened.page)).filter(({ line, missing }) => missing || line === "none");
  demandNone(undecorated.map(({ mark }) => mark), "marks are not decorated");
}

async function contrastIsEnough({ browser, page }, colorScheme) {
  const opened = await open(browser, page.file, { colorScheme });
  const faint = (await samples(opened.page))
    .map(({ mark, colour, backdrop }) => ({ mark, colour, backdrop, is: contrast(colour, backdrop) }))
    .filter(({ is }) => is < ENOUGH)
    .map(({ mark, colour, backdrop, is }) => `${mark}: ${colour} on ${backdrop} is ${is.toFixed(2)}`);
  demandNone(faint, "marks are faint");
  await opened.close();
}

export const checks = [
  {
    name: "a screen of 320 pixels needs no sideways scroll, and targets can be hit",
    pages: ["small", "large", "hostile"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file, { viewport: { width: 320, height: 640 } });
      const { wide, small } = await opened.page.evaluate(() => {
        const targets = "button, summary, select, input:not([type=hidden]), nav a, [role=toolbar] a";
        const shown = [...document.querySelectorAll(targets)].filter((e) => e.checkVisibility());
        return {
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          small: shown
            .map((element) => {
              // A label around a control is part of its target.
              const box = (element.closest("label") ?? element).getBoundingClientRect();
              return { html: element.outerHTML.slice(0, 100), width: box.width, height: box.height };
            })
            .filter(({ width, height }) => width > 1 && (width < 24 || height < 24))
            .map(({ html, width, height }) => `${width}×${height}: ${html}`),
        };
      });
      demandEqual(wide, 0, "pixels to scroll sideways");
      demandNone(small, "targets are small");
      await opened.close();
    },
  },
  {
    name: "forced colours keep every decoration",
    pages: ["small"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file, { forcedColors: "active" });
      await decorated(opened);
      await opened.close();
    },
  },
  {
    name: "paper keeps every decoration",
    pages: ["small"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      await opened.page.emulateMedia({ media: "print" });
      await decorated(opened);
      await opened.close();
    },
  },
  {
    name: "without colour every kind of mark is drawn its own way",
    pages: ["small"],
    async run({ browser, page }) {
      const opened = await open(browser, page.file);
      await opened.page.evaluate(() => (document.documentElement.dataset.mono = "1"));
      const looks = (await samples(opened.page)).map(({ mark, look, colour }) => ({ mark, look, colour }));
      const elementAndLook = looks.map(({ mark, look }) => `${mark.split(".")[0]} ${look}`);
      demandEqual(new Set(elementAndLook).size, MARKS.length, `ways to draw ${JSON.stringify(looks)}`);
      const colours = new Set(looks.map(({ colour }) => colour));
      demand(colours.size === 1, () => `there is colour: ${[...colours].join("; ")}`);
      await opened.close();
    },
  },
  {
    name: "marks stand out in the light",
    pages: ["small"],
    run: (at) => contrastIsEnough(at, "light"),
  },
  {
    name: "marks stand out in the dark",
    pages: ["small"],
    run: (at) => contrastIsEnough(at, "dark"),
  },
];
