import type { Target } from '@dragoman/core';
import type { GoTo } from '../wire/component.ts';
import type { ExportWork, NodeView } from './export-view.ts';

/** Where a link of a node leads, as Go to Next Message says it. */
export const goToOf = (target: Target, node: NodeView, { bot }: Pick<ExportWork, 'bot'>): GoTo => {
  if (target === 'next') return 'next';
  const to = bot.follow(node, target);
  if ('node' in to) return { component: bot.key(bot.node(to.node)) };
  if ('flow' in to) return { flow: bot.key(bot.flow(to.flow)) };
  return 'unresolved' in to && to.unresolved !== '' ? { component: to.unresolved } : 'end';
};
