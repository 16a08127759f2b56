import type { Bot } from '../document/bot.ts';
import type { ChoiceNode, Node, QuestionNode } from '../document/node.ts';
import { changingReads } from './changing-reads.ts';
import { withStoringRoutes } from './choice-variable.ts';
import type { LowerContext } from './lower-context.ts';
import { keepsOpen, settled } from './made-node.ts';
import { isNoMatch, noMatchIsRoute, storedBy } from './no-match.ts';
import type { NodeContext } from './rewrite-nodes.ts';
import { routesSet } from './route-sets.ts';
import { canSetFirst, setFirst } from './set-first.ts';
import { unmentionedName } from './unmentioned-name.ts';

type Step = (node: Node, place: NodeContext, context: LowerContext) => readonly Node[] | undefined;

/** Where questions and choices store no replies, their routes do. */
export const withoutVariable = (bot: Bot): Step => {
  const types = new Map(bot.variables.map(({ name, type }) => [name, type]));
  const isTyped = (name: string): boolean => (types.get(name) ?? 'text') !== 'text';
  const mayChange = changingReads(bot);
  const freeName = (wanted: string): string => unmentionedName(bot, wanted);
  return (node, place, context) => {
    const listed = context.capabilities.questionFields;
    if (!('variable' in node) || typeof node.variable !== 'string' || listed.includes('variable')) return undefined;
    const canStore = !isTyped(node.variable);
    if (node.kind === 'question') return storedByRoutes(node as QuestionNode, place, canStore, context);
    if (node.kind !== 'choice') return undefined;
    const choice = node as ChoiceNode;
    const stored = canStore ? withStoringRoutes(choice, place, { mayChange, freeName, context }) : undefined;
    return stored ?? [unstored(choice, context)];
  };
};

const storedByRoutes = (node: QuestionNode, place: NodeContext, isText: boolean, context: LowerContext): readonly Node[] => {
  const { variable = '', ...rest } = node;
  const { capabilities } = context;
  const isPlain = !keepsOpen(rest);
  const isAnswer = storedBy(context);
  const answers = rest.routes.filter(isAnswer);
  const isShadowed = isPlain && rest.routes.some(isNoMatch) && !(noMatchIsRoute(context.author) && noMatchIsRoute(context.semantics));
  const stored = { variable, value: '{{user.text}}' };
  const canStore = capabilities.reads.includes('user') && canSetFirst(context, answers, [stored]) && isText && !isShadowed;
  // Where routes write, they do so before the script of the reply; nodes behind would do so after it.
  const isBeforeHooks = rest.hooks === undefined || (routesSet(capabilities) && answers.every(({ say }) => say === undefined));
  if (!canStore || rest.skipIfSet || !isBeforeHooks) return [unstored(node, context)];
  const explicit = settled(context, rest, place) as QuestionNode;
  const made: Node[] = [];
  const routes = explicit.routes.map((route) => (isAnswer(route) ? setFirst(context, node, route, [stored], made) : route));
  context.rewritten(node);
  if (!isPlain) return [{ ...explicit, routes }, ...made];
  const taken = context.provenance.derive({ set: [stored], to: place.onward }, node);
  return [{ ...explicit, routes: [...routes, taken] }, ...made];
};

const unstored = (node: QuestionNode | ChoiceNode, { report }: LowerContext): Node => {
  const { variable, ...rest } = node;
  const said = node.kind === 'choice' ? 'choice' : 'reply';
  const reason = `The platform cannot store the ${said} in ${variable}.`;
  report({ code: 'question-variable-not-carried', at: node, loss: 'dropped', reason, fix: 'Ask in a way the platform can store.' });
  return rest as Node;
};
