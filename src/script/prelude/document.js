  // ---- the document

  const ROOT = 0;
  const documentReads = {
    nodeType: () => 9, nodeName: () => '#document', nodeValue: () => null, textContent: () => null, defaultView: () => window,
    body: () => one(ask(ROOT, 'body')), head: () => one(ask(ROOT, 'head')), documentElement: () => one(ask(ROOT, 'html')),
    title: () => ask(ROOT, 'title'), URL: () => host.href(), documentURI: () => host.href(), baseURI: () => ask(ROOT, 'base'), location: () => location,
    readyState: () => (host.loading() ? 'loading' : 'complete'), compatMode: () => ask(ROOT, 'mode'),
    characterSet: () => 'UTF-8', contentType: () => 'text/html',
    currentScript: () => one(host.current()), forms: () => collection('HTMLCollection', many(ask(ROOT, 'byTag', 'form')), true),
    children: () => collection('HTMLCollection', many(ask(ROOT, 'children')), true),
    getElementById: () => (id) => one(ask(ROOT, 'byId', id)),
    getElementsByName: () => (name) => collection('NodeList', many(ask(ROOT, 'byName', name))),
    contains: () => (other) => other === document || (of(other) >= 0 && ask(ROOT, 'contains', of(other))),
    hasFocus: () => () => needs('document.hasFocus'),
  };
  for (const name of realKeys(queries(ROOT))) documentReads[name] = () => queries(ROOT)[name];
  const document = new Proxy({}, {
    get: (target, key) => {
      if (key === Symbol.toStringTag) return 'HTMLDocument';
      if (typeof key === 'symbol') return target[key];
      if (key === 'then') return undefined;
      return realOwn.call(documentReads, key) ? documentReads[key]() : needs(`document.${key}`);
    },
    has: (_, key) => realOwn.call(documentReads, key) || needs(`${text(key)} in document`),
    set: (_, key) => needs(`document.${text(key)} = …`),
    defineProperty: (_, key) => needs(`document.${text(key)} = …`),
    ownKeys: () => needs('Object.keys(document)'),
  });

