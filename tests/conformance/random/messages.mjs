// Random messages of a server, most of them aimed at what the page has.

import { attribute, element } from './draw.mjs';
import { control, controls } from './controls.mjs';
import { block, connects, ODD_IDS } from './page.mjs';
import { sender } from './senders.mjs';

const STYLES = ['true', 'innerHTML', 'outerHTML', 'beforebegin', 'afterbegin', 'beforeend', 'afterend', 'delete', 'none', 'textContent', 'innerText', 'false', '', 'TRUE', 'OuterHTML', 'innerhtml', 'bogus', 'null', ' true', 'true ', 'morph', 'beforeEnd'];
const MODIFIERS = ['swap:0s', 'settle:0s', 'swap:20ms', 'settle:1s', 'scroll:bottom', 'show:top', 'transition:true', 'ignoreTitle:true', 'focus-scroll:true', 'strip:true'];
const MORPHS = ['morph', 'morph:innerHTML', 'morph:outerHTML', 'morph:{"morphStyle":"innerHTML"}', "morph:{morphStyle:'outerHTML'}", 'morphdom', 'morphdom:#panel', 'morph:#panel', 'Morph', 'morph: outerHTML', 'morphed', 'morph:{ignoreActiveValue:true}', "morph:{morphStyle:'innerHTML', restoreFocus: false}", 'morph:bogus'];
const SELECTORS = ['#panel', '.k', 'p', 'li', 'tr', '#gone', '#live', 'body', '.k, p', '###', '', ' #panel', 'div > p', 'p:first-child', '[title]', '[id="panel"]', '#live p', 'next p', 'previous p', 'closest div', 'find p', 'this', 'document', 'window', 'p:nth-child(2)', 'li:last-child', ':not(p)', 'svg g', 'template', 'form', 'input', 'global p', '*|p', 'main#shell', 'p::before', 'p:has(b)', ':is(p,li)', 'html', 'head', ':root', '#lone', 'option', 'td', 'section', 'ul > li', 'b'];

/** The selector of an id as a server writes it: not escaped. */
const aimed = (draw, world) => draw.of([3, () => `#${draw.one(world.targets)}`], [3, () => draw.one(SELECTORS)]);

/** A value of `hx-swap-oob`. */
function oob(draw, world) {
  const style = draw.of([6, () => draw.one(STYLES.slice(0, 9))], [2, () => draw.one(STYLES)], [world.libs.length ? 10 : 0.2, () => draw.one(MORPHS)]);
  return draw.of([6, style], [4, () => `${style}:${aimed(draw, world)}`], [0.5, () => `${style} ${draw.one(MODIFIERS)}`], [0.2, () => `${style}:${aimed(draw, world)} ${draw.one(MODIFIERS)}`], [0.2, () => `:${aimed(draw, world)}`], [0.2, () => aimed(draw, world)]);
}

const TAGS = ['div', 'p', 'span', 'li', 'ul', 'section', 'output', 'tr', 'td', 'tbody', 'table', 'option', 'select', 'svg', 'g', 'form', 'h2', 'x-card', 'b', 'a', 'caption', 'thead', 'col', 'template', 'img', 'input', 'textarea', 'pre', 'button', 'dd', 'th', 'title', 'body', 'head', 'html', 'script', 'style', 'hx-partial', 'colgroup', 'tfoot', 'article', 'main'];
const aliases = ['hx-swap-oob', 'hx-swap-oob', 'hx-swap-oob', 'hx-swap-oob', 'hx-swap-oob', 'data-hx-swap-oob', 'HX-SWAP-OOB', 'sse-swap'];

/** The tag that the page's element of an id has, mostly: the markup tells. */
function tagOf(draw, world, id) {
  const found = world.markup.match(new RegExp(`<([\\w-]+)[^>]* id="${id.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"`));
  return found && draw.chance(0.7) ? found[1] : draw.one(TAGS);
}

function attributes(draw) {
  return draw.maybe(0.3, () => attribute('class', draw.one(['k', 'hot', 'fresh k', '']))) + draw.maybe(0.1, () => attribute('title', draw.one(['t', 'v']))) + draw.maybe(0.05, ' style="color: blue"') + draw.maybe(0.05, ' width="9"')
    + draw.maybe(0.07, () => attribute(draw.one(['hx-preserve', 'data-hx-preserve']), draw.one(['true', null]))) + draw.maybe(0.03, ' HIDDEN') + draw.maybe(0.02, ' hx-disable');
}

