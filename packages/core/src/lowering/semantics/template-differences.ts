import type { Encoding } from '../../document/semantics.ts';
import { mentionsIn } from '../../reading/mentions.ts';
import type { Reference } from '../../template/template-tree.ts';
import { type ObservedBot, observeBot, scriptElements } from './observed-bot.ts';
import { type PrintedInto, type PrintedValue, printedValues } from './printed-values.ts';
import { isReadyText, withReadyTexts } from './ready-texts.ts';
import type { Difference, Observation, SemanticsEntry } from './semantics-entry.ts';
import { typedNames } from './typed-names.ts';

export const values: SemanticsEntry = {
  says: ({ to }) =>
    to.values === 'text'
      ? 'Numbers and booleans are kept as texts there, and a text prints with quotes in JSON.'
      : 'Numbers and booleans are kept as such there, and print without quotes in JSON.',
  fix: 'Write the placeholder inside quotes.',
  observe: (bot, { from, to, context }) => {
    const names = typedNames(bot);
    if (names.size === 0) return [];
    const isText = (place: 'jsonBare' | 'richBare'): boolean => from.encoding[place] === 'text' && to.encoding[place] === 'text';
    const isTyped = ({ reference, into }: PrintedValue): boolean =>
      (into === 'plugin' || ((into === 'jsonBare' || into === 'richBare') && !isText(into))) && names.has(nameOf(reference));
    const mentions = mentionsIn(bot.sites);
    const read = [...names].some(mentions) ? scriptElements(bot, context).map((at) => ({ at })) : [];
    return distinct([...printedValues(bot).filter(isTyped).map(observed(bot)), ...read]);
  },
};

export const unsetText: SemanticsEntry = {
  says: ({ to }) =>
    to.unsetText === 'placeholder'
      ? 'A placeholder without a value is printed as it is written there.'
      : 'A placeholder without a value prints nothing there.',
  fix: 'Give the variable an initial value.',
  observe: (bot) => {
    const maybeUnset = canBeUnset(bot);
    return distinct(
      printedValues(bot)
        .filter(({ into, reference }) => into !== 'value' && into !== 'jsonBare' && into !== 'richBare' && maybeUnset(reference))
        .map(observed(bot)),
    );
  },
};

export const unsetJson: SemanticsEntry = {
  says: ({ to }) => `A placeholder without a value prints ${to.unsetJson === 'null' ? 'null' : 'nothing'} outside quotes there.`,
  fix: 'Give the variable an initial value.',
  observe: (bot, difference) => {
    const maybeUnset = canBeUnset(bot);
    return distinct(
      printedValues(bot)
        .filter(
          ({ into, reference }) =>
            (into === 'jsonBare' || into === 'richBare') && !isReadyText(reference, difference) && maybeUnset(reference),
        )
        .map(observed(bot)),
    );
  },
  compile: compileReady((...given) => unsetJson.observe(...given)),
};

export const encoding: SemanticsEntry = {
  says: () => 'Values are encoded otherwise there.',
  observe: (bot, difference) => {
    const { from, to } = difference;
    const places = (Object.keys(from.encoding) as (keyof Encoding)[]).filter((place) => from.encoding[place] !== to.encoding[place]);
    const isChanged = (into: PrintedInto): into is keyof Encoding => places.some((place) => place === into);
    const printed = printedValues(bot).flatMap(({ site, into, reference }): readonly Observation[] =>
      isChanged(into) && !isReadyText(reference, difference) ? [{ at: bot.elementAt(site.path), ...changed(into, { from, to }) }] : [],
    );
    const literal = isChanged('query')
      ? bot.sites.template.filter(({ role, text }) => role === 'query' && !text.includes('{{') && /[^\w.~-]/.test(text))
      : [];
    return distinct([...printed, ...literal.map(({ path }) => ({ at: bot.elementAt(path), ...changed('query', { from, to }) }))]);
  },
  compile: compileReady((...given) => encoding.observe(...given)),
};

/** What scripts can make ready is; the rest is still seen. */
function compileReady(observe: SemanticsEntry['observe']): NonNullable<SemanticsEntry['compile']> {
  return (bot, seen, difference) => {
    const made = withReadyTexts(bot, difference);
    return made === bot.bot ? { bot: made, left: seen } : { bot: made, left: observe(observeBot(made), difference) };
  };
}

const changed = (place: keyof Encoding, { from, to }: Pick<Difference, 'from' | 'to'>): Pick<Observation, 'loss' | 'reason'> => {
  const [before, after]: readonly string[] = [from.encoding[place], to.encoding[place]];
  // A space is `%20` in the one and `+` in the other: servers read both.
  const isAlike = before !== 'none' && after !== 'none' && (place === 'query' || place === 'urlPath');
  return {
    loss: isAlike ? 'assumed' : 'degraded',
    reason: `A value in ${encodedPlaces[place]} is written with the encoding "${after}" there, not "${before}".`,
  };
};

const encodedPlaces: { readonly [P in keyof Encoding]: string } = {
  urlPath: 'the path of an address',
  query: 'a query',
  header: 'a header',
  jsonString: 'a JSON string',
  jsonBare: 'a JSON body outside quotes',
  richString: 'a text of rich content',
  richBare: 'rich content outside quotes',
};

const observed =
  (bot: ObservedBot) =>
  ({ site }: PrintedValue): Observation => ({ at: bot.elementAt(site.path) });

/** One observation an element; the worst of them counts. */
const distinct = (observations: readonly Observation[]): readonly Observation[] => {
  const byElement = new Map<object, Observation>();
  for (const observation of observations) {
    const known = byElement.get(observation.at);
    if (known === undefined || (known.loss === 'assumed' && observation.loss !== 'assumed')) byElement.set(observation.at, observation);
  }
  return [...byElement.values()];
};

const nameOf = ({ root, segments }: Reference): string => {
  const [first] = segments;
  return root === 'var' && first !== undefined && 'name' in first ? first.name : root;
};

/** Whether a variable may be without a value. One with an initial value is not, where only replies of the consumer are written. */
const canBeUnset = (bot: ObservedBot): ((reference: Reference) => boolean) => {
  const mentions = mentionsIn(bot.sites);
  const initial = new Set(bot.bot.variables.flatMap(({ name, initial: value }) => (value === undefined || value === null ? [] : [name])));
  const rewritten = new Set(bot.sites.write.flatMap(({ path, text }) => (path[0] === 'variables' || isReplied(path) ? [] : [text])));
  return (reference) => {
    const name = nameOf(reference);
    const isWhole = reference.segments.length === (reference.root === 'var' ? 1 : 0);
    return !(isWhole && initial.has(name) && !rewritten.has(name) && !mentions(name));
  };
};

/** `/flows/0/nodes/0/variable`: what a waiting node takes. */
const isReplied = (path: readonly (string | number)[]): boolean => path[0] === 'flows' && path.length === 5;
