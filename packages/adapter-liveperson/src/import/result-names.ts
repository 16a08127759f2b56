import { parseTemplate, printTemplate, type Reference, type Segment } from '@dragoman/core';
import { variableReference } from '../templates/read-placeholder.ts';
import { livePersonTemplates } from '../templates/template-dialect.ts';
import type { ImportContext, ReadTemplate } from './import-context.ts';
import { type NamedResponder, responseVariableOf } from './integrations.ts';

/**
 * Reads templates of a document. What an integration yields has two names where its own differs from its response data
 * variable: the pages disagree on which counts, so a placeholder may use either.
 *
 * @see https://developers.liveperson.com/conversation-builder-integrations-integration-basics.html says the integration's
 */
export const readResults = (responders: readonly NamedResponder[], { read, report }: ImportContext): ReadTemplate => {
  const variables = new Set(responders.map(responseVariableOf));
  const synonyms = new Map<string, string>();
  for (const responder of responders) {
    const { value, pointer } = responder;
    const { name = '' } = value;
    const variable = responseVariableOf(responder);
    if (name === '' || variables.has(name)) continue;
    synonyms.set(name, variable);
    const reason = `${JSON.stringify(name)} keeps its results as ${JSON.stringify(variable)}; placeholders that say the one read the other.`;
    report({ code: 'result-name', platformPlace: `${pointer}/responseDataVariable`, reason, fix: 'Give both the same name.' });
  }
  const computed = computedFields(responders);
  if (synonyms.size === 0 && computed.size === 0) return (text, platformPlace) => read(text, { platformPlace });
  return (text, platformPlace) => withNames(read(text, { platformPlace }), { synonyms, computed });
};

interface ResultNames {
  readonly synonyms: ReadonlyMap<string, string>;
  /** What custom data fields read whose path holds a placeholder, by variable and field. */
  readonly computed: ReadonlyMap<string, Reference>;
}

/** No response field can have a path that is put together, but a placeholder can: it stands where the field is read. */
const computedFields = (responders: readonly NamedResponder[]): ReadonlyMap<string, Reference> => {
  const found = new Map<string, Reference>();
  for (const responder of responders) {
    for (const { key, value = '' } of responder.value.customDataFields ?? []) {
      const [only, ...others] = livePersonTemplates.parse(value).tree;
      if (only?.kind !== 'placeholder' || others.length > 0 || !only.reference.segments.some((segment) => 'computed' in segment)) continue;
      found.set(fieldName(responseVariableOf(responder), key), only.reference);
    }
  }
  return found;
};

const fieldName = (variable: string, field: string): string => JSON.stringify([variable, field]);

const withNames = (template: string, { synonyms, computed }: ResultNames): string => {
  const { tree } = parseTemplate(template);
  if (!tree.some((part) => part.kind === 'placeholder')) return template;
  let isChanged = false;
  const renamed = (reference: Reference): Reference => {
    const segments = reference.segments.map(
      (segment): Segment => ('computed' in segment ? { computed: renamed(segment.computed) } : segment),
    );
    const name = nameOf(reference);
    const synonym = name === undefined ? undefined : synonyms.get(name);
    const path = reference.root === 'var' ? segments.slice(1) : segments;
    const [field, ...deeper] = path;
    const isField = name !== undefined && field !== undefined && 'name' in field && deeper.length === 0;
    const made = isField ? computed.get(fieldName(synonym ?? name, field.name)) : undefined;
    isChanged ||= made !== undefined || synonym !== undefined;
    if (made !== undefined) return made;
    return synonym === undefined ? { root: reference.root, segments } : variableReference(synonym, path);
  };
  const made = tree.map((part) => (part.kind === 'text' ? part : { ...part, reference: renamed(part.reference) }));
  return isChanged ? printTemplate(made) : template;
};

/** The variable whose field a placeholder reads. A variable alone is one of the bot's own. */
const nameOf = ({ root, segments }: Reference): string | undefined => {
  const [first, second] = segments;
  if (root !== 'var') return first === undefined ? undefined : root;
  return first !== undefined && second !== undefined && 'name' in first ? first.name : undefined;
};
