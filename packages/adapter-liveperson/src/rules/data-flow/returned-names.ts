import { type Bot, isJsonObject, type Reference } from '@dragoman/core';
import type { KnownText } from './constant-text.ts';

/** What a variable of the bot holds: data that came from outside, or whatever is written to it. */
export type NamedValue = { readonly returned: string } | { readonly variable: string };

/** Tells what the names of a bot's variables stand for. */
export interface ReturnedNames {
  /** Of `getBotVariable(name)`. Undefined: nothing about a customer, or nothing known. */
  ofName(name: KnownText): NamedValue | undefined;
  /** Of a placeholder. */
  ofReference(reference: Reference): NamedValue | undefined;
}

/**
 * Assumed: whatever an integration yields may be about a customer, except the status, the number of results, and what a
 * knowledge base answers.
 */
export const returnedNames = ({ integrations }: Bot): ReturnedNames => {
  const known = new Map(
    integrations.flatMap((integration) => {
      const { raw } = integration.kind === 'platform' ? integration : { raw: null };
      const isPublic = isJsonObject(raw) && raw.integrationType === 'KB';
      const returned = `what the integration ${JSON.stringify(integration.name)} returned`;
      return [[integration.response.variable, isPublic ? undefined : { returned }] as const];
    }),
  );
  /** Names of integrations may hold dots themselves. */
  const ofField = (name: string): NamedValue | undefined => {
    for (let end = name.lastIndexOf('.'); end > 0; end = name.lastIndexOf('.', end - 1)) {
      const variable = name.slice(0, end);
      if (known.has(variable)) return name.endsWith('.count') ? undefined : known.get(variable);
    }
    return { variable: name };
  };
  return {
    ofName: ({ text, isWhole }) => {
      const [, variable] = /^api_(.*)$/s.exec(text) ?? [];
      if (variable === undefined) return isWhole ? ofField(text) : undefined;
      if (!isWhole) return { returned: 'what an integration returned' };
      if (known.has(variable)) return known.get(variable);
      if (variable.endsWith('Status')) return undefined;
      return { returned: `what ${JSON.stringify(variable)} returned` };
    },
    ofReference: ({ root, segments }) => {
      const [first] = segments;
      const field = first !== undefined && 'name' in first ? first.name : undefined;
      if (root === 'var') return field === undefined ? undefined : { variable: field };
      if (!known.has(root)) return { variable: root };
      return field !== undefined && /^\$(?:status|outcome|count)$/.test(field) ? undefined : known.get(root);
    },
  };
};
