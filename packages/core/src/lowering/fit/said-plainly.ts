import type { Capabilities } from '../../adapter/capabilities.ts';
import type { Option } from '../../document/content.ts';
import type { Route } from '../../document/route.ts';
import type { Semantics } from '../../document/semantics.ts';
import { isLink } from '../../fit/arrange-options.ts';
import { literalOf, mayBeEmpty } from './literal.ts';

/** Whether an option as a line of text is what `fit` makes of it once its placeholders are filled in. */
export const isSaidPlainly = ({ label, description, action, repeat }: Option): boolean =>
  repeat === undefined &&
  !mayBeEmpty(description) &&
  !mayBeEmpty(action.kind === 'url' ? action.url : action.kind === 'phone' ? action.number : undefined) &&
  !(mayBeEmpty(label) && (description !== undefined || isLink({ action })));

/** Whether it is known how options are shown: how long a text with placeholders will be, and so whether it fits, is not. */
export const isShownPlainly = (
  options: readonly Pick<Option, 'label' | 'description'>[],
  { choice, list }: Pick<Capabilities, 'choice' | 'list'>,
): boolean =>
  (choice === false && list === false) ||
  options.every(({ label, description = '' }) => literalOf(label) !== undefined && literalOf(description) !== undefined);

/**
 * Whether the names of options alone tell which routes take them. Not where a route looks at the case of what was said, nor
 * where an intent may take a reply that names an option while what it stands for is stored.
 */
export const isTakenPlainly = (
  { routes, variable }: { readonly routes: readonly Route[]; readonly variable?: string },
  { patternCase }: Pick<Semantics, 'patternCase'>,
): boolean =>
  routes.every(({ when }) => {
    if (when === undefined || 'option' in when || 'outcome' in when) return true;
    if ('regex' in when) return when.regex.startsWith('(?i)') && patternCase === 'ignore';
    return 'intent' in when ? variable === undefined : patternCase === 'ignore';
  });
