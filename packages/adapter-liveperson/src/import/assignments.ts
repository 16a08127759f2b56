import type { Assignment, Scope } from '@dragoman/core';
import type { LivePersonContextDataVariable } from '../wire/rule.ts';
import type { ImportReport, ReadTemplate } from './import-context.ts';

/** How long variables live that say so, by name; any other lives as long as the session. */
export type DeclaredScopes = ReadonlyMap<string, Scope>;

/**
 * The variables that a rule sets. A duration is only said where it is another than the variable's own.
 *
 * Assumed: `REQUEST` is what the page calls the duration Request; exports show the other two.
 */
export const assignmentsOf = (
  variables: readonly LivePersonContextDataVariable[],
  pointer: string,
  { declared, read, report }: { readonly declared: DeclaredScopes; readonly read: ReadTemplate; readonly report: ImportReport },
): readonly Assignment[] =>
  variables.flatMap(({ name = '', value = '', scope: duration }, index) => {
    const at = `${pointer}/contextDataVariables/${index}`;
    if (name === '') {
      const reason = 'This rule sets a variable that has no name, so nothing is set.';
      report({ code: 'unnamed-variable', severity: 'warning', platformPlace: `${at}/name`, reason, fix: 'Name it.' });
      return [];
    }
    const scope = duration === undefined ? undefined : scopes.get(duration);
    const own = declared.get(name) ?? 'session';
    if (duration !== undefined && scope === undefined) {
      const reason = `There is no duration ${JSON.stringify(duration)} here, so ${JSON.stringify(name)} is kept for the session.`;
      report({
        code: 'unknown-scope',
        severity: 'warning',
        platformPlace: `${at}/scope`,
        reason,
        fix: 'Choose Request, Dialog or Session.',
      });
    }
    if (entity.test(value)) {
      const reason = `${JSON.stringify(name)} takes what the platform recognises as ${value}; here it becomes that very text.`;
      const fix = 'Take the value from what the consumer says.';
      report({ code: 'entity-value', severity: 'warning', platformPlace: `${at}/value`, reason, fix });
    }
    return [{ variable: name, value: read(value, `${at}/value`), ...(scope !== undefined && scope !== own && { scope }) }];
  });

const scopes: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ['SESSION', 'session'],
  ['DIALOG', 'flow'],
  ['REQUEST', 'turn'],
]);

const entity = /^@[\w-]+$/;
