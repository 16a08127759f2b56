import { readFileSync } from 'node:fs';
import { type Diagnostic, importBot, type Node } from '@dragoman/core';
import { createLivePersonAdapter } from '../adapter.ts';

const adapter = createLivePersonAdapter();

export const importFixture = (name: string) =>
  importDocument(readFileSync(new URL(`../../test/fixtures/${name}`, import.meta.url), 'utf8'));

export const importDocument = (document: unknown) => importBot(adapter, document);

/** An export of one dialog; its interactions follow each other as they are given. */
export const documentOf = (interactions: readonly object[], more: object = {}) => ({
  bot: { id: 'bot', name: 'Bot' },
  responder: [],
  conversationMessage: interactions.map((interaction, index) => ({
    id: `i${index}`,
    name: `i${index}`,
    group: 'g',
    interactionType: 'TEXT',
    ...(index > 0 && { prevMessageId: `i${index - 1}` }),
    ...(index < interactions.length - 1 && { nextMessageId: `i${index + 1}` }),
    ...interaction,
  })),
  groups: [{ id: 'g', name: 'Dialog', dialogType: 'DIALOG', status: 'ENABLED' }],
  ...more,
});

/** The nodes that interactions become, and what is said about them. */
export const importInteractions = (...interactions: readonly object[]) => {
  const { value, diagnostics } = importDocument(documentOf(interactions));
  return { nodes: value.flows[0]?.nodes ?? [], told: told(diagnostics), diagnostics };
};

/** The node that one interaction becomes, with another one below it. */
export const importInteraction = (interaction: object) => {
  const { nodes, ...rest } = importInteractions(interaction, { content: tiles({ text: 'below' }) });
  return { node: nodes[0] as Node, ...rest };
};

export const tiles = (...tileData: readonly object[]) => ({ results: { tile: { tileData } } });

export const told = (diagnostics: readonly Diagnostic[]) =>
  diagnostics.map(({ code, platformPlace, place }) => `${code} ${platformPlace ?? place}`);
