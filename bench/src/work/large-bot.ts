import type { BotInput, FlowInput, NodeInput } from '@dragoman/core';

const nodesPerFlow = 50;

/** A bot in its short form with this many nodes, in flows of 50 that lead into each other: every name it uses has to be looked up. */
export const largeBot = (nodes: number): BotInput => {
  const flows = Math.ceil(nodes / nodesPerFlow);
  return {
    id: 'large',
    variables: Array.from({ length: flows }, (_, flow) => ({ name: `answer${flow}` })),
    integrations: Array.from({ length: flows }, (_, flow) => ({
      id: `api-${flow}`,
      method: 'GET',
      url: `https://api.shop.example/${flow}/{{answer${flow}}}`,
      headers: [{ name: 'x-flow', value: `{{answer${flow}}}` }],
      response: { variable: `result${flow}`, fields: [{ name: 'status', path: '$.status' }] },
    })),
    flows: Array.from({ length: flows }, (_, flow) => flowOf(flow, Math.min(nodesPerFlow, nodes - flow * nodesPerFlow), flows)),
  };
};

const flowOf = (flow: number, length: number, flows: number): FlowInput => ({
  id: `flow-${flow}`,
  triggers: [{ kind: 'text', pattern: `start ${flow}` }],
  nodes: Array.from({ length }, (_, index) => nodeOf(flow, index, length, flows)),
});

const nodeOf = (flow: number, index: number, length: number, flows: number): NodeInput => {
  const id = `node-${flow}-${index}`;
  const following = index + 1 < length ? `node-${flow}-${index + 1}` : { flow: `flow-${(flow + 1) % flows}` };
  switch (index % 5) {
    case 0:
      return { id, kind: 'question', text: `Question ${index}?`, variable: `answer${flow}`, next: following };
    case 1:
      return {
        id,
        kind: 'api',
        integration: `api-${flow}`,
        routes: [
          { when: 200, to: following },
          { when: 'timeout', to: 'repeat' },
          { when: 'other', to: `node-${flow}-0` },
        ],
      };
    case 2:
      return { id, kind: 'message', text: `{{answer${flow}}} is {{result${flow}.status}}.`, next: following };
    case 3:
      return {
        id,
        kind: 'condition',
        routes: [{ if: { left: `answer${flow}`, op: 'equals', right: 'yes' }, to: following }, { to: `node-${flow}-0` }],
      };
    default:
      return {
        id,
        kind: 'choice',
        text: 'Go on?',
        options: ['Yes', 'No'],
        routes: [
          { when: { option: 'yes' }, to: following },
          { when: { option: 'no' }, to: { end: 'flow' } },
        ],
      };
  }
};
