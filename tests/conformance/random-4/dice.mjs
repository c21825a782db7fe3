// Chance that can be had again: every draw follows from the text it was made with.

export class Dice {
  #state = 0;

  constructor(text) {
    for (const character of text) this.#state = (Math.imul(this.#state, 31) + character.codePointAt(0)) | 0;
    for (let turn = 0; turn < 4; turn++) this.next();
  }

  /** From 0 to below 1 (mulberry32). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  chance(share) { return this.next() < share; }

  /** A whole number, both ends included. */
  between(low, high) { return low + Math.floor(this.next() * (high - low + 1)); }

  of(list) { return list[Math.floor(this.next() * list.length)]; }

  /** One of the values, each with its weight: `[[3, a], [1, b]]`; a function is called. */
  weighted(list) {
    let at = this.next() * list.reduce((sum, [weight]) => sum + weight, 0);
    const [, value] = list.find(([weight]) => (at -= weight) < 0) ?? list[0];
    return typeof value === 'function' ? value() : value;
  }

  shuffled(list) {
    const all = [...list];
    for (let at = all.length - 1; at > 0; at--) {
      const other = this.between(0, at);
      [all[at], all[other]] = [all[other], all[at]];
    }
    return all;
  }

  several(low, high, make) { return Array.from({ length: this.between(low, high) }, (_, index) => make(index)); }
}
