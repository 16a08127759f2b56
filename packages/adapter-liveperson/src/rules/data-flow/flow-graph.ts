/** A place where a value may be: a variable, the result of a call, an argument. */
export interface FlowNode {
  readonly edges: FlowEdge[];
}

interface FlowEdge {
  readonly to: FlowNode;
  /** The call by which the value gets into a function. */
  readonly enters?: number;
  /** The call by whose result it comes out again. */
  readonly leaves?: number;
}

export const createFlowNode = (): FlowNode => ({ edges: [] });

/** Says that a value in one place may get to another. */
export const flowsTo = (from: FlowNode | undefined, to: FlowNode, call: Omit<FlowEdge, 'to'> = {}): void => {
  from?.edges.push({ to, ...call });
};

/** One place for values that may come from several. */
export const joined = (nodes: readonly (FlowNode | undefined)[]): FlowNode | undefined => {
  const given = nodes.filter((node) => node !== undefined);
  if (given.length < 2) return given[0];
  const to = createFlowNode();
  for (const node of given) flowsTo(node, to);
  return to;
};

/**
 * The nodes that values of the sources may get to, each with the first source. What goes into a function by one call does
 * not come out of it by another, as far as calls within calls are followed.
 */
export const reachFrom = <S>(sources: ReadonlyMap<FlowNode, S>): ReadonlyMap<FlowNode, S> => {
  const reached = new Map<FlowNode, S>();
  const seen = new Map<FlowNode, Set<string>>();
  const open: { readonly node: FlowNode; readonly source: S; readonly calls: readonly number[] }[] = [];
  const visit = (node: FlowNode, source: S, calls: readonly number[]): void => {
    const before = seen.get(node) ?? new Set();
    const key = calls.join();
    if (before.has(key)) return;
    seen.set(node, before.add(key));
    if (!reached.has(node)) reached.set(node, source);
    open.push({ node, source, calls });
  };
  for (const [node, source] of sources) visit(node, source, []);
  // The list grows while it is walked.
  for (const { node, source, calls } of open) {
    for (const { to, enters, leaves } of node.edges) {
      if (enters !== undefined) visit(to, source, entering(calls, enters));
      else if (leaves === undefined) visit(to, source, calls);
      else if (calls.length === 0 || calls.at(-1) === leaves) visit(to, source, calls.slice(0, -1));
    }
  }
  return reached;
};

/** A call that is under way already is entered again: what was called since is left. */
const entering = (calls: readonly number[], call: number): readonly number[] => {
  const index = calls.indexOf(call);
  return index === -1 ? [...calls, call].slice(-deepest) : calls.slice(0, index + 1);
};

const deepest = 4;
