import type * as acorn from 'acorn';
import { createFlowNode, type FlowNode } from './flow-graph.ts';
import { isFunction, walkTree } from './script-tree.ts';

/** A function of a script. */
export interface FunctionFlow {
  readonly parameters: readonly FlowNode[];
  /** All arguments together. */
  readonly everything: FlowNode;
  readonly result: FlowNode;
}

/** A variable of a script, with everything it is ever given. */
export interface Binding {
  readonly node: FlowNode;
  readonly values: (acorn.Expression | undefined)[];
  readonly functions: FunctionFlow[];
}

export interface Scope {
  /** That of a program is inside the one of the Global Functions. */
  readonly parent?: Scope;
  readonly isProgram: boolean;
  readonly bindings: Map<string, Binding>;
}

const createBinding = (node = createFlowNode()): Binding => ({ node, values: [], functions: [] });

/** The variables that a program or a function declares, wherever in it. */
export const createScope = (body: acorn.Node, parent?: Scope): Scope => {
  const bindings = new Map<string, Binding>();
  const declare = (name: string): void => {
    if (!bindings.has(name)) bindings.set(name, createBinding());
  };
  walkTree(body, (node) => {
    if (node === body) return true;
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier') declare(node.id.name);
    if (node.type === 'FunctionDeclaration' && node.id !== null) declare(node.id.name);
    if (node.type === 'CatchClause' && node.param?.type === 'Identifier') declare(node.param.name);
    return !isFunction(node);
  });
  return { bindings, isProgram: body.type === 'Program', ...(parent !== undefined && { parent }) };
};

export const declareAs = ({ bindings }: Scope, name: string, node: FlowNode): void => {
  bindings.set(name, createBinding(node));
};

/** The variable of a name. One that nobody declares is of the script as a whole. */
export const bindingOf = (scope: Scope, name: string): Binding => {
  let program = scope;
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.bindings.get(name);
    if (found !== undefined) return found;
    if (!program.isProgram) program = at;
  }
  const made = createBinding();
  program.bindings.set(name, made);
  return made;
};
