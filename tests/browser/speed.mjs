// How fast redline pages are in a browser: pages in, milliseconds out.
//
//     node speed.mjs PLAN.json
//
// PLAN.json: {"chromium": path, "rates": [how many times slower the processor is made to be…],
// "runs": N, "pages": [{"name", "file"}…]}. Writes a JSON list of {"name", "rate", "load",
// "blocking", "proposed", "baseline", "side", "redline", "next", "scroll"}: medians over the runs,
// in milliseconds; "next" over all steps, "scroll" the 95th in a hundred of the times between
// frames, "blocking" what tasks took beyond 50 ms each until the page was loaded.

import { readFileSync } from "node:fs";

import { address, launch } from "./lib.mjs";

const VIEWS = ["proposed", "baseline", "side", "redline"];
const STEPS = 20;
const FRAMES = 120;
/** How far a flick of the wheel goes in a frame, in pixels. */
const STRIDE = 240;

const plan = JSON.parse(readFileSync(process.argv[2], "utf8"));

/** Until what the last event did is painted: a frame is begun, and its work is done. */
const PAINTED = `window.painted = () => new Promise((done) => requestAnimationFrame(() => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done(performance.now());
  port2.postMessage(null);
}));`;

/** Collects long tasks from the page's very beginning. */
const TASKS = `window.tasks = [];
new PerformanceObserver((list) => window.tasks.push(...list.getEntries())).observe({ entryTypes: ["longtask"] });`;

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
const ordered = (numbers) => [...numbers].sort((one, other) => one - other);
const median = (numbers) => at(ordered(numbers), 0.5);

async function measure(browser, file, rate) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(PAINTED + TASKS);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate });
  await page.goto(address(file), { timeout: 120_000 });
  const load = await page.evaluate(async () => {
    const load = await window.painted();
    const blocking = window.tasks.reduce((sum, task) => sum + Math.max(0, task.duration - 50), 0);
    return { load, blocking };
  });

  // In the middle of the document, as a reader would be.
  await page.evaluate(async () => {
    const clauses = document.querySelectorAll("main .c");
    clauses[clauses.length >> 1].scrollIntoView();
    await window.painted();
    await window.painted();
  });
  const views = {};
  for (const view of VIEWS) {
    views[view] = await page.evaluate(async (view) => {
      const begun = performance.now();
      document.querySelector(`[name=view][value=${view}]`).click();
      const taken = (await window.painted()) - begun;
      // What is done later than the first frame is not this view's.
      for (let frame = 0; frame < 20; frame += 1) await window.painted();
      return taken;
    }, view);
  }

  const next = await page.evaluate(async (steps) => {
    const taken = [];
    for (let step = 0; step < steps; step += 1) {
      const begun = performance.now();
      document.querySelector("#ui-next").click();
      taken.push((await window.painted()) - begun);
    }
    return taken;
  }, STEPS);

  const scroll = await page.evaluate(
    async ([frames, stride]) => {
      const between = [];
      let last = await new Promise(requestAnimationFrame);
      for (let frame = 0; frame < frames; frame += 1) {
        scrollBy({ top: stride, behavior: "instant" });
        const now = await new Promise(requestAnimationFrame);
        between.push(now - last);
        last = now;
      }
      return between;
    },
    [FRAMES, STRIDE],
  );
  await context.close();
  return { ...load, ...views, next: median(next), scroll: at(ordered(scroll), 0.95) };
}

const browser = await launch(plan.chromium);
const results = [];
for (const { name, file } of plan.pages) {
  for (const rate of plan.rates) {
    const runs = [];
    for (let run = 0; run < plan.runs; run += 1) runs.push(await measure(browser, file, rate));
    const figures = Object.keys(runs[0]).map((key) => [key, median(runs.map((run) => run[key]))]);
    results.push({ name, rate, ...Object.fromEntries(figures) });
  }
}
await browser.close();
console.log(JSON.stringify(results));
