import {
  type BotInput,
  type Capabilities,
  type Diagnostic,
  definePlatformAdapter,
  exportBot,
  type JsonObject,
  jsonArtifact,
  neutralCapabilities,
  neutralSemantics,
  type Semantics,
} from '@dragoman/core';

/** What a bot is for a platform that can do everything but what is said here: the bot an adapter would have to print. */
export const loweredBot = (
  input: BotInput,
  capabilities: Partial<Capabilities>,
  semantics: Semantics = { ...neutralSemantics, ...input.semantics },
): { readonly bot: BotInput; readonly diagnostics: readonly Diagnostic[] } => {
  let bot: BotInput = input;
  const adapter = definePlatformAdapter({
    id: 'tally',
    displayName: 'Tally',
    capabilities: { ...neutralCapabilities, ...capabilities } as Capabilities,
    artifact: jsonArtifact({ '~standard': { version: 1, vendor: 'tally', validate: (value) => ({ value: value as JsonObject }) } }),
    semantics,
    dialects: { template: { print: () => '', parse: () => ({ tree: [], problems: [] }) } },
    toPlatform: (view) => {
      const { id, name, credentials, variables, scripts, integrations } = view;
      const flows = view.flows.map((flow) => ({ ...flow, nodes: flow.nodes.map(authored) }));
      bot = { id, name, credentials, variables, integrations, flows, semantics, ...(scripts && { scripts }) } as BotInput;
      return {};
    },
    fromPlatform: () => ({ flows: [] }),
  });
  const { diagnostics } = exportBot(adapter, input);
  return { bot, diagnostics };
};

// What only a view has beside the node.
const authored = (node: object): object => {
  const { marker: _marker, text, ...rest } = node as { marker?: string; text?: string; kind: string };
  return rest.kind === 'message' || text === undefined ? rest : { ...rest, text };
};
