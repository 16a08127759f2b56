import { type BotInput, defineBot, exportBot, importBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createLivePersonAdapter } from '../adapter.ts';
import { openBraceVariable } from '../templates/print-placeholder.ts';

const adapter = createLivePersonAdapter();

const exported = (bot: Partial<BotInput>) => {
  const { text, diagnostics } = exportBot(adapter, defineBot({ id: 'shop', name: 'Shop', ...bot } as Parameters<typeof defineBot>[0]));
  const { globalFunctions } = JSON.parse(text) as { readonly globalFunctions?: { readonly methods: string } };
  return { text, methods: globalFunctions?.methods, codes: diagnostics.map(({ code }) => code) };
};

const saying = (text: string): Partial<BotInput> => ({
  flows: [{ id: 'hi', triggers: [{ kind: 'text', pattern: 'hi' }], nodes: [{ id: 'say', kind: 'message', text }] }],
});

describe('global functions', () => {
  test('are none where nothing needs them', () => {
    expect(exported(saying('Hello {{name}}')).methods).toBeUndefined();
  });

  test('set the brace of a text that reads like a placeholder', () => {
    const { methods, text } = exported(saying('Write {$botContext.city}'));
    expect(methods).toContain(`botContext.setBotVariable("${openBraceVariable}", "{", true, false);`);
    const { value } = importBot(adapter, text);
    expect(value.flows.flatMap(({ nodes }) => nodes)).toContainEqual(
      expect.objectContaining({ content: [{ kind: 'text', text: 'Write {$botContext.city}' }] }),
    );
    expect(value.scripts).toBeUndefined();
  });

  test('hold what scripts run on, and say what is lost of these', () => {
    const { methods, codes, text } = exported({
      ...saying('Hi'),
      variables: [{ name: 'step', scope: 'flow' }],
      scripts: { init: { dialect: 'es5', source: 'set("step", 1);' } },
    });
    expect(methods).toContain('var dragoman = ');
    expect(codes).toContain('script-scope');
    expect(importBot(adapter, text).value.scripts).toEqual({ init: { dialect: 'es5', source: 'set("step", 1);' } });
  });
});
