import * as z from 'zod';
import { nearest } from '../reading/nearest.ts';

/** What is wrong with a value no member was chosen for. */
export interface Refusal {
  readonly code: string;
  readonly reason: string;
  readonly fix?: string;
  /** The field it is about, if it is not the value as a whole. */
  readonly field?: string;
}

/**
 * A union whose member is chosen by looking at the value, and only that one is tried: its problems are then told
 * precisely, and validating costs the same however many members there are.
 */
export const choose = <const M extends readonly z.ZodType[]>(
  members: M,
  pick: (value: unknown) => z.ZodType | Refusal,
): z.ZodType<z.output<M[number]>> => new Choose({ type: 'union', options: members, pick }) as unknown as z.ZodType<z.output<M[number]>>;

/**
 * A union of objects told apart by which field they have; the first of `members` whose field is there is chosen.
 * `expected` says, as a sentence, what belongs here.
 */
export const byField = <const M extends { readonly [field: string]: z.ZodType }>(
  members: M,
  expected = `Expected an object with one of the fields ${Object.keys(members).join(', ')}.`,
): z.ZodType<z.output<M[keyof M]>> => {
  const fields = Object.keys(members);
  const refusal = { code: 'wrong-value', reason: expected };
  return choose(Object.values(members), (value) => {
    if (!isObject(value)) return refusal;
    const field = fields.find((name) => Object.hasOwn(value, name));
    if (field !== undefined) return members[field] as z.ZodType;
    const [meant] = Object.keys(value).flatMap((key) => nearest(key, fields) ?? []);
    return meant === undefined ? refusal : { ...refusal, fix: `Did you mean \`${meant}\`?` };
  }) as z.ZodType<z.output<M[keyof M]>>;
};

/** A union of objects told apart by the word in `tag`; `absent` is the word that is meant when there is none. */
export const byTag = <const M extends { readonly [word: string]: z.ZodType }>(
  tag: string,
  members: M,
  absent?: keyof M & string,
): z.ZodType<z.output<M[keyof M]>> => {
  const words = Object.keys(members);
  return choose([...new Set(Object.values(members))], (value) => {
    if (!isObject(value)) return { code: 'wrong-type', reason: `Expected an object with the field \`${tag}\`.` };
    const word = value[tag] ?? absent;
    if (typeof word === 'string' && Object.hasOwn(members, word)) return members[word] as z.ZodType;
    if (word === undefined) return { code: 'missing', field: tag, reason: 'This is required.', fix: `Write one of ${words.join(', ')}.` };
    const meant = typeof word === 'string' ? nearest(word, words) : undefined;
    return {
      code: 'wrong-value',
      field: tag,
      reason: `Expected one of ${words.join(', ')}.`,
      ...(meant !== undefined && { fix: `Did you mean \`${meant}\`?` }),
    };
  }) as z.ZodType<z.output<M[keyof M]>>;
};

const isObject = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface ChooseDefinition extends z.core.$ZodUnionDef {
  readonly pick: (value: unknown) => z.ZodType | Refusal;
}

interface ChooseSchema extends z.ZodUnion {
  readonly _zod: z.core.$ZodUnionInternals & { readonly def: ChooseDefinition };
}

// A subclass in zod's own manner: a union to everything that looks at the schema (JSON Schema prints its members),
// with a `parse` that tries one member instead of all.
const Choose: z.core.$constructor<ChooseSchema, ChooseDefinition> = z.core.$constructor<ChooseSchema, ChooseDefinition>(
  'DragomanChoose',
  (schema, definition) => {
    const union: z.core.$constructor<z.ZodUnion> = z.ZodUnion;
    union.init(schema, definition);
    schema._zod.parse = (payload, context) => {
      const chosen = definition.pick(payload.value);
      if (chosen instanceof z.ZodType) return chosen._zod.run(payload, context);
      const { field, ...refusal } = chosen;
      payload.issues.push({
        code: 'custom',
        input: payload.value,
        inst: schema,
        path: field === undefined ? [] : [field],
        params: { ...refusal },
      });
      return payload;
    };
  },
);
