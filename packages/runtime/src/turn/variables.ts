import { type Json, type JsonObject, type Scope, storedValue } from '@dragoman/core';
import type { CompiledAssignment } from '../compile/compiled-route.ts';
import { own } from './own.ts';
import { changeTopFrame, type Turn, topFrame } from './turn.ts';

/** Looks turn → flow → session → contact; a name of the platform's own is then looked for in what was given. */
export const readVariable = (turn: Turn, name: string): Json | undefined => {
  const inTurn = own(turn.turnVariables, name);
  if (inTurn !== undefined) return inTurn;
  const frame = topFrame(turn);
  const inFlow = frame && own(frame.variables, name);
  if (inFlow !== undefined) return inFlow;
  const inSession = turn.session && own(turn.session.variables, name);
  const known = inSession !== undefined ? inSession : own(turn.contactVariables, name);
  return known === undefined && name.startsWith('$') ? own(turn.parts.given, name.slice(1)) : known;
};

/** Writes to the scope named, else the declared one, else session. `undefined` unsets. */
export const writeVariable = (turn: Turn, name: string, value: Json | undefined, scope?: Scope): void => {
  const target = scope ?? turn.bot.variables.get(name)?.scope ?? 'session';
  const stored = value === undefined ? undefined : storedValue(value, turn.bot.semantics.values, name);
  switch (target) {
    case 'turn':
      turn.turnVariables = withVariable(turn.turnVariables, name, stored);
      break;
    case 'flow':
      changeTopFrame(turn, (frame) => ({ ...frame, variables: withVariable(frame.variables, name, stored) }));
      break;
    case 'session':
      if (turn.session) turn.session = { ...turn.session, variables: withVariable(turn.session.variables, name, stored) };
      break;
    case 'contact':
      turn.contactVariables = withVariable(turn.contactVariables, name, stored);
      break;
  }
  turn.redactor.written(name, stored);
  turn.host.emit?.({
    event: 'variable-set',
    atMs: turn.host.now(),
    turn: turn.number,
    name,
    scope: target,
    value: turn.redactor.variable(name, stored ?? null),
  });
};

export const assign = (turn: Turn, assignments: readonly CompiledAssignment[]): void => {
  for (const { variable, scope, value } of assignments) writeVariable(turn, variable, value.render(turn.lookup, turn.bot.semantics), scope);
};

/** What the declared variables of a scope start with, where no wider scope has a value already. */
export const initialVariables = (turn: Turn, scope: Scope): JsonObject => {
  const initial: Record<string, Json> = {};
  for (const { name, scope: declared, initial: value } of turn.bot.bot.variables) {
    if (declared === scope && value !== undefined && readVariable(turn, name) === undefined) initial[name] = value;
  }
  return initial;
};

const withVariable = (variables: JsonObject, name: string, value: Json | undefined): JsonObject => {
  if (value !== undefined) return { ...variables, [name]: value };
  const { [name]: _unset, ...rest } = variables;
  return rest;
};
