import type { Content } from '../../document/content.ts';
import type { MessageNode, Node } from '../../document/node.ts';
import type { Route } from '../../document/route.ts';
import type { LowerContext } from '../lower-context.ts';
import { fitContent } from './fit-content.ts';
import { type NamedOption, optionRoutes, replyCandidate } from './option-routes.ts';
import { isTakenPlainly } from './said-plainly.ts';

/** Shows the contents of a message as the platform can, in as many messages as it takes. */
export const fitMessageNode = (node: MessageNode, context: LowerContext): readonly Node[] => {
  const fitted = withFittedContents(node, context);
  const count = Math.max(context.capabilities.contents.count ?? Number.POSITIVE_INFINITY, 1);
  return fitted.content.length > count ? split(fitted, node, count, context) : [fitted];
};

const withFittedContents = (node: MessageNode, context: LowerContext): MessageNode => {
  const contents: Content[] = [];
  const named: NamedOption[] = [];
  const isPlain = node.waits !== true || isTakenPlainly(node, context.semantics);
  let shown = 0;
  for (const content of node.content) {
    const fitted = fitContent(content, { shownBefore: shown, isTakenPlainly: isPlain }, context);
    contents.push(...fitted.contents.map((made) => (made === content ? made : context.provenance.derive(made, content))));
    named.push(...fitted.named.map(({ option, from, index }) => ({ ...option, from, index, set: [] })));
    shown += fitted.count;
  }
  if (contents.length === node.content.length && contents.every((content, index) => content === node.content[index])) return node;
  context.rewritten(node);
  return { ...node, content: contents, routes: node.waits === true && named.length > 0 ? namedRoutes(node, named, context) : node.routes };
};

/** What an option that can no longer be tapped led to, its names lead to. */
const namedRoutes = ({ routes }: MessageNode, named: readonly NamedOption[], context: LowerContext): readonly Route[] => {
  const { author, capabilities, provenance, semantics } = context;
  const ids = new Set(named.map(({ id }) => id));
  const candidates = routes.map((route) => ({
    ...replyCandidate(route, { ...semantics, tapText: author.tapText }),
    own: !(route.when && 'option' in route.when && ids.has(route.when.option)),
  }));
  return optionRoutes(named, candidates, {
    provenance,
    replies: capabilities.replies,
    author,
    semantics,
    acts: { on: ({ to, set }) => ({ to, ...(set.length > 0 && { set }) }), made: [] },
  });
};

/** The first message keeps what happens before the node, the last what happens behind it. */
const split = (node: MessageNode, author: MessageNode, count: number, context: LowerContext): readonly Node[] => {
  const { id, name, delayMs, hooks, platformOptions, content, next, waits } = node;
  const { before, ...later } = hooks ?? {};
  const parts = Array.from({ length: Math.ceil(content.length / count) }, (_, index) => content.slice(index * count, (index + 1) * count));
  // To enter the node again is to enter the first message.
  const again = (target: Route['to']): Route['to'] => (target === 'repeat' ? { node: id } : target);
  const routes = node.routes.map((route) =>
    route.to === 'repeat' ? context.provenance.derive({ ...route, to: again(route.to) }, route) : route,
  );
  return parts.map((part, index): Node => {
    const isLast = index === parts.length - 1;
    return {
      ...(index === 0 ? { id, name } : context.fresh(author, `part-${index + 1}`)),
      kind: 'message',
      content: part,
      ...(index === 0 && delayMs !== undefined && { delayMs }),
      ...(index === 0 && before && { hooks: { before } }),
      ...(index === 0 && platformOptions && { platformOptions }),
      ...(isLast && waits !== undefined && { waits }),
      ...(isLast && Object.keys(later).length > 0 && { hooks: later }),
      ...(isLast && next !== undefined && { next: again(next) }),
      routes: isLast ? routes : [],
    };
  });
};
