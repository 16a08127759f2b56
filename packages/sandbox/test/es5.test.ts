import { describe, expect, test } from 'vitest';
import { openSandbox } from './sandbox.fixture.ts';

const { run, effects, written } = openSandbox({ workers: 1 });

test.each([
  ['set("a", 1)', { kind: 'set', name: 'a', value: 1 }],
  ['set("a", undefined)', { kind: 'set', name: 'a', value: null }],
  ['set("a", function () {})', { kind: 'set', name: 'a', value: null }],
  ['set("a", [1], "flow")', { kind: 'set', name: 'a', value: [1], scope: 'flow' }],
  ['result("order", { items: [] })', { kind: 'result', variable: 'order', body: { items: [] } }],
  ['result("order")', { kind: 'result', variable: 'order', body: null }],
  ['send("hi")', { kind: 'send', text: 'hi' }],
  ['send(1.50)', { kind: 'send', text: '1.5' }],
  ['send({ a: [1] })', { kind: 'send', text: '{"a":[1]}' }],
  ['send(get("unset"))', { kind: 'send', text: '' }],
  ['privateSend("psst")', { kind: 'private-send', text: 'psst' }],
  ['quickReplies(["Yes", { label: "No", value: 0 }])', { kind: 'quick-replies', options: [{ label: 'Yes' }, { label: 'No', value: '0' }] }],
  ['quickReplies(["Yes"], "Sure?")', { kind: 'quick-replies', options: [{ label: 'Yes' }], text: 'Sure?' }],
  ['stop()', { kind: 'stop' }],
  ['goto("There")', { kind: 'goto', name: 'There' }],
  ['delay(250)', { kind: 'delay', delayMs: 250 }],
  ['textSplit(false)', { kind: 'text-split', split: false }],
  ['event("paid")', { kind: 'event', name: 'paid' }],
  ['event("paid", { sum: 1 })', { kind: 'event', name: 'paid', data: { sum: 1 } }],
  ['log(["a"])', { kind: 'log', text: '["a"]' }],
  ['resume("silent")', { kind: 'resume', resume: 'silent' }],
  ['platform("tally", { a: 1 })', { kind: 'platform', adapter: 'tally', raw: { a: 1 } }],
])('%s', async (source, effect) => {
  expect(await effects(source)).toEqual([effect]);
});

test.each([
  'get()',
  'set(1, 2)',
  'set("a", 1, "galaxy")',
  'set("a", 1, "constructor")',
  'quickReplies("Yes")',
  'delay("soon")',
  'delay(-1)',
  'resume("later")',
  'goto(null)',
])('%s is a mistake, told where it is', async (source) => {
  expect(await run(`\n${source}`)).toMatchObject({
    kind: 'failed',
    problem: 'throw',
    line: 2,
    message: expect.stringMatching(/^TypeError: /),
  });
});

test.each([
  ['two bytes', 'café'],
  ['three bytes', '日本'],
  ['a surrogate pair', '😀'],
  ['half a surrogate pair', '\ud83d'],
  ['a long text', 'añ😀'.repeat(2_000)],
])('a text of %s stays what it is, given and in the source', async (_what, text) => {
  const source = `set("given", get("text")); set("length", get("text").length); set("source", "${text}");`;
  expect(await written(source, { variables: { text } })).toEqual({ given: text, length: text.length, source: text });
});

describe('what a script wrote', () => {
  test('is read back as the same object, and leaves as it is in the end', async () => {
    const source = 'var cart = { items: [] }; set("cart", cart); get("cart").items.push("tea"); set("same", get("cart") === cart);';
    expect(await written(source)).toEqual({ cart: { items: ['tea'] }, same: true });
  });

  test('hides what was there, also when it is nothing', async () => {
    expect(await written('set("a", undefined); set("b", get("a"));', { variables: { a: 1 } })).toEqual({ a: null, b: null });
  });
});

test('a name that every object has is a name like others', async () => {
  expect(await written('set("a", get("constructor")); set("toString", 1); set("b", get("toString"));')).toEqual({
    a: null,
    toString: 1,
    b: 1,
  });
});
