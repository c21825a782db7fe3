// Messages: HTML, out-of-band pieces, partials, JSON, and what nearly is one of them.

import { attribute, copy, element, elements, html } from './markup.mjs';

export class Messages {
  constructor(dice, category, pages, top) {
    Object.assign(this, { dice, category, pages, words: pages.words, top });
    this.morphs = category === 'morph' || category === 'swap-extensions' ? 4 : 1;
  }

  message() {
    const { dice } = this;
    const text = dice.weighted([[this.category === 'morph' ? 1 : 4, () => this.pieces()], [this.category === 'morph' ? 5 : 1.5, () => this.changedPage()], [0.3, () => this.document()]]);
    return dice.weighted([[5, text], [3.5, () => this.json(text)], [0.3, () => this.otherJson()], [0.3, () => this.broken(text)]]);
  }

  /**
   * Some of the pieces that make a message, in any order. Behind table parts a form is none: in a template Chromium
   * makes it an empty one, where the HTML Standard (§13.2.6.4.9) has none.
   */
  pieces() {
    const { dice, pages } = this;
    const oob = this.category === 'oob' ? 5 : 1.5;
    const all = dice.several(1, 4, () => dice.weighted([
      [3, () => html(pages.node(1))], [oob, () => this.oob()], [1.5, () => this.partial()], [0.3, '<title>New</title>'], [0.2, '<!-- c -->'], [0.3, () => this.words.text()],
      [0.2, '<script>window.x = 1</script>'], [0.2, '<head><title>H</title></head>'], [0.3, () => html(pages.item())], [0.2, () => html(pages.body())], [0.1, '</div>'], [0.1, '<tr><td>1</td></tr>'],
    ]));
    const holdsTable = all.some(piece => /^<(tr|td|tbody)/.test(piece));
    return all.filter(piece => !holdsTable || !piece.includes('<form')).join(dice.chance(0.85) ? '' : '\n');
  }

  document() {
    const { dice } = this;
    return `${dice.of(['<!doctype html>', ''])}${dice.of(['<html>', '<html lang="de">', ''])}${dice.of(['<head><title>D</title><meta name="x"></head>', ''])}<body class="b"${dice.chance(0.2) ? ' hx-swap-oob="true"' : ''}>${this.pieces()}</body>${dice.of(['</html>', ''])}`;
  }

  /** A part of the page, as it could come back. */
  part() {
    const { dice } = this;
    const all = [...elements(this.top)].filter(node => node.tag && attribute(node, 'id') && !attribute(node, 'hx-ws:connect'));
    return all.length ? copy(dice.of(all)) : element('p', this.pages.common(), [this.words.text()]);
  }

  /** The same with children moved, changed, taken away and added. */
  changed(node, depth = 0) {
    const { dice, pages, words } = this;
    if (typeof node === 'string') return dice.chance(0.3) ? words.text() : node;
    node.kids = node.kids.filter(() => dice.chance(0.88)).map(kid => this.changed(kid, depth + 1));
    if (dice.chance(0.3)) node.kids = dice.shuffled(node.kids);
    if (dice.chance(0.25) && !['input', 'textarea', 'select', 'script'].includes(node.tag))
      node.kids.splice(dice.between(0, node.kids.length), 0, node.tag === 'ul' ? pages.item() : node.tag === 'table' ? pages.body() : node.tag === 'tbody' ? element('tr', [], [element('td', [], ['n'])]) : node.tag === 'tr' ? element('td', [], ['n']) : pages.node(2));
    if (dice.chance(0.1) && node.kids.length) node.kids.push(copy(dice.of(node.kids)));
    if (depth && dice.chance(0.15)) node.attrs = node.attrs.map(([name, value]) => (name === 'id' ? [name, words.id()] : [name, value]));
    if (dice.chance(0.1)) node.attrs = node.attrs.filter(([name]) => name === 'id' || dice.chance(0.5));
    if (dice.chance(0.1)) node.attrs = [...node.attrs.filter(([name]) => name !== 'class'), ['class', words.className()]];
    if (dice.chance(0.15) && ['input', 'button', 'option'].includes(node.tag)) node.attrs = [...node.attrs.filter(([name]) => name !== 'value'), ['value', words.value()]];
    if (dice.chance(0.08) && ['input', 'option'].includes(node.tag)) node.attrs.push([node.tag === 'input' ? 'checked' : 'selected', '']);
    if (depth && dice.chance(0.04)) node = element(dice.of(['div', 'section']), [], [node]);
    if (depth && dice.chance(0.03) && !['input', 'table', 'tbody'].includes(node.tag)) node.tag = dice.of(['div', 'p', 'span']);
    return node;
  }

