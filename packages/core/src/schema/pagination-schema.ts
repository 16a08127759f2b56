import * as z from 'zod';
import type { NextPage, Pagination } from '../document/pagination.ts';
import { byField, choose } from './choose.ts';
import { objectOf } from './object-of.ts';
import { countSchema, idSchema, jsonPathSchema, positiveSchema } from './scalar-schemas.ts';

type Link = Extract<NextPage, { readonly link: unknown }>;

const headerLinkSchema = z.literal('header');
const noLink = { code: 'wrong-value', reason: 'Expected "header", or an object with the field jsonpath.' };
const bodyLinkSchema = objectOf<Exclude<Link['link'], string>>()({ jsonpath: jsonPathSchema });

const linkSchema = objectOf<Link>()({
  link: choose([headerLinkSchema, bodyLinkSchema], (value) =>
    value === 'header' ? headerLinkSchema : typeof value === 'string' ? noLink : bodyLinkSchema,
  ),
});

const cursorSchema = objectOf<Extract<NextPage, { readonly cursor: unknown }>>()({ cursor: jsonPathSchema, query: idSchema });

const pageSchema = objectOf<Extract<NextPage, { readonly page: unknown }>>()({ page: idSchema, first: countSchema.exactOptional() });

const offsetSchema = objectOf<Extract<NextPage, { readonly offset: unknown }>>()({
  offset: idSchema,
  first: countSchema.exactOptional(),
});

const nextPageSchema: z.ZodType<NextPage> = byField({ link: linkSchema, cursor: cursorSchema, page: pageSchema, offset: offsetSchema });

export const paginationSchema: z.ZodType<Pagination> = objectOf<Pagination>()({
  next: nextPageSchema,
  rows: jsonPathSchema.exactOptional(),
  maxPages: positiveSchema.exactOptional(),
  maxRows: positiveSchema.exactOptional(),
});
