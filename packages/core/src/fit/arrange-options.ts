import type { Capabilities, ChoiceCapability, ListCapability } from '../adapter/capabilities.ts';
import type { Option } from '../document/content.ts';
import { shortenText } from './split-text.ts';

/** What can be tapped, before or after its templates are filled in. */
export type Tappable = Pick<Option, 'label' | 'value' | 'description' | 'action'>;

/** A text with what can be tapped below it; without any, the text says it all. */
export interface Arranged<O> {
  readonly text: string;
  readonly options: readonly O[];
  /** Whether the options became numbered lines. */
  readonly isNumbered: boolean;
}

export interface ArrangeOptions {
  /** Length of a label or description. Default: of the text. */
  measure?(text: string): number;
  /** Number of the first option. Default 1. */
  readonly firstNumber?: number;
}

/**
 * Shows options in the best way a platform has: as they are if they fit as buttons or as a list; with labels cut in a list
 * that says the whole label below; with links and descriptions said in the text; else as numbered lines.
 */
export const arrangeOptions = <O extends Tappable>(
  text: string,
  options: readonly O[],
  { choice, list }: Pick<Capabilities, 'choice' | 'list'>,
  { measure = ({ length }) => length, firstNumber = 1 }: ArrangeOptions = {},
): Arranged<O> => {
  const fitting = (some: readonly O[]): readonly O[] | undefined => {
    if (some.length === 0) return undefined;
    if (choice && fitsChoice(some, choice, measure)) return some;
    return list ? inList(some, list, measure) : undefined;
  };
  const shown = fitting(options);
  if (shown) return { text, options: shown, isNumbered: false };
  for (const room of roomsOf(choice, list)) {
    const { said, rest } = sayRest(options, room, measure);
    const fitted = fitting(rest);
    if (fitted) return { text: lines(text, ...said), options: fitted, isNumbered: false };
  }
  return { text: numberedText(text, options, firstNumber), options: [], isNumbered: options.length > 0 };
};

/** `text`, then `1. Label: description`, a line each. Links and phone numbers are said without a number, as they are no answers. */
export const numberedText = (text: string, options: readonly Tappable[], firstNumber = 1): string =>
  lines(text, ...options.map((option, index) => (isLink(option) ? said(option) : `${firstNumber + index}. ${said(option)}`)));

/** Texts below each other; empty ones are left out. */
export const lines = (...texts: readonly (string | undefined)[]): string =>
  texts.filter((text) => text !== undefined && text !== '').join('\n');

/** What an option says in a text. */
const said = ({ label, description, action }: Tappable): string =>
  [label, description, linkOf(action)].filter((text) => text !== undefined && text !== '').join(': ');

/** What only opens something is no answer. */
export const isLink = ({ action }: Pick<Tappable, 'action'>): boolean => linkOf(action) !== undefined;

const linkOf = (action: Tappable['action']): string | undefined =>
  action.kind === 'url' ? action.url : action.kind === 'phone' ? action.number : undefined;

type Measure = (text: string) => number;

const fitsChoice = (options: readonly Tappable[], choice: ChoiceCapability, measure: Measure): boolean =>
  isWithin(options.length, choice.options) &&
  options.every(
    ({ label, description = '', action }) =>
      choice.actions.includes(action.kind) &&
      isWithin(measure(label), choice.labelLength) &&
      isWithin(measure(description), choice.descriptionLength),
  );

const inList = <O extends Tappable>(options: readonly O[], list: ListCapability, measure: Measure): readonly O[] | undefined => {
  if (!isWithin(options.length, list.rows) || options.some(({ action }) => action.kind !== 'reply')) return undefined;
  const rows = options.map((option) => rowOf(option, list, measure));
  if (rows.some(({ description = '' }) => !isWithin(measure(description), list.descriptionLength))) return undefined;
  const distinct = (some: readonly Tappable[]): number => new Set(some.map(({ label }) => label)).size;
  const isTold = rows.every(({ label }) => isWithin(measure(label), list.labelLength)) && distinct(rows) === distinct(options);
  if (!isTold) return undefined;
  return rows.every((row, index) => row === options[index]) ? options : rows;
};

/** A label that is too long is cut where the whole of it can be said below. */
const rowOf = <O extends Tappable>(option: O, { labelLength }: ListCapability, measure: Measure): O => {
  const { label, description = '' } = option;
  if (labelLength === undefined || labelLength < 2 || description !== '' || isWithin(measure(label), labelLength) || label.includes('{{'))
    return option;
  return { ...option, label: shortenText(label, labelLength), value: option.value ?? label, description: label };
};

/** What options may carry where they are shown. */
type Room = Pick<ChoiceCapability, 'actions' | 'descriptionLength'>;

const roomsOf = (choice: ChoiceCapability | false, list: ListCapability | false): readonly Room[] => [
  ...(choice ? [choice] : []),
  ...(list ? [{ ...list, actions: ['reply' as const] }] : []),
];

const sayRest = <O extends Tappable>(
  options: readonly O[],
  { actions, descriptionLength }: Room,
  measure: Measure,
): { readonly said: readonly string[]; readonly rest: readonly O[] } => {
  const texts: string[] = [];
  const rest: O[] = [];
  for (const option of options) {
    const { description = '', action } = option;
    const isSaid = isLink(option) && !actions.includes(action.kind);
    const isDescribed = !isWithin(measure(description), descriptionLength);
    if (isSaid) texts.push(said(option));
    else if (isDescribed) texts.push(`${option.label}: ${description}`);
    if (!isSaid) rest.push(isDescribed ? withoutDescription(option) : option);
  }
  return { said: texts, rest };
};

const withoutDescription = <O extends Tappable>(option: O): O => {
  const { description: _said, ...rest } = option;
  return rest as O;
};

const isWithin = (length: number, limit: number | undefined): boolean => limit === undefined || length <= limit;
