// Plays scenarios in the real htmx, in a real Chromium, and keeps what it did.
//
//   node tests/conformance/record.mjs FILE.json…          writes each scenario's `digest` and `result` anew
//   node tests/conformance/record.mjs --check FILE.json…  compares instead; exits 1, naming what differs
//   … --only TEXT                                         only scenarios whose name holds TEXT (with --check)
//
// NM is the folder with the packages of package.json (default: node_modules beside this file), CHROMIUM the
// browser (default: /usr/bin/chromium), JOBS how many pages play at once (default: 4).
//
// The page's WebSocket is a scripted one (`install` below): it records what is sent, and the steps of a scenario
// play the server. The page's timers run on a clock of their own, which moves only between the steps, so that a busy
// machine changes nothing; those that a `drop` sets (reconnects) are caught and run only by `fire`.

import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { isDeepStrictEqual } from 'node:util';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const NM = path.resolve(process.env.NM || path.join(HERE, 'node_modules'));
const CHROMIUM = process.env.CHROMIUM || '/usr/bin/chromium';
const JOBS = Number(process.env.JOBS || 4);
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const DEFAULT_URL = 'http://localhost/'; // hxws simulate's
// ms: until the sockets of the load open, until the load is over, after a step that has no `wait`
const BEFORE_OPEN = 30, AFTER_OPEN = 20, AFTER_STEP = 40;

// ---------------------------------------------------------------- what a page loads

const source = file => fs.readFileSync(path.join(NM, file), 'utf8');

/** The package that holds an exact version: the one of the plain name where it is that version, else an alias. */
function packaged(plain, alias, version) {
  const own = JSON.parse(source(`${plain}/package.json`)).version;
  return version === own ? plain : `${alias}-${version}`;
}

/** htmx and its ws extension, as scripts. `htmx` is `1`, `1ext`, `2`, `4` or exact (`2.0.4`, `1.9.10-ext`). */
function stack({ htmx, wsExt }) {
  const exact = htmx.match(/^(\d+\.\d+\.\d+)(-?ext)?$/);
  const extension = /ext$/.test(htmx);
  const folder = plain => (exact ? packaged(plain, 'htmx', exact[1]) : plain);
  switch (htmx[0]) {
    case '1': {
      const htmx1 = folder('htmx1');
      return [source(`${htmx1}/dist/htmx.js`), ...(extension ? [source(`${htmx1}/dist/ext/ws.js`)] : [])];
    }
    case '2': {
      const ws = wsExt ? packaged('htmx-ext-ws', 'htmx-ext-ws', wsExt) : 'htmx-ext-ws';
      return [source(`${folder('htmx.org')}/dist/htmx.js`), source(`${ws}/ws.js`)];
    }
    case '4': {
      const htmx4 = folder('htmx4');
      return [source(`${htmx4}/dist/htmx.js`), source(`${htmx4}/dist/ext/hx-ws.js`)];
    }
    default: throw new Error(`\`${htmx}\` is no htmx that can be recorded`);
  }
}

/** The swap extensions that a page may load (`libs`). */
const LIBS = {
  morphdom: () => [source('morphdom/dist/morphdom-umd.js'), source('htmx1/dist/ext/morphdom-swap.js')],
  idiomorph: () => [source('idiomorph/dist/idiomorph-ext.js')],
};

const scripts = scenario =>
  [...stack(scenario), ...(scenario.libs || []).flatMap(lib => LIBS[lib]()), ...(scenario.scripts || [])];

function documentOf(scenario, count) {
  const loaded = Array.from({ length: count }, (_, index) => `<script src="/__s${index}.js"></script>`).join('');
  return `<!DOCTYPE html><html><head><title>t</title>${scenario.head || ''}${loaded}</head><body>${scenario.page}</body></html>`;
}

// ---------------------------------------------------------------- in the page

