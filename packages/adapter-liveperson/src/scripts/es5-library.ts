import type { Json, ResponseMapping, Variable } from '@dragoman/core';
import { customDataOf } from '../templates/custom-data-of.ts';
import { computedKey } from '../templates/generated-transform.ts';
import { type PathStep, stepsOfResultPath } from '../templates/path-steps.ts';
import { type Es5Function, es5Functions, functionsIn } from './es5-functions.ts';
import { es5Literal, indented } from './es5-text.ts';
import { printBlock } from './generated-block.ts';

export interface Es5LibraryInput {
  /** The sources of all es5 scripts of the bot, the globals too. */
  readonly sources: readonly string[];
  readonly responses: readonly ResponseMapping[];
  readonly variables: readonly Variable[];
}

/**
 * What printed `es5` runs on, as a part of the global functions: an object with the functions that are in use, and the
 * names that `get` and `set` must know. Undefined where no script is in `es5`.
 *
 * A script sets variables for the request, the session or for ever: those of a dialog outlive it here (`es5Findings`).
 *
 * Assumed: lists and objects in variables stay what they are, as many bots rely on, though the pages call all of them text;
 * null unsets a variable; `BLANK_MESSAGE` as an immediate reply sends nothing and stops, as it sends nothing elsewhere.
 *
 * @see https://developers.liveperson.com/conversation-builder-scripting-functions-get-set-session-data.html
 */
export const es5Library = ({ sources, responses, variables }: Es5LibraryInput): string | undefined => {
  if (sources.length === 0) return undefined;
  const used = new Set(sources.flatMap(functionsIn));
  const functions = (Object.keys(es5Functions) as Es5Function[]).filter((name) => used.has(name));
  const body = functions.map((name) => `${name}: ${es5Functions[name]}`).join(',\n');
  const text = [runner, ...(used.has('get') ? [readResponse] : []), ...functions.map((name) => es5Functions[name])].join('\n');
  const code = [
    '// What the scripts of this bot that are written in es5 run on. Every export writes it anew.',
    'var dragoman = (function () {',
    '  var values = Object.create(null), acts = [], pending = [], texts = [], stopped = false;',
    ...(used.has('set') ? [indented(`var scopes = ${table(scopesOf(variables))};`)] : []),
    ...(used.has('get') ? [indented(`var responses = ${table(responsesOf(responses))};`)] : []),
    indented(`var functions = {\n${indented(body)}\n};`),
    indented(runner),
    ...Object.entries(helpers).flatMap(([name, source]) => (text.includes(`${name}(`) ? [indented(source)] : [])),
    ...(used.has('get') ? [indented(readResponse)] : []),
    '  return { functions: functions, run: run };',
    '})();',
  ].join('\n');
  return printBlock({ library: 'es5' }, code);
};

const runner = `// Runs a script. What it asks for happens when it has ended well; one that fails does nothing.
function run(names, script) {
  var given = [];
  for (var i = 0; i < names.length; i++) given.push(functions[names[i]]);
  try {
    script.apply(null, given);
    for (var j = 0; j < pending.length; j++) pending[j].json = asJson(pending[j].value);
    for (var k = 0; k < acts.length; k++) acts[k]();
    if (stopped) botContext.sendImmediateReply(texts.length > 0 ? texts : "BLANK_MESSAGE");
  } finally {
    values = Object.create(null);
    acts = [];
    pending = [];
    texts = [];
    stopped = false;
  }
}`;

const helpers = {
  own: `function own(table, name) {
  return Object.prototype.hasOwnProperty.call(table, name) ? table[name] : undefined;
}`,
  named: `function named(value, what) {
  if (typeof value !== "string" || value === "") throw new TypeError(what + " is a text that is not empty");
}`,
  asText: `function asText(value) {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}`,
  atEnd: `function atEnd(value) {
  var later = { value: value };
  pending.push(later);
  return later;
}`,
  asStored: `// Variables are text here: the number 3 reads as "3" in the next script. Lists and objects stay what they are.
function asStored(json) {
  return typeof json === "number" || typeof json === "boolean" ? String(json) : json;
}`,
  asJson: `function asJson(value) {
  var text = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}`,
} as const;

