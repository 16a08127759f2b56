import * as z from 'zod';

/**
 * A schema that refers back to one it stands in, as `z.lazy` does. That one remembers, for every object, what became of
 * it, in case the object holds itself; documents were made trees before, and the remembering costs a third of reading.
 */
export const recursive = <T>(schema: () => z.ZodType<T>): z.ZodType<T> =>
  new Recursive({ type: 'unknown', schema }) as unknown as z.ZodType<T>;

interface RecursiveDefinition extends z.core.$ZodTypeDef {
  readonly schema: () => z.ZodType;
}

interface RecursiveSchema extends z.ZodType {
  readonly _zod: z.core.$ZodTypeInternals & { readonly def: RecursiveDefinition };
}

const Recursive: z.core.$constructor<RecursiveSchema, RecursiveDefinition> = z.core.$constructor<RecursiveSchema, RecursiveDefinition>(
  'DragomanRecursive',
  (schema, definition) => {
    const type: z.core.$constructor<z.ZodType> = z.ZodType;
    type.init(schema, definition);
    schema._zod.parse = (payload, context) => definition.schema()._zod.run(payload, context);
    schema._zod.processJSONSchema = (context, _, params) => {
      const inner = definition.schema();
      z.core.processSchema(inner, context, params);
      const seen = context.seen.get(schema);
      if (seen !== undefined) seen.ref = inner;
    };
  },
);
