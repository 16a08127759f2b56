import type { ScriptEngine } from '@dragoman/core';
import type { Skips } from '../kit/clause.ts';
import { registerClauses } from '../kit/register-clauses.ts';
import { es5Phrases, type ScriptEngineClause, type ScriptPhrases, scriptEngineClauses } from './script-engine-clauses.ts';

export interface ScriptEngineConformanceOptions {
  /** Makes a fresh engine. */
  create(): ScriptEngine;
  /** What the clauses say, in a dialect of the engine. Default: es5. */
  readonly phrases?: ScriptPhrases;
  /** Clauses that are not tried, each with the reason. */
  readonly skip?: Skips<ScriptEngineClause>;
}

/** Proves a script engine: makes a test of each clause of its contract. */
export const scriptEngineConformance = ({ create, phrases = es5Phrases, skip = {} }: ScriptEngineConformanceOptions): void =>
  registerClauses(`the script engine, in ${phrases.dialect}`, scriptEngineClauses, { create, phrases }, skip);