/** The content of a root that has this tag. */
function content(draw, world, tag) {
  const cells = () => draw.many(1, 2, () => element('td', draw.maybe(0.3, () => id(draw, world)), 'n')).join('');
  const fitting = {
    ul: () => draw.many(0, 2, () => element('li', draw.maybe(0.5, () => id(draw, world)), 'new')).join(''), tr: cells, select: () => '<option value="n">N</option>',
    tbody: () => draw.many(1, 2, () => element('tr', draw.maybe(0.5, () => id(draw, world)), cells())).join(''),
    table: () => element('tbody', draw.maybe(0.3, () => id(draw, world)), element('tr', draw.maybe(0.4, () => id(draw, world)), cells())),
    svg: () => `<circle${id(draw, world)} r="2"></circle>`,
  }[tag];
  if (fitting && draw.chance(0.8)) return fitting();
  return draw.of(
    [6, () => draw.one(['new', 'n <b>x</b>', '', ' ', 'a &lt; b', '<i>1</i><i>2</i>', 'text<p>para</p>', '<!-- c -->', '&nbsp;&copy;&bogus;', '\n', '<br/>', '<p>x<p>y'])],
    [3, () => draw.many(1, 2, () => block(draw, world, 1)).join('')],
    [world.weights.senders * 1.5, () => sender(draw, world)], [world.weights.senders * 0.5, () => controls(draw, world)],
    [0.4, () => element('div', `${id(draw, world)}${connects(draw, world)}`, block(draw, world, 2))],
    [0.8, () => root(draw, world, false)],
    [0.2, () => '<script>1</script>'], [0.3, () => element('p', ' hx-preserve' + id(draw, world), 'kept')], [0.3, () => '<template><p id="panel">t</p></template>'],
  );
}

const id = (draw, world) => draw.of([8, () => attribute('id', draw.one(world.targets))], [1, () => attribute('id', draw.one(ODD_IDS))], [1, () => attribute('id', draw.one(['panel', 'live', 'shell', 'lone', 'gone', 'form1', 'field1', 'button1']))], [0.4, ' id=""'], [0.7, '']);

/** One root of a message. */
function root(draw, world, may = true) {
  const aim = draw.one(world.targets);
  const tag = tagOf(draw, world, aim);
  const own = draw.of([8, () => attribute('id', aim)], [2, () => id(draw, world)]);
  const written = draw.of([4, ''], [7, () => attribute(draw.one(aliases), oob(draw, world))]);
  const markup = draw.of(
    [12, () => element(tag, `${own}${written}${attributes(draw)}`, content(draw, world, tag))],
    [may && world.weights.senders, () => sender(draw, world)],
    [may && 0.6 * world.weights.senders, () => control(draw, world, written)],
    [may && 0.4, () => element('div', `${own}${written}${connects(draw, world)}`, content(draw, world, 'div'))],
  );
  return draw.of([30, markup], [0.5, () => markup.replace(/<(\/?)([a-z][\w-]*)/g, (_, end, name) => `<${end}${name.toUpperCase()}`)]);
}

/** What is no root: text, comments, broken markup. */
const noise = draw => draw.one(['text', ' ', '\n', '<!-- note -->', '<title>T2</title>', '<head><title>T3</title><meta name="x"></head>', '</div>', '<p>', '<b>open', '<table>', '<script>1</script>', '<style>p{}</style>', '<!DOCTYPE html>', '<tr>', '<td>', '<link>', '<br>', '&amp;', '<![CDATA[x]]>', '<?php ?>', '<select>', '<svg>', '<template>', '</p>', '<form>', '<body class="z">', '<html lang="x">', '<frameset>', '<noscript>n</noscript>', '<a href=x>', '<base>', '<textarea>', '<plaintext>', '<option>', '<li>', '<', '<1>', '\0']);

/** A message. */
export function message(draw, world) {
  const pieces = draw.many(1, 4, () => draw.of([10, () => root(draw, world)], [1, () => noise(draw)]));
  const text = pieces.join(draw.one(['', '', '', '\n', ' ']));
  return draw.of(
    [40, text],
    [0.7, () => `<html><head><title>w</title></head><body>${text}</body></html>`], [0.7, () => `<body class="dark">${text}</body>`], [0.3, () => `<!DOCTYPE html>${text}`],
    [0.7, () => `<div>${text}</div>`], [0.7, () => `<template>${text}</template>`], [0.4, () => `<table>${text}</table>`], [0.5, () => text.slice(0, draw.int(0, text.length))],
    [0.3, ''], [0.2, '   '], [0.2, '{"a":1}'], [0.3, () => `\n\n ${text}`], [0.3, () => `<head>${text}</head>`], [0.3, () => `<tbody>${text}</tbody>`], [0.3, () => `<svg>${text}</svg>`],
  );
}
