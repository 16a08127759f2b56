import * as z from 'zod';
import type { Route, When } from '../document/route.ts';
import { objectOf } from './object-of.ts';
import { predicateSchema } from './predicate-schema.ts';
import { templateSchema } from './scalar-schemas.ts';
import { targetSchema } from './target-schema.ts';
import { assignmentSchema } from './variable-schema.ts';

/** The routes of a node whose outcomes are matched by `when`. */
export const routesSchema = (when: z.ZodType<When>): z.ZodType<readonly Route[]> => {
  const routeSchema: z.ZodType<Route> = objectOf<Route>()({
    name: z.string().exactOptional(),
    when: when.exactOptional(),
    if: predicateSchema.exactOptional(),
    set: z.array(assignmentSchema).exactOptional(),
    say: templateSchema.exactOptional(),
    to: targetSchema,
  });
  return z.array(routeSchema).default([]);
};
