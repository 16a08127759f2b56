import type { Bot, Script } from '@dragoman/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openBraceVariable } from '../templates/print-placeholder.ts';
import { livePersonTemplates } from '../templates/template-dialect.ts';
import { runPanels } from './bot-context.fixture.ts';
import { es5Library } from './es5-library.ts';
import { printGlobals, readGlobals } from './globals.ts';
import { printPanel } from './print-es5.ts';

const es5 = (source: string): Script => ({ dialect: 'es5', source });
const liveperson = (source: string): Script => ({ dialect: 'liveperson', source });
const begins = 'function __initConversation() { botContext.setBotVariable("a", "1", true, false); }';

const whole = (scripts: Bot['scripts'], openBrace = false): string => {
  const sources = Object.values(scripts ?? {}).flatMap(({ dialect, source }) => (dialect === 'es5' ? [source] : []));
  return printGlobals(scripts, es5Library({ sources, responses: [], variables: [] }), { openBrace }) ?? '';
};

describe('global functions', () => {
  test('nothing to say is nothing', () => {
    expect(printGlobals(undefined)).toBeUndefined();
    expect(printGlobals({})).toBeUndefined();
  });

  test('those of the platform stay as they are, and what begins a conversation is found in them', () => {
    expect(readGlobals('var a = 1;\n', { restore: true })).toEqual({ globals: liveperson('var a = 1;\n') });
    const scripts = readGlobals(begins, { restore: true });
    expect(scripts).toEqual({ globals: liveperson(begins), init: liveperson('__initConversation();') });
    expect(printGlobals(scripts)).toBe(begins);
  });

  test.each<[string, Bot['scripts']]>([
    ['es5', { globals: es5('function twice(x) { return x * 2; }\nvar base = 40;'), init: es5('set("sum", base + twice(1));') }],
    ['two dialects', { globals: liveperson('var base = 40;'), init: es5('set("sum", 42);') }],
    [
      'both of the platform',
      { globals: liveperson('var base = 1;'), init: liveperson('botContext.setBotVariable("sum", base, true, false);') },
    ],
    ['an init alone', { init: liveperson('botContext.setBotVariable("sum", 1, true, false);') }],
    ['globals alone', { globals: es5('var n = 1;') }],
  ])('of %s come back as they were', (_, scripts) => {
    for (const openBrace of [false, true]) {
      expect(readGlobals(whole(scripts, openBrace), { restore: true })).toEqual(scripts);
      const source = whole(scripts, openBrace);
      expect(readGlobals(source, { restore: false })?.globals).toEqual(liveperson(source));
    }
  });

  test("what somebody changed in a generated part is the platform's from then on", () => {
    const source = whole({ globals: es5('var n = 1;') }).replace('var n = 1;', 'var n = 2;');
    expect(readGlobals(source, { restore: true })).toEqual({ globals: liveperson(source) });
    const added = `${whole({ globals: es5('var n = 1;') })}\nvar m = 1;`;
    expect(readGlobals(added, { restore: true })).toEqual({ globals: liveperson(added) });
  });

  test('functions in es5 work with the script that calls them', () => {
    const globals = es5('function greet(name) { set("greeted", name); send("Hello " + name); return get("greeted"); }');
    const panel = es5('set("copy", greet("Ada")); send(get("greeted") + "!");');
    const library = es5Library({ sources: [globals.source, panel.source], responses: [], variables: [] });
    const { calls, variables } = runPanels(printGlobals({ globals }, library) ?? '', [printPanel(panel) ?? '']);
    expect(variables).toEqual({ greeted: 'Ada', copy: 'Ada' });
    expect(calls).toEqual([
      ['sendMessage', 'Hello Ada'],
      ['sendMessage', 'Ada!'],
    ]);
  });

  test('an init runs as the conversation begins', () => {
    const scripts = { globals: es5('var base = 40;'), init: es5('set("sum", base + 2);') };
    expect(runPanels(whole(scripts), ['__initConversation();']).variables).toEqual({ sum: '42' });
    expect(
      runPanels(whole({ globals: liveperson(begins), init: liveperson('botContext.setBotVariable("b", "2", true, false);') }), [
        '__initConversation();',
      ]).variables,
    ).toEqual({ b: '2' });
  });

  test('set the brace that texts take from a variable', () => {
    const printed = livePersonTemplates.print([{ kind: 'text', text: '{$botContext.a}' }]);
    expect(printed).toContain(openBraceVariable);
    expect(runPanels(whole(undefined, true), ['__initConversation();']).variables).toEqual({ [openBraceVariable]: '{' });
    expect(runPanels(whole({ globals: liveperson(begins) }, true), ['__initConversation();']).variables).toEqual({
      [openBraceVariable]: '{',
      a: '1',
    });
  });

  test('whatever the scripts are, what is read is printed as it was', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        '\n',
        'var a = 1;',
        '// dragoman:end',
        '// dragoman:1 {"library":"es5"} 0123456789abcdef',
        'function __initConversation() {}',
        ' ',
      ),
    });
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (source) => {
        const scripts = readGlobals(source, { restore: true });
        expect(printGlobals(scripts) ?? '').toBe(source);
        const made = { globals: es5(source), init: es5(source) };
        expect(readGlobals(whole(made), { restore: true })).toEqual(source.includes('// dragoman:') ? expect.anything() : made);
      }),
      { numRuns: 50 },
    );
  });
});
