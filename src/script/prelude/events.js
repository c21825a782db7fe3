  // ---- events

  const ofEveryEvent = ['bubbles', 'cancelable', 'composed', 'defaultPrevented', 'eventPhase', 'isTrusted', 'timeStamp', 'returnValue', 'cancelBubble'];
  const ofKeys = ['key', 'code', 'repeat', 'isComposing', 'keyCode', 'charCode', 'location', 'submitter', 'data', 'inputType'];
  const noneHas = ['document', 'window', 'self', 'htmx', 'console', 'FormData', 'URL', 'URLSearchParams', 'localStorage', 'sessionStorage', 'navigator'];
  const phases = { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 };
  let event, eventFields;
  const makeEvent = (scope) => {
    const target = one(scope.target), currentTarget = one(scope.currentTarget);
    eventFields = { ...phases, ...scope.properties, type: scope.type, target, srcElement: target, currentTarget };
    if (scope.submitter !== null || scope.type === 'submit') eventFields.submitter = one(scope.submitter);
    for (const name of ['preventDefault', 'stopPropagation', 'stopImmediatePropagation']) eventFields[name] = () => {};
    const missing = (key) => {
      if (key === Symbol.toStringTag) return needs('Object.prototype.toString.call(event)');
      if (typeof key === 'symbol' || key === 'then' || language.has(key) || noneHas.includes(key)) return undefined;
      if (ofKeys.includes(key) && realKeys(scope.properties).length && !/^key/.test(scope.type)) return undefined;
      return scope.complete && !ofEveryEvent.includes(key) && key !== 'composedPath' ? undefined : needs(`event.${key}`);
    };
    return new Proxy(eventFields, {
      get: (fields, key) => (realOwn.call(fields, key) ? fields[key] : missing(key)),
      has: (fields, key) => realOwn.call(fields, key) || (missing(key), false),
      set: (_, key) => needs(`event.${text(key)} = …`),
      ownKeys: () => needs('Object.keys(event)'),
    });
  };

