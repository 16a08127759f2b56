import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createClickatellAdapter } from './adapter.ts';
import { defaultPolicies, policyReasons } from './policies.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

test.each(Object.entries(defaultPolicies))('the README tells the policy %s, its default and why', (name, value) => {
  const reason = policyReasons[name as keyof typeof policyReasons].replace(/^Assumed: (.)/, (_, first: string) => first.toUpperCase());
  const row = readme
    .split('\n')
    .find((line) => line.startsWith(`| \`${name}\` | \`${Array.isArray(value) ? value.join(', ') : value}\` |`));
  expect(row?.replaceAll('`', '')).toContain(reason);
});

test('policies decide how bots behave', () => {
  const adapter = createClickatellAdapter({
    policies: { unsetVariable: 'placeholder', sessionLengthMs: 1_800_000, validationMatch: 'find' },
  });
  expect(adapter.semantics).toMatchObject({
    unsetText: 'placeholder',
    sessionLengthMs: 1_800_000,
    regexMatch: 'find',
    conditionCase: 'exact',
  });
  // A wait ends a minute before the session.
  expect(adapter.capabilities.fixed.waitTimeoutMs).toBe(1_740_000);
});
