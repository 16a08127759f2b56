import type { IntegrationInput, ResponseInput } from '../input/bot-input.ts';
import type { CheckTexts } from './check-texts.ts';
import type { Fold } from './fold.ts';
import type { KeyOf } from './key-of.ts';
import type { Names } from './names-of.ts';
import type { Refuse } from './problem.ts';
import type { UnknownField } from './unknown-field.ts';

export type CheckIntegration<Integration, Known extends Names> = Fold<{
  [K in keyof Integration]: K extends KeyOf<IntegrationInput>
    ? K extends 'credential'
      ? CheckCredential<Integration[K], Known>
      : K extends 'headers'
        ? CheckTexts<Integration[K], Known, 'secret'>
        : K extends 'url' | 'query' | 'body'
          ? CheckTexts<Integration[K], Known>
          : K extends 'response'
            ? CheckResponse<Integration[K]>
            : unknown
    : UnknownField<'integration', K>;
}>;

type CheckCredential<Id, Known extends Names> = Id extends Known['credentials'] | undefined
  ? unknown
  : Refuse<Id & string, `no credential "${Id & string}"`>;

type CheckResponse<Response> = Fold<{
  [K in keyof Response]: K extends keyof ResponseInput ? unknown : UnknownField<'response', K>;
}>;
