import { isJsonObject, type Json, type Outcome } from '@dragoman/core';
import { own } from '../turn/own.ts';
import { report } from '../turn/report.ts';
import type { Turn } from '../turn/turn.ts';
import { readVariable, writeVariable } from '../turn/variables.ts';
import { type CompiledMapping, mapResponse } from './map-response.ts';

/** Writes what a call yields: the response's variable, and the variables its fields name. */
export const storeResponse = (turn: Turn, mapping: CompiledMapping, outcome: Outcome, body: Json | undefined): void => {
  const mapped = mapResponse(mapping, outcome, body, turn.bot.semantics.values, (reason) =>
    report(turn, { code: 'response-not-searched', severity: 'error', reason: `${mapping.variable}: ${reason}` }),
  );
  // A part of the response that goes to a sensitive variable is hidden before the event that shows the whole.
  for (const { name, value } of mapped.writes) turn.redactor.written(name, value);
  writeVariable(turn, mapping.variable, mapped.value);
  for (const { name, value } of mapped.writes) {
    if (value !== undefined || mapping.onMissing === 'unset') writeVariable(turn, name, value);
  }
};

/** Replaces the body of the latest result in a response's variable: its fields are read again. */
export const storeBody = (turn: Turn, variable: string, body: Json): void => {
  const result = readVariable(turn, variable);
  for (const { mapping } of turn.bot.integrations.values()) {
    if (mapping.variable !== variable || !isJsonObject(result)) continue;
    const status = own(result, '$status');
    storeResponse(turn, mapping, typeof status === 'number' ? { kind: 'response', status } : { kind: 'timeout' }, body);
    return;
  }
  writeVariable(turn, variable, { ...(isJsonObject(result) && result), $body: body });
};
