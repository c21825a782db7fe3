// A real Chromium for a test: takes commands from standard input, a line of JSON each, and answers each with a line, `ok`
// or `error`. It ends with its input, and Chromium with it.
//   CHROMIUM=FILE node drive.mjs FOLDER
// FOLDER is where the node_modules of tests/conformance are.
//
// Every tab is a visitor of its own, without cookies. A key that is typed is one that Chromium gets from a keyboard.

import path from 'node:path';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { integrity, standIn } from './cdn.mjs';

const NM = path.resolve(process.argv[2]);
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
// ms that one thing may take on a machine that does much else
const PATIENCE = 30000;

const { chromium } = createRequire(path.join(NM, 'packages.cjs'))('playwright-core');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: FLAGS, timeout: PATIENCE });
const tabs = [];

/** Runs in a page before any script: counts what htmx tells of its sockets. */
function count() {
  const sockets = window.sockets = { connecting: 0, open: 0, closed: 0 };
  for (const [key, event] of [['connecting', 'wsConnecting'], ['open', 'wsOpen'], ['closed', 'wsClose']])
    document.addEventListener(`htmx:${event}`, () => { sockets[key] += 1; });
}

/** Opens a tab that notes what its sockets send, and what goes wrong. */
async function open() {
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  await context.addInitScript(count);
  await standIn(context, NM);
  const page = await context.newPage();
  const tab = { page, sent: [], errors: [] };
  page.on('websocket', socket => socket.on('framesent', ({ payload }) => tab.sent.push(String(payload))));
  page.on('pageerror', error => tab.errors.push(error.message));
  return tabs.push(tab) - 1;
}

const commands = {
  open,
  close: ({ page }) => page.context().close(),
  visit: async ({ page }, address) => { await page.goto(address); },
  click: ({ page }, selector) => page.click(selector),
  type: ({ page }, text) => page.keyboard.type(text),
  press: ({ page }, key) => page.keyboard.press(key),
  // an expression that becomes true
  until: async ({ page }, expression) => { await page.waitForFunction(expression); },
  tell: ({ page }, expression) => page.evaluate(expression),
  // timers that are set from now on run when `pass` says so
  hold: ({ page }) => page.clock.install(),
  pass: ({ page }, ms) => page.clock.fastForward(Number(ms)),
  sent: tab => tab.sent.splice(0),
  errors: tab => tab.errors.splice(0),
  integrity: (_, address) => integrity(NM, address),
};

for await (const line of createInterface({ input: process.stdin })) {
  const { tab, command, given } = JSON.parse(line);
  let answer;
  try {
    answer = { ok: (await commands[command](tabs[tab], given)) ?? null };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
