import { expect, test } from 'vitest';
import * as z from 'zod';
import { delimited } from '../adapter/delimited.ts';
import type { Draft } from '../adapter/draft.ts';
import { jsonArtifact } from '../adapter/json-artifact.ts';
import { definePlatformAdapter } from '../adapter/platform-adapter.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { BotInput } from '../input/bot-input.ts';
import { exportBot } from '../translation/export-bot.ts';
import { importBot } from '../translation/import-bot.ts';

/** Carries flows as they are, but knows no choices. */
const plain = definePlatformAdapter({
  id: 'plain',
  displayName: 'Plain',
  capabilities: { nodes: ['question', 'message'], triggers: ['pattern'], targets: ['repeat', 'end-flow'], replies: ['regex', 'no-match'] },
  artifact: jsonArtifact(z.looseObject({ flows: z.array(z.unknown()) }) as unknown as z.ZodType<{ readonly flows: Draft['flows'] }>),
  semantics: neutralSemantics,
  dialects: { template: delimited('{{', '}}') },
  toPlatform: ({ flows }) => JSON.parse(JSON.stringify({ flows })),
  fromPlatform: ({ flows }) => ({ flows }),
});

test('a node that comes back says itself what the author’s semantics said for it', () => {
  const bot: BotInput = {
    id: 'shop',
    semantics: { unmatchedReply: 'repeat' },
    flows: [
      {
        id: 'main',
        triggers: [{ kind: 'text', pattern: '*' }],
        nodes: [{ id: 'pick', kind: 'choice', text: 'Which?', options: ['Small'] }],
      },
    ],
  };
  const back = importBot(plain, exportBot(plain, bot).value).value;
  expect(back.semantics).toEqual(neutralSemantics);
  expect(back.flows[0]?.nodes[0]).toMatchObject({ kind: 'choice', routes: [{ when: { outcome: 'no-match' }, to: 'repeat' }] });
});
