// What a page's code finds around it: a window, a document and elements over a snapshot of the page, Date and random
// numbers as they are told. What is not here needs a browser, and says so by name.
(host) => {
  'use strict';
  const RealWeakRef = WeakRef, language = new Set(Object.getOwnPropertyNames(globalThis));
  const plainFunction = Function, AsyncFunction = (async () => {}).constructor;
  const stringify = JSON.stringify, realKeys = Object.keys, realOwn = Object.prototype.hasOwnProperty;
  const define = (object, name, value) =>
    Object.defineProperty(object, name, { value, writable: true, configurable: true, enumerable: false });

  class NeedsBrowser extends Error {}
  const needs = (what) => { host.needs(String(what).toWellFormed()); throw new NeedsBrowser(what); };
  const text = (value) => `${value}`.toWellFormed();

  // ---- lists of elements

  const collection = (name, nodes, named) => {
    const list = Object.create(collections[name].prototype);
    nodes.forEach((node, i) => { list[i] = node; });
    define(list, 'length', nodes.length);
    if (!named) return list;
    return new Proxy(list, {
      get: (list, key) => (typeof key === 'string' && !(key in list) && list.namedItem(key)) || list[key],
    });
  };
  class List {
    item(i) { return this[i] ?? null; }
    get [Symbol.toStringTag]() { return this.constructor.name; }
    [Symbol.iterator]() { return Array.prototype[Symbol.iterator].call(this); }
  }
  class NodeList extends List {
    forEach(f, self) { Array.prototype.forEach.call(this, f, self); }
    keys() { return Array.prototype.keys.call(this); }
    values() { return Array.prototype.values.call(this); }
    entries() { return Array.prototype.entries.call(this); }
  }
  class RadioNodeList extends NodeList {
    get value() { return [...this].find((node) => node.type === 'radio' && node.checked)?.value ?? ''; }
  }
  class HTMLCollection extends List {
    namedItem(name) { return [...this].find((node) => node.id === name || node.getAttribute('name') === name) ?? null; }
  }
  class HTMLOptionsCollection extends HTMLCollection {}
  class DOMTokenList extends List {}
  class HTMLFormControlsCollection extends HTMLCollection {
    namedItem(name) { return named([...this].filter((node) => node.id === name || node.getAttribute('name') === name)); }
  }
  const collections = { NodeList, RadioNodeList, HTMLCollection, HTMLOptionsCollection, HTMLFormControlsCollection };
  const named = (nodes) => (nodes.length > 1 ? collection('RadioNodeList', nodes) : nodes[0] ?? null);

