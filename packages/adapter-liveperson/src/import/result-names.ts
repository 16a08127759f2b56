import { parseTemplate, printTemplate, type Reference, referencesOf, type Segment } from '@dragoman/core';
import { variableReference } from '../templates/read-placeholder.ts';
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
  if (synonyms.size === 0) return (text, platformPlace) => read(text, { platformPlace });
  return (text, platformPlace) => withNames(read(text, { platformPlace }), synonyms);
};

const withNames = (template: string, synonyms: ReadonlyMap<string, string>): string => {
  const { tree } = parseTemplate(template);
  if (!referencesOf(tree).some((reference) => synonyms.has(nameOf(reference) ?? ''))) return template;
  const renamed = (reference: Reference): Reference => {
    const segments = reference.segments.map(
      (segment): Segment => ('computed' in segment ? { computed: renamed(segment.computed) } : segment),
    );
    const name = nameOf(reference);
    const variable = name === undefined ? undefined : synonyms.get(name);
    if (variable === undefined) return { root: reference.root, segments };
    return variableReference(variable, reference.root === 'var' ? segments.slice(1) : segments);
  };
  return printTemplate(tree.map((part) => (part.kind === 'text' ? part : { ...part, reference: renamed(part.reference) })));
};

/** The variable whose field a placeholder reads. A variable alone is one of the bot's own. */
const nameOf = ({ root, segments }: Reference): string | undefined => {
  const [first, second] = segments;
  if (root !== 'var') return first === undefined ? undefined : root;
  return first !== undefined && second !== undefined && 'name' in first ? first.name : undefined;
};
