import type { Json, JsonObject } from '@dragoman/core';

/** The value of a variable in one scope, never what every object inherits. */
export const own = (variables: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(variables, name) ? variables[name] : undefined;

/** Names of the values the engine keeps for itself beside the author's variables. */
export const messageVariable = '$message';
export const locationVariable = '$location';
/** The intent that a flow was started by, the last one. */
export const intentVariable = '$intent';
