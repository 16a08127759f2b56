import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createLivePersonAdapter } from './adapter.ts';
import { defaultPolicies, policyReasons } from './policies.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

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
    const { semantics } = createLivePersonAdapter({
      policies: { successStatuses: ['2xx'], unsetVariable: 'placeholder', quoteEscaping: 'escape', urlEncoding: 'percent' },
    });
    expect(semantics).toMatchObject({ success: ['2xx'], unsetText: 'placeholder', encoding: { jsonString: 'escape', urlPath: 'percent' } });
    expect(createLivePersonAdapter().semantics).toMatchObject({ success: ['200', '201'], unsetText: 'empty' });
  });
});
