import type * as acorn from 'acorn';
import type { Calls } from './calls.ts';
import { createFlowNode, type FlowNode, flowsTo, joined } from './flow-graph.ts';
import { bindingOf, createScope, declareAs, type FunctionFlow, type Scope } from './scopes.ts';
import { childrenOf, isFunction, memberName } from './script-tree.ts';

/**
 * Draws where values flow in a script. The order of statements does not count: a variable holds whatever it is ever given.
 * Gives the scope of the program.
 */
export const drawScript = (program: acorn.Program, calls: Calls, globals?: Scope): Scope => {
  const scope = createScope(program, globals);
  for (const statement of program.body) flowOf(statement, scope, calls);
  return scope;
};

/** Draws an expression or statement. Gives where its value is; undefined for what carries no data on. */
const flowOf = (given: acorn.Node, scope: Scope, calls: Calls): FlowNode | undefined => {
  const node = given as acorn.AnyNode;
  const value = (inner: acorn.Node | null | undefined): FlowNode | undefined => (inner ? flowOf(inner, scope, calls) : undefined);
  if (isFunction(node)) {
    flowOfFunction(node, scope, calls);
    return undefined;
  }
  switch (node.type) {
    case 'Identifier':
      return bindingOf(scope, node.name).node;
    case 'MemberExpression': {
      const object = value(node.object);
      if (node.computed) value(node.property);
      return measures.has(memberName(node) ?? '') ? undefined : object;
    }
    case 'CallExpression':
    case 'NewExpression':
      return flowOfCall(node, scope, calls);
    case 'AssignmentExpression':
      return assign(node.left, node.right, scope, calls);
    case 'VariableDeclarator':
      if (node.init) assign(node.id, node.init, scope, calls);
      return undefined;
    case 'ForInStatement': {
      // The keys of `for (… in list)` count as data too: it is how `for each (… in list)` is read, which gives the values.
      const target = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
      const list = value(node.right);
      if (target?.type === 'Identifier') flowsTo(list, bindingOf(scope, target.name).node);
      value(node.body);
      return undefined;
    }
    case 'ReturnStatement':
      flowsTo(value(node.argument), calls.resultOf(scope));
      return undefined;
    case 'LogicalExpression': {
      const left = value(node.left);
      const right = value(node.right);
      return node.operator === '&&' ? right : joined([left, right]);
    }
    case 'ConditionalExpression':
      value(node.test);
      return joined([value(node.consequent), value(node.alternate)]);
    case 'SequenceExpression':
      return node.expressions.map(value).at(-1);
    case 'BinaryExpression': {
      const sides = [value(node.left), value(node.right)];
      return tests.test(node.operator) ? undefined : joined(sides);
    }
    case 'UnaryExpression': {
      const argument = value(node.argument);
      return node.operator === '+' || node.operator === '-' ? argument : undefined;
    }
    case 'ArrayExpression':
      return joined(node.elements.map(value));
    case 'ObjectExpression':
      return joined(
        node.properties.map((property) => {
          if (property.type !== 'Property') return undefined;
          const name = property.key.type === 'Identifier' ? property.key.name : String(Reflect.get(property.key, 'value'));
          return isFunction(property.value)
            ? calls.declareField(name, flowOfFunction(property.value, scope, calls))
            : value(property.value);
        }),
      );
    default:
      for (const child of childrenOf(node)) value(child);
      return undefined;
  }
};

const assign = (target: acorn.Node, source: acorn.Expression, scope: Scope, calls: Calls): FlowNode | undefined => {
  const to = target as acorn.AnyNode;
  const made = isFunction(source) ? flowOfFunction(source, scope, calls) : undefined;
  const value = made === undefined ? flowOf(source, scope, calls) : undefined;
  if (to.type === 'Identifier') {
    const binding = bindingOf(scope, to.name);
    binding.values.push(source);
    if (made !== undefined) binding.functions.push(made);
    flowsTo(value, binding.node);
  } else if (to.type === 'MemberExpression') {
    const object = flowOf(to.object, scope, calls) ?? createFlowNode();
    const name = memberName(to);
    if (made !== undefined && name !== undefined) calls.declareField(name, made);
    flowsTo(value, object);
  }
  return value;
};

