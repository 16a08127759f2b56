import type * as acorn from 'acorn';
import { createFlowNode, type FlowNode, flowsTo } from './flow-graph.ts';
import type { Binding, FunctionFlow, Scope } from './scopes.ts';

/** A call of a function of `botContext`. */
export interface BotContextCall {
  readonly name: string;
  readonly call: acorn.CallExpression | acorn.NewExpression;
  readonly values: readonly (FlowNode | undefined)[];
  readonly scope: Scope;
}

/** The functions of a script, and the calls among them and those of the Global Functions. */
export interface Calls {
  /** Where what the function around a scope returns goes. */
  resultOf(scope: Scope): FlowNode;
  /** Remembers the node that a function's scope returns to. */
  returns(scope: Scope, result: FlowNode): void;
  /** A function that is called as a field of whatever object: fields are told apart by their names alone. */
  declareField(name: string, made: FunctionFlow): undefined;
  fieldsNamed(name: string): readonly FunctionFlow[];
  callField(name: string, values: readonly (FlowNode | undefined)[], result: FlowNode): void;
  callBinding(binding: Binding, values: readonly (FlowNode | undefined)[], result: FlowNode): void;
  /** Gives where the value of such a call is. */
  onBotContext(call: BotContextCall): FlowNode | undefined;
  /** Puts off what has to know the whole script. */
  later(act: () => void): void;
  /** Does what was put off, and links calls to the functions that were found meanwhile. */
  finish(): void;
}

export interface CallsOptions {
  readonly onBotContext: (call: BotContextCall, later: Calls['later']) => FlowNode | undefined;
  /** A number no other call has. */
  readonly nextCall: () => number;
  readonly globals?: Calls | undefined;
}

export const createCalls = ({ onBotContext, nextCall, globals }: CallsOptions): Calls => {
  const results = new Map<Scope, FlowNode>();
  const fields = new Map<string, FunctionFlow[]>();
  const open: (() => void)[] = [];
  const later: Calls['later'] = (act) => void open.push(act);
  const linkTo = (made: FunctionFlow, values: readonly (FlowNode | undefined)[], result: FlowNode): void => {
    const call = nextCall();
    for (const [index, value] of values.entries()) {
      const parameter = made.parameters[index];
      if (parameter !== undefined) flowsTo(value, parameter, { enters: call });
      flowsTo(value, made.everything, { enters: call });
    }
    flowsTo(made.result, result, { leaves: call });
  };
  const fieldsNamed: Calls['fieldsNamed'] = (name) => [...(fields.get(name) ?? []), ...(globals?.fieldsNamed(name) ?? [])];
  return {
    resultOf: (scope) => {
      for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
        const result = results.get(at);
        if (result !== undefined) return result;
      }
      return createFlowNode();
    },
    returns: (scope, result) => void results.set(scope, result),
    declareField: (name, made) => {
      const known = fields.get(name);
      if (known === undefined) fields.set(name, [made]);
      else known.push(made);
      return undefined;
    },
    fieldsNamed,
    callField: (name, values, result) =>
      later(() => {
        for (const made of fieldsNamed(name)) linkTo(made, values, result);
      }),
    callBinding: (binding, values, result) =>
      later(() => {
        for (const made of binding.functions) linkTo(made, values, result);
        // A function of the language, or one nobody has: what goes in may come out.
        if (binding.functions.length === 0) for (const value of values) flowsTo(value, result);
      }),
    onBotContext: (call) => onBotContext(call, later),
    later,
    finish: () => {
      for (const act of open.splice(0)) act();
    },
  };
};
