import { type Draft, type DraftNode, type PlatformAdapter, parseTemplate, printTemplate } from '@dragoman/core';

type Change = (draft: Draft) => Draft;
type Fields = { readonly [field: string]: unknown };

/** An adapter that reads its platform's documents wrongly. */
const misreading =
  (change: Change) =>
  (adapter: PlatformAdapter): PlatformAdapter => ({
    ...adapter,
    fromPlatform: (artifact, context) => change(adapter.fromPlatform(artifact, context)),
  });

const inFlows = (draft: Draft, change: (nodes: readonly DraftNode[]) => readonly DraftNode[]): Draft => ({
  ...draft,
  flows: draft.flows.map((flow) => ({ ...flow, nodes: change(flow.nodes) })),
});

/** Changes the first node there is something to change in. */
const inFirst =
  (change: (node: Fields) => Fields | undefined): Change =>
  (draft) => {
    let isDone = false;
    return inFlows(draft, (nodes) =>
      nodes.map((node) => {
        const changed = isDone ? undefined : change(node as unknown as Fields);
        isDone ||= changed !== undefined;
        return (changed ?? node) as DraftNode;
      }),
    );
  };

const routesOf = (node: Fields): readonly Fields[] => (node.routes as readonly Fields[] | undefined) ?? [];

const withText = (node: Fields, change: (text: string) => string | undefined): Fields | undefined => {
  if (typeof node.text === 'string') {
    const text = change(node.text);
    return text === undefined ? undefined : { ...node, text };
  }
  const content = node.content as readonly Fields[] | undefined;
  const index = content?.findIndex((part) => typeof part === 'string' || typeof part.text === 'string') ?? -1;
  const part = content?.[index];
  const said = typeof part === 'string' ? part : part?.text;
  const text = typeof said === 'string' ? change(said) : undefined;
  return text === undefined
    ? undefined
    : { ...node, content: content?.with(index, typeof part === 'string' ? (text as unknown as Fields) : { ...part, text }) };
};

export type Mutation =
  | 'route-dropped'
  | 'routes-swapped'
  | 'wrong-scope'
  | 'value-as-literal'
  | 'call-doubled'
  | 'text-truncated'
  | 'variable-renamed'
  | 'node-skipped'
  | 'wrong-outcome';

/** Ways in which an adapter can be wrong. Whatever there is to be wrong about, the laws must notice. */
export const mutations: { readonly [M in Mutation]: (adapter: PlatformAdapter) => PlatformAdapter } = {
  'route-dropped': misreading(inFirst((node) => (routesOf(node).length > 1 ? { ...node, routes: routesOf(node).slice(1) } : undefined))),

  'routes-swapped': misreading(
    inFirst((node) => {
      const [first, second, ...rest] = routesOf(node);
      if (!first || !second || JSON.stringify(first.to) === JSON.stringify(second.to)) return undefined;
      return { ...node, routes: [{ ...first, to: second.to }, { ...second, to: first.to }, ...rest] };
    }),
  ),

  'wrong-scope': misreading((draft) => {
    const names = new Set(draft.flows.flatMap(({ nodes }) => nodes.flatMap((node) => writesOf(node as unknown as Fields))));
    const others = (draft.variables ?? []).filter(({ name }) => !names.has(name));
    return { ...draft, variables: [...others, ...[...names].map((name) => ({ name, scope: 'turn' as const }))] };
  }),

  'value-as-literal': misreading(
    inFirst((node) =>
      withText(node, (text) => {
        const { tree } = parseTemplate(text);
        const literal = tree.map((part) => (part.kind === 'text' ? part : { kind: 'text' as const, text: part.reference.root }));
        return tree.some(({ kind }) => kind === 'placeholder') ? printTemplate(literal) : undefined;
      }),
    ),
  ),

  'call-doubled': misreading((draft) => {
    let isDone = false;
    return inFlows(draft, (nodes) =>
      nodes.flatMap((node, index) => {
        const fields = node as unknown as Fields;
        if (isDone || fields.kind !== 'api') return [node];
        isDone = true;
        const id = `${String(fields.id)}-once-more-${index}`;
        const again = { ...fields, id, name: id, routes: [{ to: { node: String(fields.id) } }], next: { node: String(fields.id) } };
        // Entered like the node itself only by whoever comes from above.
        return [again as unknown as DraftNode, node];
      }),
    );
  }),

  'text-truncated': misreading(
    inFirst((node) => withText(node, (text) => (text.length > 3 && !text.includes('{{') ? text.slice(0, -1) : undefined))),
  ),

  'variable-renamed': misreading(
    inFirst((node) =>
      typeof node.variable === 'string' && node.kind === 'question' ? { ...node, variable: `${node.variable} (2)` } : undefined,
    ),
  ),

  'node-skipped': misreading(
    inFirst((node) =>
      node.kind === 'message' || node.kind === 'assign'
        ? { ...node, kind: 'jump', to: node.next ?? 'next', content: undefined, text: undefined, set: undefined }
        : undefined,
    ),
  ),

  'wrong-outcome': misreading(
    inFirst((node) => {
      if (node.kind !== 'api' || routesOf(node).length === 0) return undefined;
      const swapped = routesOf(node).map(({ when, ...route }) => ({ ...route, when: otherOutcome(when) }));
      return JSON.stringify(swapped) === JSON.stringify(routesOf(node)) ? undefined : { ...node, routes: swapped };
    }),
  ),
};

const writesOf = (node: Fields): readonly string[] => [
  ...(typeof node.variable === 'string' ? [node.variable] : []),
  ...((node.set as readonly Fields[] | undefined) ?? []).map(({ variable }) => String(variable)),
];

const otherOutcome = (when: unknown): unknown => {
  const word = typeof when === 'string' ? when : typeof when === 'object' && when !== null && 'is' in when ? when.is : undefined;
  if (word === 'success') return { is: 'failure' };
  return word === 'failure' ? { is: 'success' } : when;
};