/** Draws a function's body. */
const flowOfFunction = (made: acorn.Function, scope: Scope, calls: Calls): FunctionFlow => {
  const inner = createScope(made, scope);
  const flow: FunctionFlow = { parameters: made.params.map(createFlowNode), everything: createFlowNode(), result: createFlowNode() };
  for (const [index, parameter] of made.params.entries()) {
    const node = flow.parameters[index];
    if (parameter.type === 'Identifier' && node !== undefined) declareAs(inner, parameter.name, node);
  }
  declareAs(inner, 'arguments', flow.everything);
  calls.returns(inner, flow.result);
  if (made.id) {
    if (made.type === 'FunctionExpression') declareAs(inner, made.id.name, createFlowNode());
    bindingOf(made.type === 'FunctionExpression' ? inner : scope, made.id.name).functions.push(flow);
  }
  flowOf(made.body, inner, calls);
  return flow;
};

const flowOfCall = (call: acorn.CallExpression | acorn.NewExpression, scope: Scope, calls: Calls): FlowNode | undefined => {
  const { callee } = call;
  const inline = call.arguments.map((argument) => (isFunction(argument) ? flowOfFunction(argument, scope, calls) : undefined));
  const values = call.arguments.map((argument) => (isFunction(argument) ? undefined : flowOf(argument, scope, calls)));
  const result = createFlowNode();
  if (isFunction(callee)) {
    const made = flowOfFunction(callee, scope, calls);
    calls.callBinding({ node: result, values: [], functions: [made] }, values, result);
    return result;
  }
  if (callee.type === 'Identifier') {
    if (answers.has(callee.name)) return undefined;
    calls.callBinding(bindingOf(scope, callee.name), values, result);
    return result;
  }
  if (callee.type !== 'MemberExpression') return joined([flowOf(callee, scope, calls), ...values]);

  const name = memberName(callee) ?? '';
  if (isBotContext(callee.object, scope)) return calls.onBotContext({ name, call, values, scope });
  const object = flowOf(callee.object, scope, calls);
  // What a function literal gets from a list it walks, and gives back.
  for (const made of inline) {
    if (made === undefined) continue;
    for (const parameter of made.parameters) flowsTo(object, parameter);
    flowsTo(made.result, result);
  }
  if (name === 'call' && callee.object.type === 'Identifier') {
    calls.callBinding(bindingOf(scope, callee.object.name), values.slice(1), result);
    return result;
  }
  if (answers.has(name)) return undefined;
  if (fillers.has(name) && object !== undefined) for (const value of values) flowsTo(value, object);
  calls.callField(name, values, result);
  for (const value of [object, ...values]) flowsTo(value, result);
  return result;
};

/** `botContext` itself, or a variable that is nothing else. */
export const isBotContext = (node: acorn.Node, scope?: Scope): boolean => {
  if (node.type !== 'Identifier') return false;
  const { name } = node as acorn.Identifier;
  if (name === 'botContext') return true;
  if (scope === undefined) return false;
  const [value, ...others] = bindingOf(scope, name).values;
  return value !== undefined && others.length === 0 && value.type === 'Identifier' && value.name === 'botContext';
};

/** Functions that give a position, or yes or no. */
const answers: ReadonlySet<string> = new Set([
  ...['isNaN', 'isFinite', 'Boolean', 'isArray', 'indexOf', 'lastIndexOf', 'search', 'test', 'hasOwnProperty', 'isEmpty'],
  ...['containsKey', 'every', 'some'],
]);

/** Functions that put their arguments into the object. */
const fillers: ReadonlySet<string> = new Set(['push', 'unshift', 'splice', 'put', 'set', 'add']);

/** Numbers that say nothing of the data they are about. */
const measures: ReadonlySet<string> = new Set(['length', 'count']);

/** Operators whose result is yes or no. */
const tests = /^(?:[=!]==?|[<>]=?|in|instanceof)$/;
