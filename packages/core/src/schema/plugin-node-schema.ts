import * as z from 'zod';
import type { PluginNode } from '../document/node.ts';
import type { NodeKind } from '../plugin/node-kind.ts';
import { named } from './named.ts';
import { pluginNodeFields } from './node-schema.ts';
import { validateStandard } from './validate-standard.ts';

/** Any node of a plugin's kind: what editors are shown, who do not know the plugins. */
export const anyPluginNodeSchema = named(z.looseObject(pluginNodeFields)) as unknown as z.ZodType<PluginNode>;

/** A node of this kind: the fields of every node, and beside them what the kind's own schema takes. */
export const pluginNodeSchema = ({ kind, schema }: NodeKind): z.ZodType<PluginNode> =>
  anyPluginNodeSchema.transform((node, context) => {
    const entries = Object.entries(node);
    const own = Object.fromEntries(entries.filter(([name]) => !isShared(name)));
    const shared = Object.fromEntries(entries.filter(([name]) => isShared(name)));
    const { value, problems } = validateStandard(schema, own, `node kind ${kind}`);
    for (const { path, reason } of problems) {
      context.issues.push({ code: 'custom', input: node, path: [...path], params: { code: 'wrong-value', reason } });
    }
    return { ...shared, ...(value as object) } as PluginNode;
  });

const isShared = (name: string): boolean => Object.hasOwn(pluginNodeFields, name);
