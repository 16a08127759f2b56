import type { ScriptDialect } from '../ports/script-dialect.ts';

/**
 * Core's own dialect: ES5 with a function for each thing a script can do.
 *
 * `get(name)` · `set(name, value, scope?)` · `result(variable, body)` · `send(text)` · `privateSend(text)` ·
 * `quickReplies(options, text?)` · `stop()` · `goto(name)` · `delay(milliseconds)` · `textSplit(on)` ·
 * `event(name, data?)` · `log(text)` · `resume("repeat" | "silent" | "drop")` ·
 * `platform(adapter, raw)`. Reads see what the script itself wrote, as the same live object. None of them ends the script.
 */
export const es5Dialect: ScriptDialect = {
  id: 'es5',
  prelude: `
var written = Object.create(null), keys = Object.keys, isArray = Array.isArray, stringify = JSON.stringify, Text = String, Wrong = TypeError;
var scopes = { __proto__: null, turn: 1, flow: 1, session: 1, contact: 1 };
var ways = { __proto__: null, repeat: 1, silent: 1, drop: 1 };
function nameOf(value, what) {
  if (typeof value !== "string" || value === "") throw new Wrong(what + " is a text that is not empty");
  return value;
}
function textOf(value) {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? stringify(value) : Text(value);
}
function optionOf(given) {
  if (typeof given !== "object" || given === null) return { label: textOf(given) };
  var option = { label: textOf(given.label) };
  if (given.value !== undefined) option.value = textOf(given.value);
  return option;
}
var api = {
  get: function get(name) {
    nameOf(name, "what get reads");
    return name in written ? written[name] : host.read("variables", name);
  },
  set: function set(name, value, scope) {
    var effect = { kind: "set", name: nameOf(name, "what set writes to"), value: value };
    if (scope !== undefined) {
      if (!(scope in scopes)) throw new Wrong("the scope of set is turn, flow, session or contact");
      effect.scope = scope;
    }
    written[name] = value === undefined ? null : value;
    host.emit(effect);
  },
  result: function result(variable, body) {
    host.emit({ kind: "result", variable: nameOf(variable, "the variable of result"), body: body });
  },
  send: function send(text) {
    host.emit({ kind: "send", text: textOf(text) });
  },
  privateSend: function privateSend(text) {
    host.emit({ kind: "private-send", text: textOf(text) });
  },
  quickReplies: function quickReplies(options, text) {
    if (!isArray(options)) throw new Wrong("quickReplies takes a list of labels, or of { label, value }");
    var effect = { kind: "quick-replies", options: [] };
    for (var i = 0; i < options.length; i++) effect.options[i] = optionOf(options[i]);
    if (text !== undefined) effect.text = textOf(text);
    host.emit(effect);
  },
  stop: function stop() {
    host.emit({ kind: "stop" });
  },
  goto: function goto(name) {
    host.emit({ kind: "goto", name: nameOf(name, "where goto leads") });
  },
  delay: function delay(milliseconds) {
    if (typeof milliseconds !== "number" || !(milliseconds >= 0 && milliseconds < 1e9)) throw new Wrong("delay takes milliseconds");
    host.emit({ kind: "delay", delayMs: milliseconds });
  },
  textSplit: function textSplit(on) {
    host.emit({ kind: "text-split", split: !!on });
  },
  event: function event(name, data) {
    var effect = { kind: "event", name: nameOf(name, "the name of event") };
    if (data !== undefined) effect.data = data;
    host.emit(effect);
  },
  log: function log(text) {
    host.emit({ kind: "log", text: textOf(text) });
  },
  resume: function resume(way) {
    if (!(way in ways)) throw new Wrong("resume takes repeat, silent or drop");
    host.emit({ kind: "resume", resume: way });
  },
  platform: function platform(adapter, raw) {
    host.emit({ kind: "platform", adapter: nameOf(adapter, "the adapter of platform"), raw: raw });
  }
};
var names = keys(api);
for (var i = 0; i < names.length; i++) global[names[i]] = api[names[i]];
`,
};
