// Steps: what a person does to the page, and what the server and the connection do.

import { attribute, elements } from './markup.mjs';

const CODES = [1000, 1001, 1005, 1006, 1006, 1006, 1011, 1012, 1013, 1014, 1008, 4000];

export class Steps {
  constructor(dice, category, weights, top, messages) {
    Object.assign(this, { dice, category, weights, messages, words: messages.words });
    const all = [...elements(top)].filter(node => node.tag);
    const reached = wanted => all.filter(wanted).map(node => this.selector(node)).filter(Boolean);
    this.any = reached(() => true);
    this.forms = reached(node => node.tag === 'form');
    // a file input takes no value, which is an error
    this.fields = reached(node => ['input', 'textarea'].includes(node.tag) && !['checkbox', 'radio', 'file', 'image'].includes(attribute(node, 'type')));
    this.boxes = reached(node => ['checkbox', 'radio'].includes(attribute(node, 'type')));
    this.lists = reached(node => node.tag === 'select');
    this.buttons = reached(node => node.tag === 'button' || ['submit', 'button', 'image'].includes(attribute(node, 'type')));
    this.senders = reached(node => node.attrs.some(([name]) => /ws.send/.test(name)));
    this.sockets = all.filter(node => node.attrs.some(([name]) => /ws.connect/.test(name))).length;
  }

  /** How a step names an element: by its id, else by its name. */
  selector(node) {
    const id = attribute(node, 'id'), name = attribute(node, 'name');
    if (id) return `${node.tag === 'x-chip' ? '' : node.tag}[id="${id}"]`;
    return name ? `${node.tag}[name="${name.replaceAll('"', '\\"')}"]` : null;
  }

  list(count) {
    const made = [];
    while (made.length < count) {
      made.push(...this.dice.weighted([[this.weights.receive, () => this.receive()], [this.weights.send, () => this.use()], [this.weights.connection, () => this.connection()]]));
    }
    if (this.category === 'reconnect' && this.forms.length && this.dice.chance(0.03)) made.push(...this.burst());
    return made;
  }

  paced(step) { return this.dice.chance(0.12) ? { ...step, wait: this.dice.of([5, 15, 25, 60, 150, 1200]) } : step; }

  receive() {
    const { dice } = this;
    const step = dice.chance(0.98) ? { recv: this.messages.message() } : { recvHex: dice.of(['00ff', '3c703e613c2f703e', '']) };
    if (this.sockets > 1 && dice.chance(0.4)) step.socket = dice.between(0, this.sockets - 1);
    return [this.paced(step), ...(dice.chance(0.15) ? [{ open: true }] : [])];
  }

  connection() {
    const { dice } = this;
    const drop = () => { const step = { drop: dice.of(CODES) }; if (dice.chance(0.2)) step.reason = 'r'; if (this.sockets > 1 && dice.chance(0.4)) step.socket = dice.between(0, this.sockets - 1); return step; };
    return dice.weighted([
      [3, () => [drop(), { fire: true }, { open: true }]], [3, () => [drop(), { fire: true }]], [2, () => [drop()]], [1, [{ fire: true }]], [1, [{ open: true }]],
      [2, () => [drop(), ...this.use(), { fire: true }, ...this.use(), { open: true }]], [1, () => [drop(), { fire: true }, drop(), { fire: true }]],
    ]);
  }

  burst() { return [{ drop: 1006 }, ...Array.from({ length: 103 }, () => ({ submit: this.forms[0], wait: 1 })), { fire: true }, { open: true }]; }

  use() {
    const { dice, words } = this;
    const on = list => (list.length ? dice.of(list) : `.${words.className()}`);
    const some = (list, weight, make) => [list.length ? weight : weight / 20, () => [this.paced(make())]];
    const step = dice.weighted([
      some(this.forms, 4, () => ({ submit: this.forms.length ? dice.of(this.forms) : 'form' })),
      some(this.fields, 3, () => ({ fill: on(this.fields), value: words.value() })), some(this.boxes, 2, () => ({ check: on(this.boxes), on: dice.chance(0.6) })),
      some(this.lists, 2, () => ({ select: on(this.lists), values: dice.several(0, 2, () => words.value()) })), some(this.buttons, 3, () => ({ click: on(this.buttons) })),
      some(this.senders, 3, () => ({ click: on(this.senders) })), some(this.senders, 2, () => ({ change: on(this.senders) })), some(this.fields, 1, () => ({ enter: on(this.fields) })),
      some(this.any, 1, () => ({ event: words.event(), on: on(this.any) })), some(this.senders, this.category === 'trigger' ? 4 : 0.5, () => ({ event: dice.of(['ping', 'pong']), on: on(this.senders) })),
      some(this.any, 0.7, () => ({ click: on(this.any) })), some(this.fields, 1, () => ({ change: on(this.fields) })),
    ]);
    const filled = 'fill' in step[0] || 'check' in step[0] || 'select' in step[0];
    return filled && dice.chance(0.6) && this.senders.length ? [...step, dice.chance(0.5) && this.forms.length ? { submit: dice.of(this.forms) } : { click: dice.of(this.senders) }] : step;
  }
}
