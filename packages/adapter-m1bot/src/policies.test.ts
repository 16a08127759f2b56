import { readFileSync } from 'node:fs';
import { importBot } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import { createM1botAdapter } from './adapter.ts';
import { defaultPolicies, policyReasons } from './policies.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const orderDesk = readFileSync(new URL('../test/fixtures/order-desk.json', import.meta.url), 'utf8');

test.each(Object.entries(defaultPolicies))('the policy %s stands in the README with its default', (name, value) => {
  const shown = [value].flat().map((one) => `\`${one}\``);
  expect(readme).toContain(`| \`${name}\` | ${shown.join(', ')} |`);
});

describe('policies', () => {
  test('say that they are assumed, and why', () => {
    expect(Object.keys(policyReasons)).toEqual(Object.keys(defaultPolicies));
    for (const reason of Object.values(policyReasons)) expect(reason).toMatch(/^Assumed: .+\.$/);
  });

  test('change how bots behave there', () => {
    const { semantics } = createM1botAdapter({ policies: { callTimeoutMs: 3_000, textCase: 'exact' } });
    expect(semantics).toMatchObject({ callDeadlineMs: 3_000, patternCase: 'exact' });
  });

  test('change what documents mean', () => {
    const adapter = createM1botAdapter({ policies: { missingPath: 'clear', attributeLife: 'session' } });
    const { value } = importBot(adapter, orderDesk);
    expect(value.integrations[0]?.response.onMissing).toBe('unset');
    expect(value.variables.map(({ scope }) => scope)).toEqual(['session', 'session', 'session']);
  });

  test('let other channels have APIs', () => {
    const website = orderDesk.replace('"channel": "whatsapp"', '"channel": "website"');
    const codes = (channels: readonly string[]) =>
      importBot(createM1botAdapter({ policies: { apiChannels: channels } }), website).diagnostics.map(({ code, platformPlace }) => [
        code,
        platformPlace,
      ]);
    expect(codes(['whatsapp'])).toContainEqual(['api-channel', '/flows/0/components/2']);
    expect(codes(['whatsapp', 'website'])).not.toContainEqual(['api-channel', '/flows/0/components/2']);
  });
});
