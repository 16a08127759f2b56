import type { ScriptDialect } from '@dragoman/core';

const areas = ['Bot', 'User', 'Session', 'Conversation', 'Contact', 'Order', 'Agent', 'Channel'];
const verbs = ['get', 'set', 'delete', 'has', 'list', 'count', 'copy', 'clear', 'find', 'log'];

const functionOf = (area: string, verb: string, index: number): string => `
  ${verb}${area}Data: function (namespace, name, value) {
    if (typeof name !== "string") throw new TypeError("${verb}${area}Data takes a name");
    var known = host.read("variables", name), text = value === undefined ? "" : String(value);
    if (text.length > ${1000 + index}) throw new TypeError("${verb}${area}Data: " + text.length + " characters are too many");
    if (value !== undefined) host.emit({ kind: "set", name: namespace + "." + name, value: value, scope: "session" });
    return known === null ? null : known;
  },`;

/** Stands for a vendor's way of scripting: an object of 80 functions, with classes and tables of its own. */
export const vendorDialect: ScriptDialect = {
  id: 'vendor',
  prelude: `
var types = { __proto__: null, ${areas.map((area, index) => `${area}: ${index}`).join(', ')} };
function HashMap(entries) { for (var name in entries) this[name] = entries[name]; }
HashMap.prototype.keySet = function () { return Object.keys(this); };
global.botContext = {${areas.flatMap((area, row) => verbs.map((verb, column) => functionOf(area, verb, row * 10 + column))).join('')}
  getBotVariable: function (name) { return host.read("variables", name); },
  setBotVariable: function (name, value, session) { host.emit({ kind: "set", name: name, value: value, scope: session ? "session" : "turn" }); }
};
global.HashMap = HashMap;`,
};
