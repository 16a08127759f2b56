import type { Bot } from '../document/bot.ts';
import type { Node } from '../document/node.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { checkBot } from '../reading/check-bot.ts';

/**
 * What is wrong with nodes that will be part of a bot and that a schema cannot see: integrations that must exist, and
 * texts that are not plain. Whether their targets exist is for the bot to know.
 */
export const groupProblem = (
  nodes: readonly Node[],
  nodeKinds: readonly NodeKind[],
  hasIntegration: (id: string) => boolean,
): string | undefined => {
  const used = new Set(nodes.flatMap((node) => (node.kind === 'api' ? [node.integration as string] : [])));
  const group: Bot = {
    format: 'dragoman/1',
    id: 'group',
    name: 'group',
    integrations: [...used].filter(hasIntegration).map((id) => ({
      id,
      name: id,
      kind: 'platform',
      adapter: 'group',
      raw: null,
      response: { variable: 'response', format: 'json', outcome: 'status', fields: [], onMissing: 'unset' },
    })),
    credentials: [],
    variables: [],
    flows: [{ id: 'group', name: 'group', kind: 'standard', triggers: [], nodes }],
  };
  return checkBot(group, { nodeKinds }).find(
    ({ severity, code, path: [part] }) => severity === 'error' && part === 'flows' && code !== 'unknown-node' && code !== 'unknown-flow',
  )?.reason;
};
