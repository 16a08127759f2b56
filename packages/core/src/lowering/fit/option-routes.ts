import type { ReplyCapability } from '../../adapter/capabilities.ts';
import type { OptionAction } from '../../document/content.ts';
import type { Predicate } from '../../document/predicate.ts';
import type { Route } from '../../document/route.ts';
import type { Semantics } from '../../document/semantics.ts';
import type { Target } from '../../document/target.ts';
import type { Template } from '../../document/template.ts';
import type { Assignment } from '../../document/variable.ts';
import { isLink } from '../../fit/arrange-options.ts';
import { compileTextMatch } from '../../matching/compile-text-match.ts';
import type { Provenance } from '../provenance.ts';
import { literalOf } from './literal.ts';
import type { OptionActs } from './option-acts.ts';
import { spokenMatches } from './spoken-match.ts';
import { withValues } from './with-values.ts';

/** An option that can no longer be tapped, only named. */
export interface NamedOption {
  /** The element of the author's bot that it is, or was made of. */
  readonly from: object;
  readonly id: string;
  readonly label: Template;
  readonly value?: Template;
  readonly action: OptionAction;
  /** Position from 0 among everything that was shown. */
  readonly index: number;
  /** Holds when the option is there at all. */
  readonly presence?: Predicate;
  /** What choosing it writes. */
  readonly set: readonly Assignment[];
}

/** A route, and which of the options it takes when they are named by a text. */
export interface Candidate {
  readonly route: Route;
  takes(option: NamedOption, text: string): boolean;
}

export interface OptionRoutes {
  readonly provenance: Provenance;
  readonly replies: readonly ReplyCapability[];
  /** By what an option is named, as the author has it. */
  readonly author: Pick<Semantics, 'optionMatch'>;
  /** How the made routes match. */
  readonly semantics: Pick<Semantics, 'patternCase'>;
  /** Says what choosing an option does. */
  readonly acts: OptionActs;
  /** Where an option leads that no route takes. Left out: nowhere. */
  readonly onward?: Target;
}

/**
 * Routes for replies that name an option, in the order in which the candidates would have taken them. Each stands for the
 * candidate it was made of. `own` says whether a candidate's own route follows behind those made of it, for replies that
 * name no option.
 */
export const optionRoutes = (
  options: readonly NamedOption[],
  candidates: readonly (Candidate & { readonly own: boolean })[],
  { provenance, replies, author, semantics, acts, onward }: OptionRoutes,
): readonly Route[] => {
  const names = namesOf(options, author);
  const made: Route[] = [];
  const add = (option: NamedOption, texts: readonly string[], route: Omit<Route, 'when'>, from: object): void => {
    if (texts.length === 0) return;
    const { to, set: _set, if: guard, say, ...rest } = route;
    const { presence } = option;
    const act = acts.on({ to, set: [...option.set, ...(route.set ?? [])], ...(presence && { presence }) });
    const condition = both(act.if, guard);
    // A route speaks before it writes.
    const spoken = say === undefined ? {} : { say: withValues(say, option.set) };
    for (const when of spokenMatches(texts, replies, semantics))
      made.push(provenance.derive({ ...rest, ...spoken, ...act, when, ...(condition && { if: condition }) }, from));
  };
  for (const { route, takes, own } of candidates) {
    const { when: _when, ...rest } = route;
    for (const option of options) {
      const open = names.get(option) ?? [];
      const taken = open.filter((text) => takes(option, text));
      if (taken.length === 0) continue;
      add(option, taken, rest, route);
      if (route.if === undefined)
        names.set(
          option,
          open.filter((text) => !taken.includes(text)),
        );
    }
    if (own) made.push(route);
  }
  if (onward !== undefined) for (const option of options) add(option, names.get(option) ?? [], { to: onward }, option.from);
  return made;
};

/** Which options a route takes where replies are judged by the route itself. */
export const replyCandidate = (
  route: Route,
  { tapText, ...semantics }: Pick<Semantics, 'tapText' | 'patternCase' | 'regexMatch'>,
): Candidate => {
  const { when } = route;
  if (when === undefined) return { route, takes: () => true };
  if ('option' in when) return { route, takes: ({ id }) => id === when.option };
  if (!('equals' in when || 'pattern' in when || 'regex' in when)) return { route, takes: () => false };
  const accepts = compileTextMatch(when, semantics);
  return { route, takes: (option, text) => [...saidBy(option, tapText).flatMap(literal), text].some(accepts) };
};

/** What choosing an option stores. */
export const tapTextOf = ({ label, value }: Pick<NamedOption, 'label' | 'value'>, tapText: Semantics['tapText']): Template =>
  tapText === 'label' ? label : (value ?? label);

/** What choosing an option counts as having said. */
export const saidBy = ({ label, value }: Pick<NamedOption, 'label' | 'value'>, tapText: Semantics['tapText']): readonly Template[] => {
  const said = tapText === 'label' ? [label, value] : [value === undefined || value === '' ? label : value, label];
  return said.filter((text) => text !== undefined && text !== '') as Template[];
};

/** Whether everything an option is named by is known before the bot runs. */
export const isNamedPlainly = ({ label, value = '' }: NamedOption, { optionMatch }: Pick<Semantics, 'optionMatch'>): boolean =>
  !(optionMatch.includes('label') && literalOf(label) === undefined) && !(optionMatch.includes('value') && literalOf(value) === undefined);

/** The texts each option is selected by; where several have the same name, the first has it. */
const namesOf = (options: readonly NamedOption[], { optionMatch }: Pick<Semantics, 'optionMatch'>): Map<NamedOption, readonly string[]> => {
  const taken = new Set<string>();
  const names = new Map<NamedOption, readonly string[]>();
  const selectable = options.filter((option) => !isLink(option));
  for (const how of optionMatch) {
    for (const option of selectable) {
      for (const name of namings[how](option)) {
        const said = name.trim();
        if (said === '' || taken.has(said.toLowerCase())) continue;
        taken.add(said.toLowerCase());
        names.set(option, [...(names.get(option) ?? []), said]);
      }
    }
  }
  return names;
};

const letter = (index: number): string => String.fromCharCode(97 + index);

const literal = (template: Template | undefined): readonly string[] => {
  const text = template === undefined ? undefined : literalOf(template);
  return text === undefined ? [] : [text];
};

const namings: { readonly [How in Semantics['optionMatch'][number]]: (option: NamedOption) => readonly string[] } = {
  id: ({ id }) => [id],
  label: ({ label }) => literal(label),
  value: ({ value }) => literal(value),
  number: ({ index }) => [String(index + 1), `${index + 1}.`, `${index + 1})`],
  letter: ({ index }) => (index < 26 ? [letter(index), `${letter(index)}.`, `${letter(index)})`] : []),
};

const both = (one: Predicate | undefined, other: Predicate | undefined): Predicate | undefined =>
  one && other ? { all: [one, other] } : (one ?? other);