const readResponse = `function read(name) {
  var response = own(responses, name);
  if (response !== undefined) return readResponse(name, response);
  var value = botContext.getBotVariable(name);
  return asJson(value);
}
// What a call yielded: its fields, $status, $outcome, $body, $count and $rows. Null before the first call.
function readResponse(name, response) {
  var status = botContext.getBotVariable("api_" + name + "Status"), value = {}, whole, count = 0;
  if (status === null || status === undefined) return null;
  try { whole = JSON.parse(botContext.getBotVariable("api_" + name).jsonData)["api_" + name]; } catch (error) { whole = undefined; }
  for (var field in response.fields) {
    var found = follow(whole, response.fields[field], 0, false);
    if (found !== undefined) value[field] = found;
  }
  var rows = Array.isArray(whole) ? whole : [];
  for (var column in response.columns) {
    value[column] = follow(whole, response.columns[column], 0, true) || [];
    if (count++ === 0) rows = [];
    for (var i = 0; i < value[column].length; i++) {
      rows[i] = rows[i] || {};
      rows[i][column] = value[column][i];
    }
  }
  // A call without a response has no status.
  value.$outcome = Number(status) > 0 ? "response" : "error";
  if (Number(status) > 0) value.$status = Number(status);
  if (whole !== undefined) value.$body = original(whole);
  value.$count = rows.length;
  value.$rows = rows;
  return value;
}
// Takes what a path finds, as the text that a field is; [] in a path stands for every element.
function follow(value, path, from, isColumn) {
  for (var i = from; i < path.length; i++) {
    var step = path[i];
    if (value === null || typeof value !== "object") return undefined;
    if (Array.isArray(step)) {
      var list = Array.isArray(value) ? value : isColumn ? [value] : [], found = [];
      for (var j = 0; j < list.length; j++) {
        var one = follow(list[j], path, i + 1, isColumn);
        if (one !== undefined || isColumn) found.push(one === undefined ? null : one);
      }
      return found;
    }
    if (Array.isArray(value) !== (typeof step === "number") || !Object.prototype.hasOwnProperty.call(value, step)) return undefined;
    value = value[step];
  }
  var isText = isColumn || from === 0;
  return isText && (typeof value === "number" || typeof value === "boolean") ? String(value) : value;
}
// The body as it came, without what the transform script of its integration added.
function original(whole) {
  if (whole === null || typeof whole !== "object" || Array.isArray(whole) || !whole.${computedKey}) return whole;
  if (whole.${computedKey}.body !== undefined) return whole.${computedKey}.body;
  var body = {};
  for (var name in whole) if (name !== "${computedKey}") body[name] = whole[name];
  return body;
}`;

/** A script writes to the session where nothing else is declared. */
const scopesOf = (variables: readonly Variable[]): readonly (readonly [string, Json])[] =>
  variables.flatMap(({ name, scope }) => (scope === 'session' ? [] : [[name, scope] as const]));

/** Where the fields of each response stand in its result. */
const responsesOf = (responses: readonly ResponseMapping[]): readonly (readonly [string, Json])[] =>
  responses.map((response) => {
    const { customDataFields } = customDataOf({ response });
    const columns = new Set(response.fields.flatMap(({ name, perRow }) => (perRow ? [name] : [])));
    const paths = customDataFields.flatMap(({ key, value }) => {
      const path = stepsOfResultPath(value);
      return 'steps' in path && key !== '__proto__' ? [[key, path.steps.map(printedStep)] as const] : [];
    });
    const fields = Object.fromEntries(paths.filter(([key]) => !columns.has(key)));
    const rows = Object.fromEntries(paths.filter(([key]) => columns.has(key)));
    return [response.variable, { fields, ...(columns.size > 0 && { columns: rows }) }] as const;
  });

const printedStep = (step: PathStep): Json => (step === 'every' ? [] : 'index' in step ? step.index : step.name);

/** An object of the names that are in use. One of them would set the prototype. */
const table = (entries: readonly (readonly [string, Json])[]): string => {
  const lines = entries.flatMap(([name, value]) => (name === '__proto__' ? [] : [`  ${es5Literal(name)}: ${es5Literal(value)}`]));
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n}`;
};
