import type { ReservedRoot } from '../template/template-tree.ts';
import type { Names } from './names-of.ts';
import type { Refuse } from './problem.ts';

/** Checks a variable or a field of one, `order.status`: something sets it, and a response has that field. */
export type CheckReference<
  Path extends string,
  Shown extends string,
  Known extends Names,
  Allowed = never,
> = Path extends `secret${'' | `.${string}`}`
  ? 'secret' extends Allowed
    ? unknown
    : Refuse<Path, `${Shown}a secret may not be printed here`>
  : Path extends `var.${infer Variable}`
    ? CheckVariable<First<Variable>, Shown, Known>
    : Path extends `${infer Variable}.${infer Fields}`
      ? Variable extends ReservedRoot
        ? unknown
        : Variable extends keyof Known['fields']
          ? First<Fields> extends Known['fields'][Variable] | ResponseField
            ? unknown
            : Refuse<Path, `${Shown}${Variable} has no field ${First<Fields>}`>
          : CheckVariable<Variable, Shown, Known>
      : Path extends ReservedRoot
        ? unknown
        : CheckVariable<Path, Shown, Known>;

/** Checks that something sets a variable, whatever its name. */
export type CheckVariable<Variable extends string, Shown extends string, Known extends Names> = Variable extends Known['variables']
  ? unknown
  : Refuse<Variable, `${Shown}nothing sets ${Variable}`>;

type First<Fields extends string> = Fields extends `${infer Field}.${string}` ? Field : Fields;

/** What every response has. */
type ResponseField = '$body' | '$status' | '$outcome' | '$count' | '$rows';
