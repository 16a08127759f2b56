import type { Script, TranslationFinding, Variable } from '@dragoman/core';
import { type Es5Function, functionsIn } from './es5-functions.ts';

/** What scripts in `es5` cannot do on the platform as they do elsewhere. */
export const es5Codes = {
  'script-scope': 'A script sets a variable for a dialog; scripts of the platform set it for the session.',
  'script-result': 'A script replaces the result of a call after its fields were read; they stay what they were.',
  'script-act': 'A script asks for something that scripts of the platform cannot do.',
} as const;

export type Es5Code = keyof typeof es5Codes;

export interface Es5Scripts {
  /** Scripts of nodes and of the bot itself. */
  readonly scripts: readonly Script[];
  /** Scripts that run on responses. */
  readonly transforms: readonly Script[];
  readonly variables: readonly Variable[];
}

/** What is lost of scripts in `es5` as they are printed. Scripts of other dialects are as good as ever. */
export const es5Findings = ({ scripts, transforms, variables }: Es5Scripts): readonly TranslationFinding<Es5Code>[] => {
  const ofDialogs = variables.filter(({ scope }) => scope === 'flow').map(({ name }) => name);
  return [
    ...scripts.flatMap((script) => [...findingsOf(script, ofDialogs), ...uses(script, 'result', fieldsStay)]),
    ...transforms.flatMap((script) => findingsOf(script, ofDialogs)),
  ];
};

const findingsOf = (script: Script, ofDialogs: readonly string[]): readonly TranslationFinding<Es5Code>[] => {
  const { source } = script;
  // A name that is put together is not seen; it seldom is.
  const set = ofDialogs.filter((name) => source.includes(JSON.stringify(name)) || source.includes(`'${name}'`));
  const isSaid = /["']flow["']/.test(source);
  return [
    ...(set.length > 0 || isSaid ? uses(script, 'set', longerLived(set)) : []),
    ...(/["']silent["']/.test(source) ? uses(script, 'resume', notSilent) : []),
    ...uses(script, 'platform', noPlatform),
  ];
};

const uses = (script: Script, name: Es5Function, finding: TranslationFinding<Es5Code>): readonly TranslationFinding<Es5Code>[] =>
  script.dialect === 'es5' && functionsIn(script.source).includes(name) ? [{ ...finding, at: script }] : [];

const longerLived = (names: readonly string[]): TranslationFinding<Es5Code> => ({
  code: 'script-scope',
  loss: 'degraded',
  reason: `${names.length === 0 ? 'What this script sets' : `What this script sets ${names.map((name) => JSON.stringify(name)).join(', ')} to`} lasts for the session, not for the dialog.`,
  fix: 'Set it on a route.',
});

const fieldsStay: TranslationFinding<Es5Code> = {
  code: 'script-result',
  loss: 'degraded',
  reason: 'The fields of the result stay what they were in texts; scripts and paths into the result read the new one.',
  fix: 'Replace the result in the transform script of its integration.',
};

const notSilent: TranslationFinding<Es5Code> = {
  code: 'script-act',
  loss: 'degraded',
  reason: 'A dialog that goes on says its last message again; it cannot go on in silence.',
};

const noPlatform: TranslationFinding<Es5Code> = {
  code: 'script-act',
  loss: 'dropped',
  reason: 'What platform asks for is not done.',
  fix: "Write this script in LivePerson's own dialect.",
};
