import type { Integration } from '../document/integration.ts';
import type { Node } from '../document/node.ts';
import type { Target } from '../document/target.ts';
import { goesOn } from '../lowering/goes-on.ts';
import { groupProblem } from '../lowering/group-problem.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { readBot } from '../reading/read-bot.ts';
import { nodeSchema } from '../schema/bot-schema.ts';
import { targetSchema } from '../schema/target-schema.ts';
import { canonicalJson } from '../values/content-hash.ts';
import type { DraftIndex } from './draft-index.ts';
import type { MarkedGroup } from './marked-group.ts';
import { withTargets } from './with-targets.ts';

/** The author's node, out of a marker. */
export interface AuthorNode {
  /** The node as it belongs above this one, with ids of the draft; targets that are not there are unresolved. */
  place(following: string | undefined, isThere: (id: string) => boolean): Node;
  /** One that the draft lacks. */
  readonly integration?: Integration;
}

/** Reads what a marker says a group was made of. It comes from a document anybody may have written. */
export const readAuthorNode = (
  { root, node, following, integration }: MarkedGroup,
  index: DraftIndex,
  nodeKinds: readonly NodeKind[],
): AuthorNode | 'plugin-missing' | 'marker-unreadable' => {
  const kind = String(node.kind);
  if (kind.includes('/') && !nodeKinds.some((known) => known.kind === kind)) return 'plugin-missing';
  const { data } = nodeSchema(nodeKinds).safeParse({ ...node, id: root.node.id, name: root.name });
  if (data === undefined || (data.kind === 'start' && root.index > 0)) return 'marker-unreadable';
  if (groupProblem([data], nodeKinds, () => true) !== undefined) return 'marker-unreadable';
  const called = data.kind === 'api' ? calledIntegration(data.integration as string, integration, index) : undefined;
  if (data.kind === 'api' && called === undefined) return 'marker-unreadable';
  const below = targetSchema.safeParse(following).data ?? 'next';

  return {
    ...(called?.isNew && { integration: called.integration }),
    place: (next, isThere) => {
      const lead = (target: Target): Target => {
        if (typeof target === 'string') return target;
        if ('node' in target) {
          const id = index.nodeNamed(target.node)?.node.id;
          return id !== undefined && isThere(id) ? { node: id } : { unresolved: target.node };
        }
        if ('flow' in target) {
          const id = index.flowNamed(target.flow)?.id;
          return id === undefined ? { unresolved: target.flow } : { flow: id };
        }
        return target;
      };
      const natural: Target = next === undefined ? { end: 'flow' } : { node: next };
      const onward = lead(below);
      const isNatural = below === 'next' || canonicalJson(natural as never) === canonicalJson(onward as never);
      const placed = withTargets(data, (target) => (target === 'next' && !isNatural ? onward : lead(target)));
      return {
        ...placed,
        ...(called !== undefined && { integration: called.integration.id }),
        ...(!isNatural && data.next === undefined && goesOn(data) && { next: onward }),
      } as Node;
    },
  };
};

const calledIntegration = (
  name: string,
  carried: MarkedGroup['integration'],
  index: DraftIndex,
): { readonly integration: Integration; readonly isNew: boolean } | undefined => {
  const known = index.integrationNamed(name);
  if (known !== undefined) return { integration: known, isNew: false };
  if (carried === undefined || carried.name !== name) return undefined;
  const { credential, ...rest } = carried;
  const id = typeof credential === 'string' ? index.credentialNamed(credential) : undefined;
  if (credential !== undefined && id === undefined) return undefined;
  const { value } = readBot({ id: 'marker', integrations: [rest] });
  const [integration] = value?.integrations ?? [];
  if (integration === undefined || index.hasIntegration(integration.id)) return undefined;
  return { integration: id === undefined ? integration : ({ ...integration, credential: id } as Integration), isNew: true };
};
