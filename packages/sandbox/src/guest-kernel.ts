/**
 * What stands in a sandbox before a dialect does: JavaScript, evaluated there to a function that is given the prelude of
 * the dialect (a function of `host` and `global`) and gives the functions this side calls. Everything crosses as text of
 * JSON: no object of this process is ever inside. Whatever a script may change is kept in variables first.
 *
 * - `start(input)` tells what a run is given: `{ snapshot, complete, answers, nowMs, seed, effects, output }`.
 * - `finish()` gives the outcome as text: a `GuestOutcome`.
 * - `describe(error, problem)` gives the outcome of a run that ended with an error. `memory` says that none is left; where
 *   there was no room for the error either, it is null or has no message.
 */
export const guestKernel = `(function (global) {
  "use strict";
  var parse = JSON.parse, stringify = JSON.stringify, own = Object.hasOwn, isArray = Array.isArray, imul = Math.imul;
  var apply = Reflect.apply, construct = Reflect.construct, define = Object.defineProperty, bare = Object.create;
  var Text = String, slice = String.prototype.slice, Fault = Error, RealDate = Date;
  var halt = Object.freeze(bare(null));
  var snapshot, complete, answers, nowMs = 0, state = 0, maxEffects = 0, maxOutput = 0, outcome;
  var effects = Object.setPrototypeOf([], null), count = 0, isClosing = false;

  function start(input) {
    var given = parse(input);
    snapshot = given.snapshot;
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

  function closed() {
    return outcome !== undefined || isClosing;
  }

  function settle(text) {
    if (outcome === undefined) outcome = text;
    throw halt;
  }

  function read() {
    if (closed()) throw halt;
    var words = [], value = snapshot, held = true;
    for (var i = 0; i < arguments.length; i++) define(words, i, { value: arguments[i], enumerable: true });
    for (var j = 0; held && j < words.length; j++) {
      held = typeof value === "object" && value !== null && own(value, words[j]);
      if (held) value = value[words[j]];
    }
    if (held) return value;
    if (complete[words[0]]) return null;
    var key = stringify(words);
    if (key in answers) return answers[key];
    var said = parse(key), rest = [];
    for (var k = 1; k < said.length; k++) define(rest, k - 1, { value: said[k], enumerable: true });
    settle(stringify({ kind: "miss", miss: { name: said[0], arguments: rest } }));
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
      var said = stringify(effects[i]);
      text += (i === 0 ? "" : ",") + (said === undefined ? "null" : said);
      if (text.length > maxOutput) {
        outcome = failure("output", "", "what it asked for is longer than " + maxOutput + " characters", "");
        return outcome;
      }
    }
    outcome = '{"kind":"done","effects":[' + text + "]}";
    return outcome;
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
    emit: emit,
    end: end,
    nowMs: function () { return nowMs; },
    random: random
  });
  return {
    build: function (prelude) { prelude(host, global); },
    start: start,
    finish: finish,
    describe: describe
  };
})`;
