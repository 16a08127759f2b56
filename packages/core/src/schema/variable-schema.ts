import * as z from 'zod';
import type { Assignment, Scope, Variable, VariableType } from '../document/variable.ts';
import { objectOf } from './object-of.ts';
import { idSchema, jsonSchema } from './scalar-schemas.ts';

const scopeSchema: z.ZodType<Scope> = z.enum(['turn', 'flow', 'session', 'contact']);

export const variableTypeSchema: z.ZodType<VariableType> = z.enum(['text', 'number', 'boolean', 'json']);

export const variableSchema: z.ZodType<Variable> = objectOf<Variable>()({
  name: idSchema,
  scope: scopeSchema.default('session'),
  type: variableTypeSchema.default('text'),
  initial: jsonSchema.exactOptional(),
  example: jsonSchema.exactOptional(),
  sensitive: z.boolean().exactOptional(),
});

export const assignmentSchema: z.ZodType<Assignment> = objectOf<Assignment>()({
  variable: idSchema,
  value: jsonSchema,
  scope: scopeSchema.exactOptional(),
});