/** Runs in the page before any script: the scripted WebSocket, the clock, the random number, the errors. */
function install(random) {
  const seen = window.__seen = { sent: [], sockets: [], timers: [], errors: [], capture: false };
  installClock(seen);
  class ScriptedWebSocket extends EventTarget {
    constructor(address) {
      super();
      // the checks that Chromium's own constructor makes
      const url = new URL(address, document.baseURI), scheme = url.protocol.slice(0, -1);
      const refuse = (why, name = 'SyntaxError') => { throw new DOMException(`Failed to construct 'WebSocket': ${why}`, name); };
      if (!['http', 'https', 'ws', 'wss'].includes(scheme)) refuse(`The URL's scheme '${scheme}' is not allowed.`);
      if (url.href.includes('#')) refuse('The URL contains a fragment identifier.');
      if (location.protocol === 'https:' && (scheme === 'ws' || scheme === 'http'))
        refuse('An insecure WebSocket connection may not be initiated from a page loaded over HTTPS.', 'SecurityError');
      this.url = url.href.replace(/^http/, 'ws');
      this.readyState = 0;
      this.binaryType = 'blob';
      seen.sockets.push(this);
    }
    fire(type, event) {
      const handler = this['on' + type];
      if (handler) try { handler.call(this, event); } catch (error) { reportError(error); }
      this.dispatchEvent(event);
    }
    open() { if (this.readyState === 0) { this.readyState = 1; this.fire('open', new Event('open')); } }
    receive(data) { this.fire('message', new MessageEvent('message', { data })); }
    end(code, reason) {
      this.readyState = 3;
      this.fire('close', new CloseEvent('close', { code, reason, wasClean: code !== 1006 }));
    }
    send(data) {
      if (this.readyState === 0) throw new DOMException('still connecting', 'InvalidStateError');
      if (this.readyState >= 2) return;
      seen.sent.push({ socket: seen.sockets.indexOf(this), data: typeof data === 'string' ? data : '[binary]' });
    }
    close() { if (this.readyState < 2) this.readyState = 2; }
  }
  for (const [name, state] of [['CONNECTING', 0], ['OPEN', 1], ['CLOSING', 2], ['CLOSED', 3]])
    ScriptedWebSocket[name] = ScriptedWebSocket.prototype[name] = state;
  window.WebSocket = ScriptedWebSocket;
  Math.random = () => random;

  const told = what => (typeof what === 'string' ? what : (what && what.message) || '');
  window.addEventListener('error', event => seen.errors.push(String(event.message)));
  window.addEventListener('unhandledrejection', event => seen.errors.push(told(event.reason)));
  for (const level of ['warn', 'error']) {
    const real = console[level];
    console[level] = (...all) => { seen.errors.push(`${level}: ${all.map(told).join(' ').trim()}`); real.apply(console, all); };
  }
}

/** Runs in the page, part of `install`: timers that run when `advance` says so, in the order in which they are due. */
function installClock(seen) {
  const real = window.setTimeout.bind(window), waiting = new Map();
  let now = 0, next = 1;
  const add = (call, delay, rest, every) => {
    const ms = Math.max(0, Number(delay) || 0);
    waiting.set(next, { due: now + ms, call: () => call(...rest), every: every ? Math.max(1, ms) : null });
    return next++;
  };
  window.setTimeout = (call, delay, ...rest) => {
    if (!seen.capture) return add(call, delay, rest, false);
    seen.timers.push({ delay, call });
    return -1;
  };
  window.setInterval = (call, delay, ...rest) => add(call, delay, rest, true);
  window.clearTimeout = window.clearInterval = id => { waiting.delete(id); };
  // real time, for what the browser does by itself: promises, blobs; two frames where something is observed
  let observed = false;
  const observe = IntersectionObserver.prototype.observe;
  IntersectionObserver.prototype.observe = function (element) { observed = true; return observe.call(this, element); };
  seen.breathe = (ms = 0) => new Promise(done => real(done, ms));
  seen.frames = async () => {
    await seen.breathe();
    if (observed) await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => real(done))));
  };
  seen.advance = async ms => {
    const end = now + ms;
    for (;;) {
      let first = null;
      for (const [id, timer] of waiting) if (timer.due <= end && (!first || timer.due < first.timer.due)) first = { id, timer };
      if (!first) break;
      now = Math.max(now, first.timer.due);
      if (first.timer.every) first.timer.due = now + first.timer.every;
      else waiting.delete(first.id);
      try { first.timer.call(); } catch (error) { reportError(error); }
      await seen.breathe();
    }
    now = end;
  };
}

