import { isJsonObject, type Target } from '@dragoman/core';
import type { GoTo } from '../wire/go-to.ts';
import type { View } from './printing.ts';

/** Where a node goes on. An input that says so goes on with whatever is said. */
export const onwardOf = ({ next }: { readonly next?: Target }, bot: View): { readonly goTo?: GoTo } =>
  next === 'next' ? { goTo: { next: true } } : goToOf(next, bot);

/** Where an output leads; nothing for the step that is listed next. */
export const goToOf = (target: Target | undefined, bot: View): { readonly goTo?: GoTo } => {
  if (target === undefined || target === 'next') return {};
  if (target === 'repeat') return { goTo: { repeat: true } };
  if ('node' in target) return { goTo: { step: bot.key(bot.node(target.node)) } };
  if ('flow' in target) return { goTo: { workflow: bot.key(bot.flow(target.flow)) } };
  if ('unresolved' in target) return { goTo: { missing: target.unresolved } };
  if ('kind' in target) return { goTo: isJsonObject(target.raw) ? { ...target.raw } : { end: true } };
  return { goTo: { end: true } };
};
