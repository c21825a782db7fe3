// Makes random scenarios for htmx 1, 1-ext and 2, to find where hxws and the real htmx differ.
//
//   node tests/conformance/random.mjs SEED COUNT [CATEGORY…] > FILE.json
//   NM=… node tests/conformance/record.mjs FILE.json
//   CONFORMANCE_FILES=FILE.json cargo test --test conformance files_named
//
// The same seed makes the same scenarios. Categories are connect, receive, reconnect, send, trigger and morph (default: all);
// HTMX=2 makes only those of that htmx. The grammar is in random/: it knows the attributes of htmx, and no existing scenario.

import { draws } from './random/draw.mjs';
import { configuration, page } from './random/page.mjs';
import { steps } from './random/steps.mjs';

/** How much of what a page of a category holds, and what happens to it. */
const CATEGORIES = {
  connect: { size: 2, blocks: 2, senders: 0.4, sockets: 1.5, plain: 0.1, config: 0.2, steps: { recv: 1, act: 1, close: 0.5 } },
  receive: { size: 5, blocks: 6, senders: 0.5, sockets: 0.4, plain: 0.97, config: 0.2, steps: { recv: 10, act: 1, close: 0.3 } },
  reconnect: { size: 3, blocks: 1.5, senders: 2, sockets: 1, plain: 0.95, config: 0.3, steps: { recv: 2, act: 3, close: 8 } },
  send: { size: 3, blocks: 0.5, senders: 5, sockets: 0.2, plain: 0.97, config: 0.15, steps: { recv: 0.7, act: 10, close: 0.5 } },
  trigger: { size: 3, blocks: 1, senders: 4, sockets: 0.4, plain: 1, config: 0.1, steps: { recv: 3, act: 10, close: 1 } },
  morph: { size: 4, blocks: 6, senders: 1, sockets: 0.2, plain: 1, config: 0.1, libs: true, steps: { recv: 10, act: 2, close: 0.1 } },
};

/** One scenario. */
function scenario(seed, index, categories, versions) {
  const draw = draws(seed * 100003 + index);
  const category = categories[index % categories.length];
  const weights = CATEGORIES[category];
  const htmx = draw.one(versions);
  const libs = weights.libs ? draw.of([4, ['idiomorph']], [4, ['morphdom']], [1, ['morphdom', 'idiomorph']]) : [];
  const named = { idiomorph: draw.one(['morph', 'morph', 'idiomorph']), morphdom: 'morphdom-swap' };
  const enabled = libs.filter(() => draw.chance(0.9)).map(lib => named[lib]);
  const world = { htmx, libs, enabled, weights, count: 0, sockets: 0, targets: [], markup: '' };
  const said = configuration(draw, world, weights.config);
  world.markup = page(draw, world, weights);
  return {
    name: `random-${seed}-${index}`, category, htmx, ...said, ...(libs.length ? { libs } : {}), page: world.markup,
    steps: steps(draw, world, weights.steps),
  };
}

function main([seed, count, ...chosen]) {
  const categories = chosen.length ? chosen : Object.keys(CATEGORIES);
  const unknown = categories.filter(category => !CATEGORIES[category]);
  if (!(Number(seed) >= 0) || !(Number(count) >= 0) || unknown.length) {
    console.error(`usage: node random.mjs SEED COUNT [${Object.keys(CATEGORIES).join('|')}]…`);
    return 2;
  }
  const versions = process.env.HTMX ? process.env.HTMX.split(',') : ['1', '1ext', '2', '2'];
  const made = Array.from({ length: Number(count) }, (_, index) => scenario(Number(seed), index, categories, versions));
  console.log(`[\n${made.map(each => JSON.stringify(each)).join(',\n')}\n]`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
