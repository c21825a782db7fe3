// Visits the demo in a real Chromium, whose own developer tools save what went over the network as HAR: chromium.har.
//
//   node tests/har/record.mjs [FILE]      writes FILE (default: chromium.har beside this file)
//
// NM is the folder with the packages of tests/conformance (`.ci/conformance install` brings them), CHROMIUM the browser
// (default: /usr/bin/chromium), HXWS the program whose demo is visited (default: target/debug/hxws).
//
// The developer tools are those of the browser, opened in a page of another context by way of its debugging port; the
// export is theirs ("Export HAR (sanitized)"), called as their button calls it. htmx comes from npm, not from the address
// that the page names.

import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { standIn } from '../browser/cdn.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.resolve(HERE, '../..');
const NM = path.resolve(process.env.NM || path.join(ROOT, 'target/conformance/node_modules'));
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const HXWS = process.env.HXWS || path.join(ROOT, 'target/debug/hxws');
const FILE = process.argv[2] || path.join(HERE, 'chromium.har');
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--remote-allow-origins=*'];

/** A port that nobody listens on. */
function freePort() {
  return new Promise(resolve => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** The demo, and its address. */
function demo() {
  const child = spawn(HXWS, ['demo', '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.stdout.once('data', line => resolve({ child, address: String(line).trim() }));
    child.once('exit', () => reject(new Error(`${HXWS} did not start`)));
  });
}

/** What a visitor does. */
async function visit(page, address) {
  const counts = text => page.waitForFunction(text => document.querySelector('#count').textContent === text, text);
  await page.goto(address);
  await page.fill('#msg', 'hello');
  await page.click('#say button');
  await page.waitForSelector('#chat li');
  await page.waitForSelector('#msg[placeholder="say more"]');
  await page.click('#plus');
  await counts('1');
  await page.click('#binary');
  await page.click('#plus');
  await counts('2');
  // the server closes with 1012, and htmx comes back
  const again = page.waitForEvent('websocket');
  await page.click('#restart');
  await again;
  await page.click('#minus');
  await counts('1');
}

/** Runs in the developer tools: what their export writes. */
async function exported() {
  const { NetworkLog } = await import('/devtools/models/logs/logs.js');
  const { Writer } = await import('/devtools/models/har/har.js');
  const { Progress } = await import('/devtools/core/common/common.js');
  let text = '';
  const stream = { write: async chunk => { text += chunk; } };
  const requests = NetworkLog.NetworkLog.instance().requests();
  await Writer.Writer.write(stream, requests, { sanitize: true }, new Progress.Progress());
  return text;
}

const { chromium } = createRequire(path.join(NM, '/'))('playwright-core');
const port = await freePort();
const { child, address } = await demo();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: [...FLAGS, `--remote-debugging-port=${port}`] });
try {
  const visitor = await browser.newContext();
  await standIn(visitor, NM);
  const page = await visitor.newPage();
  const targets = await (await fetch(`http://127.0.0.1:${port}/json`)).json();
  const { id } = targets.find(({ type }) => type === 'page');
  const tools = await (await browser.newContext({ bypassCSP: true })).newPage();
  const inspected = `127.0.0.1:${port}/devtools/page/${id}`;
  await tools.goto(`http://127.0.0.1:${port}/devtools/inspector.html?ws=${inspected}&panel=network`);
  // once they see a request, they see all; the visit begins their log anew
  for (let seen = 0; seen === 0;) {
    await page.goto(`${address}none`);
    seen = await tools.evaluate(async () => {
      const { NetworkLog } = await import('/devtools/models/logs/logs.js');
      return NetworkLog.NetworkLog.instance().requests().length;
    });
  }
  await visit(page, address);
  fs.writeFileSync(FILE, `${(await tools.evaluate(exported)).trimEnd()}\n`);
} finally {
  await browser.close();
  child.kill();
}
