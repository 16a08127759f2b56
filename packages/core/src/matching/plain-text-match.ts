import type { TextMatch } from '../document/route.ts';

/**
 * The same match as `equals`, where a pattern or a regular expression takes one text alone, however it is spelled; else
 * the match itself. Only for replies: triggers that say the same in other words rank otherwise.
 */
export const plainTextMatch = <Match extends TextMatch>(match: Match): Match | (TextMatch & { readonly equals: string }) => {
  const { exclude } = match;
  const plain = (equals: string) => ({ equals: equals.trim(), ...(exclude !== undefined && exclude.length > 0 && { exclude }) });
  if ('equals' in match) return plain(match.equals);
  if ('pattern' in match) return /[*|()]/.test(match.pattern) ? match : plain(match.pattern);
  const [, quoted] = /^\(\?i\)\^((?:\\[^\p{L}\p{N}]|[^\\^$.|?*+()[\]{}])*)\$$/u.exec(match.regex) ?? [];
  return quoted === undefined ? match : plain(quoted.replaceAll(/\\(.)/gu, '$1'));
};
