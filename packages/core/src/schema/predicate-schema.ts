import * as z from 'zod';
import type { Comparison, Operand, Operator, Predicate } from '../document/predicate.ts';
import { byField } from './choose.ts';
import { objectOf } from './object-of.ts';
import { platformPartSchema } from './platform-part-schema.ts';
import { recursive } from './recursive.ts';
import { idSchema, jsonSchema, templateSchema } from './scalar-schemas.ts';
import { orElse, shorthand } from './shorthand.ts';

type OperandWith<K extends string> = Extract<Operand, { readonly [key in K]: unknown }>;
type PredicateWith<K extends string> = Extract<Predicate, { readonly [key in K]: unknown }>;

const operandSchema: z.ZodType<Operand> = byField({
  variable: objectOf<OperandWith<'variable'>>()({ variable: idSchema }),
  template: objectOf<OperandWith<'template'>>()({ template: templateSchema }),
  literal: objectOf<OperandWith<'literal'>>()({ literal: jsonSchema }),
});

const operandOn = (word: 'variable' | 'literal'): z.ZodType<Operand> =>
  shorthand(
    operandSchema,
    (value) => {
      if (typeof value === 'string') return value.includes('{{') ? { template: value } : { [word]: value };
      return value === null || typeof value === 'number' || typeof value === 'boolean' ? { literal: value } : value;
    },
    orElse({ type: ['string', 'number', 'boolean', 'null'] }),
  );

const operators = ['equals', 'contains', 'starts', 'ends', 'regex', 'less', 'greater', 'is-set'] as const satisfies readonly Operator[];

const comparisonSchema: z.ZodType<Comparison> = objectOf<Comparison>()({
  left: operandOn('variable'),
  op: z.enum(operators) satisfies z.ZodType<Operator>,
  right: operandOn('literal').exactOptional(),
}).refine(({ op, right }) => op === 'is-set' || right !== undefined, {
  path: ['right'],
  params: { code: 'missing', reason: 'This is required.', fix: 'Only `is-set` looks at the left side alone.' },
});

const nested: z.ZodType<Predicate> = recursive(() => predicateSchema);

export const predicateSchema: z.ZodType<Predicate> = byField({
  all: objectOf<PredicateWith<'all'>>()({ all: z.array(nested) }),
  any: objectOf<PredicateWith<'any'>>()({ any: z.array(nested) }),
  not: objectOf<PredicateWith<'not'>>()({ not: nested }),
  left: comparisonSchema,
  kind: platformPartSchema,
});