/** Runs in the page: one step. A step with nothing to act on does nothing; one that the browser refuses throws. */
function act(step) {
  const seen = window.__seen;
  const socket = seen.sockets[step.socket ?? seen.sockets.length - 1];
  const element = selector => document.querySelector(selector);
  const captured = call => {
    seen.capture = true;
    try { call(); } catch (error) { reportError(error); } finally { seen.capture = false; }
  };
  if ('recv' in step) socket?.receive(step.recv);
  else if ('recvHex' in step) {
    const bytes = new Uint8Array((step.recvHex.match(/../g) || []).map(pair => parseInt(pair, 16)));
    socket?.receive(socket.binaryType === 'arraybuffer' ? bytes.buffer : new Blob([bytes]));
  } else if ('fill' in step) { const field = element(step.fill); if (field) field.value = step.value; }
  else if ('check' in step) { const box = element(step.check); if (box) box.checked = step.on ?? true; }
  else if ('select' in step) {
    for (const option of element(step.select)?.options || []) option.selected = step.values.includes(option.value);
  } else if ('submit' in step) element(step.submit)?.requestSubmit(step.by ? element(step.by) : null);
  else if ('click' in step) element(step.click)?.click();
  else if ('change' in step) element(step.change)?.dispatchEvent(new Event('change', { bubbles: true }));
  else if ('event' in step) element(step.on)?.dispatchEvent(new CustomEvent(step.event, { bubbles: true, cancelable: true }));
  else if ('drop' in step) captured(() => socket?.end(step.drop, step.reason || ''));
  else if ('fire' in step) captured(() => seen.timers.shift()?.call());
  else if ('open' in step) socket?.open();
  else throw new Error(`no step is called ${Object.keys(step).join(', ')}`);
}

/** Runs in the page: a step, some ms of the page's clock, and what there is to see then; with no step only the ms. */
async function turn({ step, ms }) {
  const seen = window.__seen;
  if (step === 'load') seen.sockets.forEach(socket => socket.open());
  else if (step && !('enter' in step)) try { act(step); } catch (error) { seen.errors.push(String(error)); }
  if (step?.recvHex !== undefined) await seen.breathe(50);
  await seen.frames();
  await seen.advance(ms);
  await seen.frames();
  if (!step) return null;
  const { sent, sockets, timers, errors } = seen;
  return {
    sent: sent.splice(0),
    sockets: sockets.map(({ url, readyState }) => ({ url, state: readyState })),
    timers: timers.map(timer => timer.delay ?? null),
    html: document.body ? document.body.innerHTML : '',
    errors: errors.splice(0),
  };
}

// ---------------------------------------------------------------- a scenario

/** Plays a scenario in a page of its own: one entry a step, the load first. */
async function play(browser, scenario) {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(120000); // a busy machine is no difference
    const url = scenario.url || DEFAULT_URL;
    const loaded = scripts(scenario);
    await page.route('**/*', route => {
      const asked = route.request().url();
      const script = asked.match(/__s(\d+)\.js$/);
      if (asked === new URL(url).href.replace(/#.*/, ''))
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body: documentOf(scenario, loaded.length) });
      if (script) return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: loaded[script[1]] });
      return route.fulfill({ status: 204, body: '' });
    });
    await page.addInitScript(`${installClock}\n${act}\n${turn}\n(${install})(${Number(scenario.random ?? 0.5)}); window.__seen.turn = turn;`);
    await page.goto(url);
    const turned = given => page.evaluate(given => window.__seen.turn(given), given);
    await turned({ ms: BEFORE_OPEN });
    const result = [{ step: 'load', ...(await turned({ step: 'load', ms: AFTER_OPEN })) }];
    for (const step of scenario.steps || []) {
      if ('enter' in step && (await page.$(step.enter))) await page.press(step.enter, 'Enter', { timeout: 20000 });
      result.push({ step, ...(await turned({ step, ms: step.wait ?? AFTER_STEP })) });
    }
    return JSON.parse(JSON.stringify(result)); // NaN is null, as in a file
  } catch (error) {
    throw new Error(`${scenario.name}: ${error.message}`);
  } finally {
    await context.close();
  }
}

