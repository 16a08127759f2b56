import * as z from 'zod';
import type { Row } from '../document/row.ts';
import { objectOf } from './object-of.ts';
import { templateSchema } from './scalar-schemas.ts';

export const rowSchema: z.ZodType<Row> = objectOf<Row>()({ name: z.string().min(1), value: templateSchema });
