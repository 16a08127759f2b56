import * as z from 'zod';
import type { ViewNode } from '../adapter/bot-view.ts';
import type { CapabilitiesInput } from '../adapter/capabilities.ts';
import type { Draft, DraftNode } from '../adapter/draft.ts';
import { neutralCapabilities } from '../adapter/neutral-capabilities.ts';
import { definePlatformAdapter, type PlatformAdapter } from '../adapter/platform-adapter.ts';
import { neutralSemantics } from '../document/semantics.ts';
import type { Json } from '../json.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { printTemplate } from '../template/print-template.ts';

export interface LoweredJson {
  readonly flows: Draft['flows'];
  readonly integrations: NonNullable<Draft['integrations']>;
}

/** An imaginary platform that can do what the model can, but for what is said here; its document is the lowered bot. */
export const loweredJson = (capabilities: Partial<CapabilitiesInput> = {}): PlatformAdapter<LoweredJson> =>
  definePlatformAdapter({
    id: 'plain',
    displayName: 'Plain',
    capabilities: { ...neutralCapabilities, ...capabilities } as CapabilitiesInput,
    artifact: {
      schema: z.custom<LoweredJson>((value) => typeof value === 'object' && value !== null && 'flows' in value),
      recognises: () => true,
      layout: { indent: 2, finalNewline: true },
      identity: (element: Json) => (typeof element === 'object' && element !== null && 'id' in element ? String(element.id) : undefined),
    },
    semantics: neutralSemantics,
    dialects: {
      template: { print: printTemplate, parse: (text) => ({ tree: parseTemplate(text).tree, problems: [] }) },
    },
    toPlatform: ({ flows, integrations }) => ({
      flows: flows.map((flow) => ({ ...flow, nodes: flow.nodes.map(asDraft) })),
      integrations,
    }),
    fromPlatform: ({ flows, integrations }) => ({ flows, integrations, variables: ['order', 'stars'].map((name) => ({ name })) }),
  }) as PlatformAdapter<LoweredJson>;

/** A message of the view has its texts twice. */
const asDraft = (node: ViewNode): DraftNode => {
  if (node.kind !== 'message') return node as DraftNode;
  const { text: _, ...message } = node;
  return message as DraftNode;
};
