// Makes random scenarios for htmx 4, from a grammar of pages, messages and steps: the same seed makes the same ones.
//
//   node tests/conformance/random-4.mjs [--seed N] [--count N] [--category NAME] > FILE.json
//
// A category is one of `WEIGHTS` below (default: all of them in turn). record.mjs adds what the real htmx does, and
//
//   CONFORMANCE_FILES=FILE.json cargo test --test conformance files_named
//
// holds hxws against that. What differs is shrunk by hand, and its rule is kept as a scenario of `own-4*.json`. Left out is
// what another run may give another result for: view transitions, which take the browser's own time, and layout.

import { Dice } from './random-4/dice.mjs';
import { Pages } from './random-4/pages.mjs';
import { Messages } from './random-4/messages.mjs';
import { Steps } from './random-4/steps.mjs';
import { html } from './random-4/markup.mjs';

/** How often a step receives, uses a sender, or has to do with the connection. */
const WEIGHTS = {
  receive: { receive: 8, send: 1, connection: 0.3 },
  oob: { receive: 8, send: 1, connection: 0.3 },
  morph: { receive: 8, send: 2, connection: 0.2 },
  send: { receive: 1, send: 8, connection: 0.5 },
  trigger: { receive: 1, send: 8, connection: 0.3 },
  reconnect: { receive: 1, send: 2, connection: 6 },
  'connect-url': { receive: 1, send: 1, connection: 3 },
  'swap-extensions': { receive: 6, send: 1, connection: 0.2 },
};

/** One scenario. */
function scenario(seed, index, category) {
  const dice = new Dice(`${seed}/${index}/${category}`);
  const pages = new Pages(dice, category);
  const { head, scripts, libs, url, top } = pages.page();
  const steps = new Steps(dice, category, WEIGHTS[category], top, new Messages(dice, category, pages, top));
  const made = { name: `random-4-${seed}-${index}-${category}`, category, htmx: '4', url, page: html(top) };
  if (head) made.head = head;
  if (scripts.length) made.scripts = scripts;
  if (libs.length) made.libs = libs;
  if (dice.chance(category === 'reconnect' ? 0.5 : 0.05)) made.random = dice.of([0, 0.25, 0.5, 0.75, 0.999]);
  made.steps = steps.list(dice.between(3, 8));
  return made;
}

function option(words, name, otherwise) {
  const at = words.indexOf(`--${name}`);
  return at < 0 ? otherwise : words[at + 1];
}

function main(words) {
  const seed = Number(option(words, 'seed', 1)), count = Number(option(words, 'count', 100));
  const category = option(words, 'category', null);
  const categories = category ? [category] : Object.keys(WEIGHTS);
  if (!(count > 0) || categories.some(name => !WEIGHTS[name])) {
    console.error(`usage: node random-4.mjs [--seed N] [--count N] [--category ${Object.keys(WEIGHTS).join('|')}]`);
    return 2;
  }
  const made = Array.from({ length: count }, (_, index) => scenario(seed, index, categories[index % categories.length]));
  console.log(`[\n${made.map(one => JSON.stringify(one)).join(',\n')}\n]`);
  return 0;
}

process.exitCode = main(process.argv.slice(2));
