import {
  type Bot,
  definePlatformAdapter,
  definePlugin,
  delimited,
  exportBot,
  importBot,
  jsonArtifact,
  neutralSemantics,
  type PlatformAdapter,
  type ResolvedTarget,
} from '@dragoman/core';
import * as z from 'zod';

const tallyStep = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), id: z.string(), text: z.string() }),
  z.object({ do: z.literal('ask'), id: z.string(), text: z.string(), into: z.string() }),
  z.object({ do: z.literal('fetch'), id: z.string(), url: z.string(), into: z.string(), ok: z.string(), fail: z.string() }),
]);
const tallyScript = z.object({ tally: z.literal(1), steps: z.array(tallyStep) });
type TallyScript = z.infer<typeof tallyScript>;
type TallyStep = TallyScript['steps'][number];

const go = (target: ResolvedTarget): string => ('node' in target ? target.node : 'end');

export const createTallyAdapter = (): PlatformAdapter<TallyScript> =>
  definePlatformAdapter({
    id: 'tally',
    displayName: 'Tally',

    capabilities: {
      nodes: ['message', 'question', 'api'],
      methods: ['GET'],
      outcomes: ['success', 'failure'],
      scripts: [],
      choice: false,
    },

    artifact: jsonArtifact(tallyScript),
    semantics: { ...neutralSemantics, callDeadlineMs: 8_000, success: ['2xx', '304'] },
    dialects: { template: delimited('<<', '>>') },

    toPlatform: (bot, { print }) => ({
      tally: 1,
      // A kind that is listed above and has no case here does not compile.
      // biome-ignore lint/suspicious/useIterableCallbackReturn: the compiler knows whether the switch is complete.
      steps: bot.nodes.map((node): TallyStep => {
        switch (node.kind) {
          case 'message':
            return { do: 'say', id: node.id, text: print(node.text) };
          case 'question':
            return { do: 'ask', id: node.id, text: print(node.text), into: node.variable ?? 'answer' };
          case 'api': {
            const { url, response } = bot.integration(node.integration);
            const [ok, fail] = [bot.routeTo(node, 'success'), bot.routeTo(node, 'failure')];
            return { do: 'fetch', id: node.id, url: print(url), into: response.variable, ok: go(ok), fail: go(fail) };
          }
        }
      }),
    }),

    fromPlatform: ({ steps }, { read, id }) => ({
      flows: [
        {
          id: 'main',
          nodes: steps.map((step) => ({ id: id('node', { key: step.id }), kind: 'message', text: 'text' in step ? read(step.text) : '' })),
        },
      ],
    }),
  });

export const plugin = definePlugin({ name: '@acme/tally', adapters: [createTallyAdapter()] });
export const again = (bot: Bot): Bot => importBot(createTallyAdapter(), exportBot(createTallyAdapter(), bot).text).value;
export const steps: readonly TallyStep[] = exportBot(createTallyAdapter(), { id: 'empty' }).value.steps;