  /** A changed part of the page, aimed at where it was. */
  changedPage() {
    const { dice, words } = this;
    const part = this.part(), id = attribute(part, 'id'), target = words.idSelector(id ?? 'live');
    const changed = this.changed(part), inner = () => changed.kids.map(html).join('');
    const style = dice.chance(0.75) ? dice.of(['innerMorph', 'outerMorph', ...this.libStyles()]) : words.style(this.morphs);
    const whole = /^outer|:outer|^morph|^(before|after|delete)/.test(style) && dice.chance(0.9);
    const modifiers = dice.chance(0.1) ? ` ${words.modifier()}` : '';
    return dice.weighted([
      [4, () => `<hx-partial hx-target="${target}" hx-swap="${style}${modifiers}">${whole ? html(changed) : inner()}</hx-partial>`],
      [3, () => { changed.attrs.push(['hx-swap-oob', style + modifiers]); return html(changed); }],
      [1, () => `<div hx-swap-oob="${style}:${target}">${whole ? html(changed) : inner()}</div>`], [1, () => (whole ? html(changed) : inner())],
    ]) + (dice.chance(0.15) ? this.pieces() : '');
  }

  libStyles() { return this.category === 'swap-extensions' ? ['morph', 'morph:outerHTML', 'morph:innerHTML', 'morphdom', 'morph:{morphStyle:"innerHTML"}'] : []; }

  oobValue() {
    const { dice, words } = this;
    return dice.weighted([
      [4, 'true'], [6, () => `${words.style(this.morphs)}:${words.extended()}`], [4, () => words.swap(this.morphs)], [1.5, () => `${words.style()} target:${words.target()}`], [0.3, ''], [0.3, 'false'],
      [0.3, () => `${words.style()}: ${words.css()}`], [0.3, () => `true:${words.css()}`], [0.3, () => `${words.style()}:${words.css()} ${words.modifier()}`], [0.2, () => `${words.style()} ${words.modifier()}:${words.css()}`],
      [0.2, () => `${words.css()}`], [0.2, () => `${words.style()}:`], [0.2, () => ` ${words.style()}`], [0.3, () => `${words.style()}, ${words.style()}:${words.css()}`],
    ]);
  }

  oob() {
    const { dice, pages } = this;
    const node = dice.weighted([[4, () => this.part()], [4, () => pages.node(1)], [1, () => pages.item()], [0.5, () => pages.body()], [0.5, () => element('template', pages.common(), pages.flow(1, 2))]]);
    const made = typeof node === 'string' ? element('div', pages.common(), [node]) : node;
    const changed = dice.chance(0.5) ? this.changed(made) : made;
    changed.attrs = changed.attrs.filter(([name]) => name !== 'hx-swap-oob');
    changed.attrs.push([dice.chance(0.95) ? 'hx-swap-oob' : `${pages.prefix || 'data-hx-'}swap-oob`, this.oobValue()]);
    const below = [...elements(changed)].slice(1);
    if (below.length && dice.chance(0.15)) dice.of(below).attrs.push(['hx-swap-oob', this.oobValue()]);
    return html(dice.chance(0.1) ? element('div', pages.common(0.3), [changed]) : changed);
  }

  partial(depth = 0) {
    const { dice, words, pages } = this;
    const attrs = [];
    if (dice.chance(0.8)) attrs.push([dice.chance(0.95) ? 'hx-target' : 'data-hx-target', words.extended()]);
    if (dice.chance(0.25)) attrs.push(['id', words.id()]);
    if (dice.chance(0.75)) attrs.push(['hx-swap', words.swap(this.morphs)]);
    if (dice.chance(0.05)) attrs.push(['hx-select', words.css()]);
    if (dice.chance(0.05)) attrs.push(['hx-swap-oob', this.oobValue()]);
    const kids = dice.several(0, 2, () => dice.weighted([[5, () => pages.node(1)], [0.6, () => this.oob()], [depth ? 0 : 0.4, () => this.partial(depth + 1)], [0.2, '<title>P</title>']]));
    return html(element(dice.weighted([[20, 'hx-partial'], [0.3, 'HX-Partial'], [0.5, 'hx-other'], [0.2, 'hx-oob']]), attrs, kids));
  }

  json(text) {
    const { dice, words } = this;
    const message = { [dice.chance(0.9) ? 'content' : 'payload']: dice.chance(0.96) ? text : dice.of([5, null, [text], { html: text }, true, '', '  ']) };
    if (dice.chance(0.6)) message.target = dice.chance(0.95) ? words.extended() : dice.of([5, null, '', ['#a'], {}, true]);
    if (dice.chance(0.6)) message.swap = dice.chance(0.95) ? words.swap(this.morphs) : dice.of([5, null, '', ['innerHTML'], {}, true]);
    if (dice.chance(0.2)) message.select = dice.chance(0.9) ? words.css() : dice.of([5, null, '', ['p'], '##']);
    if (dice.chance(0.1)) message[dice.of(['type', 'channel', 'format', 'selectOOB', 'payload', 'headers'])] = dice.of(['x', '<p>y</p>']);
    return JSON.stringify(Object.fromEntries(dice.shuffled(Object.entries(message))));
  }

  otherJson() { return this.dice.of(['42', '"<b>s</b>"', 'null', 'true', '[]', '[{"content":"x"}]', '{}', '{"type":"x"}', '0', '""', '{"__proto__":{"content":"x"}}', ' {"content":"x"} ', '{"content":"a","content":"b"}']); }

  broken(text) {
    return this.dice.of([`{${text}}`, `[${text}`, `{"content":"x",}`, `{'content':'x'}`, '{"content":"a\nb"}', '{content:1}', '', ' ', `{"content":"x"}${text}`, '[1,]', '\uFEFF{"content":"x"}']);
  }
}
