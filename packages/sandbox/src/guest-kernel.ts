/**
 * What stands in a sandbox before a dialect does: JavaScript, evaluated there to a function that is given the prelude of
 * the dialect (a function of `host` and `global`) and gives the functions this side calls. Everything crosses as text of
 * JSON: no object of this process is ever inside. Whatever a script may change is kept in variables first.
 *
 * - `start(head, …texts)` tells what a run is given: `{ snapshot, cuts, complete, answers, nowMs, seed, effects, output }`;
 *   each text is the value at the place that `cuts` names for it.
 * - `finish()` gives the outcome as text: a `GuestOutcome`.
 * - `nextText()` gives the texts that the outcome speaks of, one after the other, and undefined behind the last.
 * - `describe(error, problem)` gives the outcome of a run that ended with an error. `memory` says that none is left; where
 *   there was no room for the error either, it is null or has no message.
 */
export const guestKernel = `(function (global) {
  "use strict";
  var parse = JSON.parse, stringify = JSON.stringify, own = Object.hasOwn, imul = Math.imul;
  var apply = Reflect.apply, construct = Reflect.construct, define = Object.defineProperty, bare = Object.create, described = Object.getOwnPropertyDescriptor;
  var Text = String, namesOf = Object.keys, usesText = false, slice = String.prototype.slice, Fault = Error, RealDate = Date;
  var halt = Object.freeze(bare(null));
  var snapshot, complete, answers, nowMs = 0, state = 0, maxEffects = 0, maxOutput = 0, outcome;
  var effects = Object.setPrototypeOf([], null), count = 0, isClosing = false;
  var places = "", texts = Object.setPrototypeOf([], null), textCount = 0, textsLength = 0, textsTold = 0;
  var lazy = Object.setPrototypeOf([], null), held = new WeakMap(), hold = held.set.bind(held), holds = held.get.bind(held);

  function start(head) {
    var given = parse(head);
    snapshot = given.snapshot;
    for (var c = 0; c < given.cuts.length; c++) {
      var path = given.cuts[c], parent = snapshot;
      for (var s = 0; s < path.length - 1; s++) parent = parent[path[s]];
      postpone(parent, path[path.length - 1], arguments[c + 1]);
    }
    complete = bare(null);
    answers = bare(null);
    for (var i = 0; i < given.complete.length; i++) complete[given.complete[i]] = true;
    for (var j = 0; j < given.answers.length; j++) {
      var miss = given.answers[j].miss, words = [miss.name];
      for (var k = 0; k < miss.arguments.length; k++) words[k + 1] = miss.arguments[k];
      answers[stringify(words)] = given.answers[j].value;
    }
    nowMs = given.nowMs;
    state = (given.seed * 4294967296) >>> 0;
    maxEffects = given.effects;
    maxOutput = given.output;
  }

  // A value that is read when somebody wants it, and is then what it would have been from the start.
  function postpone(parent, name, text) {
    var settleTo = function (value) {
      define(parent, name, { value: value, writable: true, enumerable: true, configurable: true });
      return value;
    };
    var get = function () { return settleTo(parse(text)); };
    lazy[lazy.length] = { get: get, text: text };
    define(parent, name, { get: get, set: settleTo, enumerable: true, configurable: true });
  }

  function closed() {
    return outcome !== undefined || isClosing;
  }

  function settle(text) {
    if (outcome === undefined) outcome = text;
    throw halt;
  }

  function read() {
    if (closed()) throw halt;
    var value = snapshot, held = true;
    for (var j = 0; held && j < arguments.length; j++) {
      held = typeof value === "object" && value !== null && own(value, arguments[j]);
      if (held) value = value[arguments[j]];
    }
    if (held) return value;
    if (complete[arguments[0]]) return null;
    var words = [];
    for (var i = 0; i < arguments.length; i++) define(words, i, { value: arguments[i], enumerable: true });
    var key = stringify(words);
    if (key in answers) return answers[key];
    var said = parse(key), rest = [];
    for (var k = 1; k < said.length; k++) define(rest, k - 1, { value: said[k], enumerable: true });
    settle(stringify({ kind: "miss", miss: { name: said[0], arguments: rest } }));
  }

  function text() {
    var value = snapshot, last = arguments.length - 1, inside = last >= 0;
    for (var i = 0; inside && i <= last; i++) {
      inside = typeof value === "object" && value !== null && own(value, arguments[i]);
      if (inside && i < last) value = value[arguments[i]];
    }
    var getter = inside ? described(value, arguments[last]).get : undefined;
    for (var j = 0; getter && j < lazy.length; j++) if (lazy[j].get === getter) return lazy[j].text;
    var said = stringify(apply(read, undefined, arguments));
    return said === undefined ? "null" : said;
  }

  function json(said) {
    var holder = {}, path = [];
    for (var i = 1; i < arguments.length; i++) define(path, i - 1, { value: Text(arguments[i]), enumerable: true });
    hold(holder, { text: Text(said), path: path });
    usesText = true;
    return holder;
  }

  // Fields that are held as text stand beside the outcome: a text may say anything, and is read outside by itself.
  function written(effect, at) {
    var names = namesOf(effect), said = "";
    for (var i = 0; i < names.length; i++) {
      var value = effect[names[i]], kept = typeof value === "object" && value !== null ? holds(value) : undefined;
      if (kept !== undefined) {
        places += (places === "" ? "" : ",") + stringify({ effect: at, field: names[i], path: kept.path });
        texts[textCount++] = kept.text;
        textsLength += kept.text.length;
        continue;
      }
      var asText = stringify(value);
      if (asText !== undefined) said += (said === "" ? "" : ",") + stringify(names[i]) + ":" + asText;
    }
    return "{" + said + "}";
  }

  function emit(effect) {
    if (closed()) throw halt;
    if (count >= maxEffects) {
      var fault = new Fault("it asked for more than " + maxEffects + " things");
      settle(failure("output", "", fault.message, fault.stack));
    }
    effects[count++] = effect;
  }

  function failure(problem, name, message, stack) {
    return stringify({ kind: "failed", problem: problem, name: name, message: message, stack: stack });
  }

  function finish() {
    if (outcome !== undefined) return outcome;
    isClosing = true;
    var text = "";
    for (var i = 0; i < count; i++) {
      var said = usesText ? written(effects[i], i) : stringify(effects[i]);
      text += (i === 0 ? "" : ",") + (said === undefined ? "null" : said);
      if (text.length + places.length + textsLength > maxOutput) {
        outcome = failure("output", "", "what it asked for is longer than " + maxOutput + " characters", "");
        return outcome;
      }
    }
    outcome = '{"kind":"done","effects":[' + text + '],"held":[' + places + "]}";
    return outcome;
  }

  function nextText() {
    return textsTold < textCount ? texts[textsTold++] : undefined;
  }

  function end() {
    finish();
    throw halt;
  }

  function short(value) {
    return value.length > 1000 ? apply(slice, value, [0, 1000]) + "…" : value;
  }

  function textOf(value) {
    if (typeof value !== "object" && typeof value !== "function") return Text(value);
    var said = stringify(value);
    return said === undefined ? "something that is not text" : said;
  }

  function describe(error, problem) {
    if (outcome !== undefined) return outcome;
    var isFault = error instanceof Fault || (typeof error === "object" && error !== null && typeof error.message === "string");
    var name = isFault && typeof error.name === "string" ? error.name : "";
    var message = isFault && typeof error.message === "string" ? error.message : textOf(error);
    var stack = isFault && typeof error.stack === "string" ? error.stack : "";
    if (problem !== "deadline") {
      var isRoomless = name === "InternalError" && message === "out of memory";
      problem = isRoomless || (problem === "memory" && (error === null || message === "")) ? "memory" : "throw";
    }
    return failure(problem, short(name), short(message), short(stack));
  }

  function random() {
    state = (state + 0x9e3779b9) >>> 0;
    var mixed = imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4294967296;
  }

  function put(target, name, value) {
    define(target, name, { value: value, writable: true, configurable: true, enumerable: false });
  }

  var RunDate = function Date(year, month, day, hours, minutes, seconds, milliseconds) {
    if (!new.target) return new RealDate(nowMs).toString();
    return construct(RealDate, arguments.length === 0 ? [nowMs] : arguments, new.target);
  };
  define(RunDate, "prototype", { value: RealDate.prototype, writable: false });
  put(RealDate.prototype, "constructor", RunDate);
  put(RunDate, "UTC", RealDate.UTC);
  put(RunDate, "parse", RealDate.parse);
  put(RunDate, "now", function now() { return nowMs; });
  put(global, "Date", RunDate);
  put(Math, "random", function () { return random(); });

  var host = Object.freeze({
    read: read,
    snapshot: function () { return snapshot; },
    text: text,
    json: json,
    emit: emit,
    end: end,
    nowMs: function () { return nowMs; },
    random: random
  });
  return {
    build: function (prelude) { prelude(host, global); },
    start: start,
    finish: finish,
    nextText: nextText,
    describe: describe
  };
})`;
