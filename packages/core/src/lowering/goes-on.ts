import type { ChoiceNode, Node } from '../document/node.ts';

/**
 * Whether a node may leave by `next`. Where it may not, giving it one would change it: a question with routes and a
 * `next` accepts whatever is said.
 */
export const goesOn = (node: Node): boolean => {
  if (node.kind === 'jump' || node.kind === 'end') return false;
  if (node.kind === 'question' && node.skipIfSet === true) return true;
  if (node.routes.some(({ when, if: condition }) => when === undefined && condition === undefined)) return false;
  if (node.kind === 'choice' && node.waits !== false) return !routesEveryOption(node as ChoiceNode);
  if (node.kind === 'api')
    return !node.routes.some(({ when, if: condition }) => condition === undefined && when !== undefined && takesSuccess(when));
  const declines = node.kind === 'question' ? node.waits !== false : node.kind === 'message' && node.waits === true;
  return !declines || node.routes.length === 0 || node.next !== undefined;
};

/** A choice goes on with an option only. */
const routesEveryOption = ({ options, routes }: ChoiceNode): boolean => {
  const always = routes.flatMap(({ when, if: condition }) =>
    condition === undefined && when !== undefined && 'option' in when ? [when.option] : [],
  );
  return options.length > 0 && options.every(({ id }) => always.includes(id));
};

const takesSuccess = (when: object): boolean => 'is' in when && (when.is === 'success' || when.is === 'other');

/** Whether a node stops for the consumer. A plugin's node may. */
export const mayWait = (node: Node): boolean => node.waits ?? waitsByKind(node.kind);

/** What `waits` is where a node does not say. */
export const waitsByKind = (kind: string): boolean => waitingKinds.has(kind) || kind.includes('/');

const waitingKinds: ReadonlySet<string> = new Set(['question', 'choice', 'list']);
