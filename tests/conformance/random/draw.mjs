// Seeded random choices, and markup from them: what the generators of random scenarios share.

/** A generator of numbers from 0 to 1 (mulberry32), the same for the same seed. */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Choices from a seed. */
export function draws(seed) {
  const next = numbers(seed);
  const draw = {
    /** A whole number, both ends included. */
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    chance: probability => next() < probability,
    one: list => list[Math.floor(next() * list.length)],
    /** The value of `make` that often, else an empty text. */
    maybe: (probability, make) => (draw.chance(probability) ? made(make) : ''),
    /** One of `[weight, value]` pairs; a value that is a function is called. */
    of(...pairs) {
      let at = next() * pairs.reduce((sum, [weight]) => sum + weight, 0);
      return made(pairs.find(([weight]) => (at -= weight) < 0)?.[1] ?? pairs[0][1]);
    },
    /** An array of that many. */
    many: (from, to, make) => Array.from({ length: draw.int(from, to) }, (_, index) => make(index)),
    /** Some of a list, in any order. */
    some(list, from, to) {
      const left = [...list];
      return draw.many(from, Math.min(to, list.length), () => left.splice(draw.int(0, left.length - 1), 1)[0]);
    },
  };
  return draw;
}

const made = value => (typeof value === 'function' ? value() : value);

/** An attribute, with a space before it. */
export const attribute = (name, value) =>
  value === null ? ` ${name}` : ` ${name}="${String(value).replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`;

const VOID = new Set(['area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);

/** An element as markup: `attributes` is an object or markup. */
export function element(tag, attributes = '', inner = '') {
  const written = typeof attributes === 'string' ? attributes
    : Object.entries(attributes).filter(([, value]) => value !== undefined).map(([name, value]) => attribute(name, value)).join('');
  return VOID.has(tag) ? `<${tag}${written}>` : `<${tag}${written}>${inner}</${tag}>`;
}

/** A CSS selector for an id, whatever characters it has. */
export const byId = id => `[id="${id.replace(/["\\]/g, '\\$&')}"]`;
