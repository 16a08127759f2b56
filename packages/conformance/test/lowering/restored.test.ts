import { type BotInput, type CapabilitiesInput, exportBot, importBot, neutralCapabilities, neutralSemantics } from '@dragoman/core';
import { describe, expect, test } from 'vitest';
import type { ApiBehaviour } from '../../src/laws/run/server.ts';
import { startTalk } from '../../src/laws/run/talk.ts';
import { readGenerated } from '../../src/laws/try-case.ts';
import { createTwinAdapter } from '../../src/twin/twin-adapter.ts';

interface Case {
  readonly lists: Partial<CapabilitiesInput>;
  readonly bot: BotInput;
  readonly says: readonly string[];
  readonly behaviour?: ApiBehaviour;
}

const cases: { readonly [name: string]: Case } = {
  'a call whose integration no longer writes a variable': {
    lists: { response: ['fields'] },
    bot: {
      id: 'bot',
      integrations: [
        {
          id: 'get',
          method: 'GET',
          url: 'https://server-1.example/',
          response: { variable: 'r', fields: [{ name: 'b', path: '$.b', to: 'city' }] },
        },
      ],
      flows: [
        {
          id: 'main',
          triggers: [{ kind: 'text', pattern: '*' }],
          nodes: [
            { id: 'n1', kind: 'api', integration: 'get', routes: [{ when: 'other', to: 'next' }] },
            { id: 'n2', kind: 'message', text: 'City: {{city}}', next: { end: 'flow' } },
          ],
        },
      ],
    },
    says: ['go', 'go'],
    behaviour: [{ status: 200, body: { b: 'here' } }, 'timeout'],
  },
};

describe('what a marker brings back from a platform does the same', () => {
  test.each(Object.entries(cases))('%s', async (_name, { lists, bot, says, behaviour = [] }) => {
    const platform = createTwinAdapter({ capabilities: { ...neutralCapabilities, ...lists }, semantics: neutralSemantics });
    const author = readGenerated(bot, []);
    const { text, diagnostics } = exportBot(platform, author);
    expect(diagnostics).toEqual([]);
    const back = importBot(platform, text).value;
    const [here, there] = [author, back].map((one) => startTalk(one, { behaviour, shown: platform.capabilities }));
    for (const say of says) expect((await there?.take({ say }))?.messages).toEqual((await here?.take({ say }))?.messages);
  });
});
