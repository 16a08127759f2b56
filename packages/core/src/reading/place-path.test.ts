import { expect, test } from 'vitest';
import { isDragomanError } from '../dragoman-error.ts';
import { placePath } from './place-path.ts';

const bot = {
  flows: [{ id: 'order', nodes: [{ id: 'look.up', url: 'x' }, { kind: 'end' }] }],
  semantics: { success: ['2xx'] },
  settings: { 'a/b': { '': 1 } },
};

test.each([
  ['', 'bot'],
  ['/flows/0/nodes/0/url', 'flows.order.nodes.look.up.url'],
  ['/flows/0/nodes/1/kind', 'flows.order.nodes.1.kind'],
  ['/semantics/success/0', 'semantics.success.0'],
  ['/settings/a~1b/', 'settings.a/b.""'],
  ['/flows/7/nodes/3', 'flows.7.nodes.3'],
  ['/flows/0/constructor/name', 'flows.order.constructor.name'],
  [`/${'x'.repeat(100)}`, `${'x'.repeat(60)}…`],
])('%s is %s', (pointer, path) => {
  expect(placePath(bot, pointer)).toBe(path);
});

test.each([undefined, null, 3, 'bot', []])('works in what is no bot: %j', (document) => {
  expect(placePath(document, '/flows/0')).toBe('flows.0');
});

test('refuses what is no pointer', () => {
  expect(() => placePath(bot, 'flows')).toThrow(expect.toSatisfy(isDragomanError));
});
