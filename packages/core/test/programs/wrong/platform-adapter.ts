import { definePlatformAdapter, delimited, jsonArtifact, neutralSemantics } from '@dragoman/core';
import * as z from 'zod';

interface Step {
  readonly id: string;
  readonly text: string;
}
const script = z.object({ steps: z.array(z.object({ id: z.string(), text: z.string() })) });
const rest = {
  id: 'tally',
  displayName: 'Tally',
  artifact: jsonArtifact(script),
  semantics: neutralSemantics,
  dialects: { template: delimited('<<', '>>') },
  fromPlatform: () => ({ flows: [] }),
};

export const incomplete = definePlatformAdapter({
  ...rest,
  capabilities: { nodes: ['message', 'question', 'handoff'] },
  toPlatform: (bot, { print }) => {
    // error: Function lacks ending return statement
    const step = (node: (typeof bot.nodes)[number]): Step => {
      switch (node.kind) {
        case 'message':
        case 'question':
          return { id: node.id, text: print(node.text) };
      }
    };
    return { steps: bot.nodes.map(step) };
  },
});

export const unlisted = definePlatformAdapter({
  ...rest,
  capabilities: { nodes: ['message'] },
  codes: { 'too-long': 'A text is too long.' },
  toPlatform: (bot, { print, report }) => {
    // error: Type '"to-long"' is not assignable to type '"too-long"'
    report({ code: 'to-long', reason: 'This is too long.' });
    return {
      // biome-ignore lint/suspicious/useIterableCallbackReturn: the compiler knows whether the switch is complete.
      steps: bot.nodes.map((node): Step => {
        switch (node.kind) {
          case 'message':
            return { id: node.id, text: print(node.text) };
          // error: Type '"choice"' is not comparable to type '"message"'
          case 'choice':
            return { id: 'choice', text: '' };
        }
      }),
    };
  },
});

export const misspelt = definePlatformAdapter({
  ...rest,
  // error: Type '"mesage"' is not assignable
  capabilities: { nodes: ['mesage'] },
  toPlatform: () => ({ steps: [] }),
});
