import * as z from 'zod';
import type { JsonPath, Template } from '../document/template.ts';
import type { Json } from '../json.ts';

// What is inside texts (placeholders, paths, expressions) is checked after the shape, when the names are known.

export const idSchema: z.ZodType<string> = z.string().min(1);

export const templateSchema: z.ZodType<Template> = z.string();

export const jsonPathSchema: z.ZodType<JsonPath> = z.string().min(1);

/** Whatever survives JSON: the document was made plain JSON before any schema sees it. */
export const jsonSchema: z.ZodType<Json> = z.custom<Json>((value) => value !== undefined);

export const countSchema: z.ZodType<number> = z.int().min(0);

export const positiveSchema: z.ZodType<number> = z.int().min(1);

export const statusSchema: z.ZodType<number> = z.int().min(100).max(599);
