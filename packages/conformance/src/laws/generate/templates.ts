import { type Capabilities, printTemplate, type Reference, type Template, type TemplatePart } from '@dragoman/core';
import * as fc from 'fast-check';
import { words } from './vocabulary.ts';
import { type Make, pick, type World } from './world.ts';

type Source = 'variable' | 'field' | Capabilities['reads'][number];

/** Texts with placeholders, of what the capabilities can read. */
export const templates = (capabilities: Capabilities, limit?: number): fc.Arbitrary<Make<Template>> => {
  const text = fc.constantFrom(...words).map(
    (word): Make<readonly TemplatePart[]> =>
      () => [{ kind: 'text', text: word }],
  );
  const part = fc.oneof({ weight: 3, arbitrary: text }, { weight: 2, arbitrary: placeholders(capabilities) });
  const joint = fc.constantFrom(' ', '', ', ');
  return fc.tuple(fc.array(part, { minLength: 1, maxLength: 3 }), joint).map(([parts, between]) => (world, at) => {
    const tree = parts.flatMap((make, index): readonly TemplatePart[] => [
      ...(index > 0 && between !== '' ? [{ kind: 'text' as const, text: between }] : []),
      ...make(world, at),
    ]);
    return limit === undefined || limit >= roomy ? printTemplate(tree) : fitting(tree, limit);
  });
};

/** Texts that are never empty, whatever is filled in. */
export const sentences = (capabilities: Capabilities, limit?: number): fc.Arbitrary<Make<Template>> =>
  templates(capabilities, limit).map((make) => (limit === undefined || limit >= roomy ? (world, at) => `Well: ${make(world, at)}` : make));

/** No text made here is longer, unless a value is. */
const roomy = 120;

/** Plain texts that fit a limit, so that a platform shows them whole. */
const fitting = (tree: readonly TemplatePart[], limit: number): Template => {
  const text = tree.map((part) => (part.kind === 'text' ? part.text : part.reference.root)).join('');
  // Limits count UTF-16 units; no character is cut in two.
  let fits = '';
  for (const character of text) {
    if (fits.length + character.length > limit) break;
    fits += character;
  }
  return printTemplate([{ kind: 'text', text: fits.trim() || 'x' }]);
};

/** One placeholder; a word where there is nothing to read. */
export const placeholders = (capabilities: Capabilities): fc.Arbitrary<Make<readonly TemplatePart[]>> =>
  fc.record({ source: sources(capabilities), number: fc.nat(20), field: fc.nat(5) }).map(({ source, number, field }) => (world) => {
    const reference = referenceOf(world, source, number, field);
    return [reference ? { kind: 'placeholder', reference } : { kind: 'text', text: pick(words, number) ?? 'x' }];
  });

/** A template that is one placeholder alone, which keeps the type of its value. */
export const lonePlaceholders = (capabilities: Capabilities): fc.Arbitrary<Make<Template>> =>
  placeholders(capabilities).map((make) => (world, at) => printTemplate(make(world, at)));

const sources = ({ reads, response }: Capabilities): fc.Arbitrary<Source> => {
  const rare = reads.filter((read) => readable.includes(read));
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant<Source>('variable') },
    { weight: response.includes('fields') ? 4 : 0, arbitrary: fc.constant<Source>('field') },
    ...(rare.length === 0 ? [] : [{ weight: 2, arbitrary: fc.constantFrom<Source>(...rare) }]),
  );
};

/** What a run of the laws can fill in. */
const readable: readonly Source[] = ['$status', '$outcome', '$body', '$rows', '$count', 'path', 'computed', 'env', 'session'];

const referenceOf = ({ variables, responses }: World, source: Source, number: number, field: number): Reference | undefined => {
  const root = pick(variables, number);
  const response = pick(responses, number);
  switch (source) {
    case 'variable':
      return root === undefined ? undefined : { root, segments: [] };
    case 'env':
      return { root: 'env', segments: [{ name: 'PLACE' }] };
    case 'session':
      return { root: 'session', segments: [{ name: 'id' }] };
    case 'computed': {
      const other = pick(variables, number + 1);
      return root === undefined || other === undefined ? undefined : { root, segments: [{ computed: { root: other, segments: [] } }] };
    }
    case 'path': {
      const name = response && pick(response.fields, field);
      if (response && name !== undefined) return { root: response.variable, segments: [{ name }, { index: 0 }, { name: 'name' }] };
      return root === undefined ? undefined : { root, segments: [{ name: 'id' }] };
    }
    case 'field': {
      const name = response && pick([...response.fields, ...response.columns], field);
      return response && name !== undefined ? { root: response.variable, segments: [{ name }] } : undefined;
    }
    default:
      return response && { root: response.variable, segments: [{ name: source }] };
  }
};