/** JSON with sorted keys and no white space. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** CRC-32 of a text in UTF-8 (`zlib.crc32`, which older Node does not have). */
function crc32(text) {
  let crc = ~0;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** What a scenario asks for, in eight hex digits: a recorded result belongs to the scenario whose digest it carries. */
function digest({ digest: _, result: __, ...asked }) {
  return crc32(canonical(asked)).toString(16).padStart(8, '0');
}

/** Maps with a few at a time, in order. */
async function several(items, limit, work) {
  const done = [];
  let next = 0;
  const worker = async () => { while (next < items.length) { const at = next++; done[at] = await work(items[at]); } };
  await Promise.all(Array.from({ length: limit }, worker));
  return done;
}

// ---------------------------------------------------------------- files

const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));
const text = scenarios => `[\n${scenarios.map(scenario => JSON.stringify(scenario)).join(',\n')}\n]\n`;

/** A result without the classes that htmx sets for a while, such as that of a request which the browser is making. */
const counted = value => typeof value !== 'string' ? value : value.replace(/ class="([^"]*)"/g, (_, classes) => {
  const kept = classes.split(/\s+/).filter(name => name && !name.startsWith('htmx-'));
  return kept.length ? ` class="${kept.join(' ')}"` : '';
});

/** What of a fresh result differs from the recorded one, in words. Of errors only the number counts: the words are Chromium's. */
function differences(recorded, fresh) {
  if (!recorded) return ['was never recorded'];
  if (recorded.length !== fresh.length) return [`has ${recorded.length} entries, played ${fresh.length}`];
  const told = [];
  for (const [index, entry] of fresh.entries()) {
    for (const key of ['sent', 'sockets', 'timers', 'html'])
      if (!isDeepStrictEqual(counted(recorded[index][key]), counted(entry[key])))
        told.push(`step ${index}: ${key}\n    recorded ${JSON.stringify(recorded[index][key])}\n    played   ${JSON.stringify(entry[key])}`);
    const errors = (recorded[index].errors || entry.errors).length;
    if (errors !== entry.errors.length) told.push(`step ${index}: ${errors} errors recorded, played ${JSON.stringify(entry.errors)}`);
  }
  return told;
}

/** Records a file anew. */
async function record(browser, file) {
  const scenarios = read(file);
  const fresh = await several(scenarios, JOBS, async scenario => {
    const { digest: _, result: __, ...asked } = scenario;
    return { ...asked, digest: digest(asked), result: await play(browser, asked) };
  });
  fs.writeFileSync(file, text(fresh));
  console.log(`${file}: ${fresh.length} recorded`);
  return 0;
}

/** Compares a file with what htmx does now; the number of scenarios that differ. */
async function check(browser, file, only) {
  const scenarios = read(file).filter(scenario => scenario.name.includes(only));
  const differ = (await several(scenarios, JOBS, async scenario => {
    const told = scenario.digest === digest(scenario) ? [] : [`digest is ${scenario.digest}, should be ${digest(scenario)}: record it anew`];
    // a machine that was busy for a moment is no difference: what differs is played once more
    let found = differences(scenario.result, await play(browser, scenario));
    if (found.length) {
      found = differences(scenario.result, await play(browser, scenario));
      if (!found.length) console.log(`${scenario.name}: differed once, and not again`);
    }
    return [...told, ...found].map(line => `${scenario.name}: ${line}`);
  })).filter(told => told.length);
  for (const told of differ) console.log(told.join('\n'));
  console.log(`${file}: ${scenarios.length} played, ${differ.length} differ`);
  return differ.length;
}

async function main(words) {
  const checks = words.includes('--check');
  const at = words.indexOf('--only');
  const only = at < 0 ? '' : words[at + 1];
  const files = words.filter((word, index) => !word.startsWith('--') && (at < 0 || index !== at + 1));
  if (!files.length || (only && !checks)) {
    console.error('usage: node record.mjs [--check [--only TEXT]] FILE.json…');
    return 2;
  }
  if (!fs.existsSync(path.join(NM, 'playwright-core'))) {
    console.error(`no packages in ${NM}: run .ci/conformance, which brings them, or name their folder in NM`);
    return 2;
  }
  const { chromium } = createRequire(path.join(NM, 'packages.cjs'))('playwright-core');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  let differ = 0;
  try {
    for (const file of files) differ += checks ? await check(browser, file, only) : await record(browser, file);
  } finally {
    await browser.close();
  }
  return differ ? 1 : 0;
}

process.exitCode = await main(process.argv.slice(2));
