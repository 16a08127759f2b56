import { expect, test } from 'vitest';
import { authoredPath } from './authored-path.ts';
import type { Path } from './finding.ts';

const document = {
  flows: [
    {
      id: 'f',
      nodes: [
        { id: 'a', kind: 'message', text: 'Hi' },
        { id: 'b', kind: 'message', content: ['Hi', { kind: 'text', text: 'there' }] },
        { id: 'c', kind: 'jump', to: 'a' },
        { id: 'd', kind: 'jump', to: { node: 'a' } },
        { id: 'e', kind: 'question' },
      ],
    },
  ],
};
const node = (index: number, ...rest: Path): Path => ['flows', 0, 'nodes', index, ...rest];

test.each<[string, Path, Path]>([
  ['the text of a message', node(0, 'content', 0, 'text'), node(0, 'text')],
  ['content that is text', node(1, 'content', 0, 'text'), node(1, 'content', 0)],
  ['content in full', node(1, 'content', 1, 'text'), node(1, 'content', 1, 'text')],
  ['a target that is a word', node(2, 'to', 'node'), node(2, 'to')],
  ['a target in full', node(3, 'to', 'node'), node(3, 'to', 'node')],
  ['what is missing', node(4, 'text'), node(4, 'text')],
  ['what is missing as a whole', ['integrations', 3, 'url'], ['integrations', 3, 'url']],
  ['the bot', [], []],
])('finds %s', (_, path, authored) => {
  expect(authoredPath(document, path)).toEqual(authored);
});
