import type { Capabilities } from '../adapter/capabilities.ts';
import type { Bot } from '../document/bot.ts';
import type { Flow, Trigger } from '../document/flow.ts';
import type { Integration } from '../document/integration.ts';
import type { Node } from '../document/node.ts';
import type { Predicate } from '../document/predicate.ts';
import type { Route, When } from '../document/route.ts';
import type { Target } from '../document/target.ts';
import { botSites } from '../reading/bot-sites.ts';
import { parseTemplate } from '../template/parse-template.ts';
import { referencesOf } from '../template/template-tree.ts';
import { carriesSet } from './route-sets.ts';

/** What a bot holds that the capabilities do not list, as sentences: read off the capabilities alone. */
export const unlisted = (bot: Bot, capabilities: Capabilities, adapter: string): readonly string[] => [
  ...bot.variables.flatMap(({ name, scope, initial, type, sensitive }) => [
    ...no(capabilities.scopes.includes(scope), `scope ${scope} of ${name}`),
    ...no(initial === undefined || capabilities.variableFields.includes('initial'), `initial of ${name}`),
    ...no(type === 'text' || capabilities.variableFields.includes('type'), `type of ${name}`),
    ...no(sensitive === undefined || capabilities.variableFields.includes('sensitive'), `sensitive of ${name}`),
  ]),
  ...(['globals', 'init'] as const).flatMap((name) => {
    const script = bot.scripts?.[name];
    return no(
      script === undefined || (capabilities.botScripts.includes(name) && capabilities.scripts.includes(script.dialect)),
      `script ${name}`,
    );
  }),
  ...(capabilities.nodes.includes('api')
    ? [
        ...bot.integrations.flatMap((integration) => unlistedOfIntegration(integration, capabilities, adapter)),
        ...bot.credentials.flatMap(({ kind }) => no(capabilities.credentials.includes(kind), `credential ${kind}`)),
      ]
    : []),
  ...bot.flows.flatMap((flow) => unlistedOfFlow(flow, bot, capabilities, adapter)),
  ...unlistedReads(bot, capabilities),
];

const no = (isListed: boolean, what: string): readonly string[] => (isListed ? [] : [what]);

const unlistedOfIntegration = (integration: Integration, capabilities: Capabilities, adapter: string): readonly string[] => {
  const { id, response } = integration;
  const { request, call, response: mapping } = capabilities;
  const own: readonly string[] =
    integration.kind === 'platform'
      ? no(integration.adapter === adapter && capabilities.nodes.includes('platform'), `${id}: platform`)
      : [
          ...no(capabilities.methods.includes(integration.method), `${id}: ${integration.method}`),
          ...no(integration.query.length === 0 || request.includes('query'), `${id}: query`),
          ...no(integration.headers.length === 0 || request.includes('headers'), `${id}: headers`),
          ...(['json', 'form', 'text'] as const).flatMap((form) =>
            no(!integration.body || !(form in integration.body) || request.includes(form), `${id}: ${form}`),
          ),
        ];
  return [
    ...own,
    ...(['timeoutMs', 'retry', 'concurrency', 'idempotency', 'onInterrupted', 'defaultHeaders', 'pagination'] as const).flatMap((setting) =>
      no(!(setting in integration) || call.includes(setting), `${id}: ${setting}`),
    ),
    ...no(response.format === 'json' || mapping.includes(response.format), `${id}: ${response.format}`),
    ...no(response.outcome === 'status' || mapping.includes('jsonpath'), `${id}: jsonpath`),
    ...no(
      !response.transform || (mapping.includes('transform') && capabilities.scripts.includes(response.transform.dialect)),
      `${id}: transform`,
    ),
    ...no(response.rows === undefined || mapping.includes('rows'), `${id}: rows`),
    ...no(response.onMissing === 'unset' || mapping.includes('keep') || mapping.includes('keep-only'), `${id}: keep`),
    ...no(
      response.fields.every(({ to }) => mapping.includes('fields') || to !== undefined),
      `${id}: fields`,
    ),
    ...response.fields.flatMap(({ name, perRow, to, type }) => [
      ...no(!perRow || mapping.includes('perRow'), `${id}.${name}: perRow`),
      ...no(to === undefined || mapping.includes('to'), `${id}.${name}: to`),
      ...no(type === undefined || mapping.includes('type'), `${id}.${name}: type`),
    ]),
  ];
};

const unlistedOfFlow = (flow: Flow, bot: Bot, capabilities: Capabilities, adapter: string): readonly string[] => [
  ...no(flow.kind === 'standard' || capabilities.flows.includes(flow.kind), `flow ${flow.id}: ${flow.kind}`),
  ...flow.triggers.flatMap((trigger) => unlistedOfTrigger(trigger, capabilities, adapter).map((what) => `flow ${flow.id}: ${what}`)),
  ...flow.nodes.flatMap((node) => unlistedOfNode(node, { flow, bot, capabilities, adapter }).map((what) => `node ${node.id}: ${what}`)),
];

const unlistedOfTrigger = (trigger: Trigger, { triggers, reach, routes }: Capabilities, adapter: string): readonly string[] => {
  if (trigger.kind === 'platform') return no(trigger.adapter === adapter, 'trigger of another platform');
  const reached = no(reach.includes(trigger.reach), `reach ${trigger.reach}`);
  if (trigger.kind === 'event') return [...reached, ...no(triggers.includes(trigger.event), trigger.event)];
  if (trigger.kind === 'intent') return [...reached, ...no(triggers.includes('intent'), 'intent')];
  const word = 'equals' in trigger ? 'equals' : 'pattern' in trigger ? 'pattern' : 'regex';
  return [...reached, ...no(triggers.includes(word), word), ...no(!trigger.exclude || routes.includes('exclude'), 'exclude')];
};

interface Where {
  readonly flow: Flow;
  readonly bot: Bot;
  readonly capabilities: Capabilities;
  readonly adapter: string;
}

const fieldsOf = (node: Node): { readonly [name: string]: unknown } => node as unknown as { readonly [name: string]: unknown };

const unlistedOfNode = (node: Node, where: Where): readonly string[] => {
  const { capabilities } = where;
  const fields = fieldsOf(node);
  const has = (name: string): boolean => fields[name] !== undefined;
  return [
    ...no(node.waits === undefined || capabilities.nodeFields.includes('waits'), 'waits'),
    ...no(node.delayMs === undefined || capabilities.nodeFields.includes('delayMs'), 'delayMs'),
    ...Object.entries(node.hooks ?? {}).flatMap(([name, script]) =>
      no(capabilities.hooks.includes(name as 'before') && capabilities.scripts.includes(script.dialect), `hook ${name}`),
    ),
    ...(node.kind === 'question'
      ? (['variable', 'retryText', 'skipIfSet'] as const).flatMap((name) =>
          no(!has(name) || capabilities.questionFields.includes(name), name),
        )
      : []),
    ...(node.kind === 'handoff' && capabilities.nodes.includes('handoff')
      ? (['queue', 'message', 'context'] as const).flatMap((name) => no(!has(name) || capabilities.handoffFields.includes(name), name))
      : []),
    ...(node.kind === 'script' && capabilities.nodes.includes('script')
      ? no(capabilities.scripts.includes(String(fields.dialect)), 'dialect')
      : []),
    ...(node.kind === 'api' && capabilities.nodes.includes('api')
      ? (['query', 'headers', 'body'] as const).flatMap((name) =>
          no(!has(name) || capabilities.request.includes(`node-${name}`), `own ${name}`),
        )
      : []),
    ...node.routes.flatMap((route, index) => unlistedOfRoute(route, node, where).map((what) => `route ${index}: ${what}`)),
    ...(node.next === undefined ? [] : unlistedTarget(node.next, node, where)),
    ...(node.kind === 'jump' ? unlistedTarget(fields.to as Target, node, where) : []),
    ...assigned(node.kind === 'assign' ? (fields.set as Route['set']) : [], capabilities),
  ];
};

const assigned = (set: Route['set'], { scopes }: Capabilities): readonly string[] =>
  (set ?? []).flatMap(({ scope }) => no(scope === undefined || scopes.includes(scope), `scope ${scope}`));

const unlistedOfRoute = (route: Route, node: Node, where: Where): readonly string[] => {
  const { capabilities, adapter } = where;
  const decides = node.kind === 'condition' && capabilities.nodes.includes('condition');
  const isLeft =
    (node.kind === 'api' && !capabilities.nodes.includes('api')) ||
    (node.kind === 'condition' &&
      !capabilities.nodes.includes('condition') &&
      (!capabilities.routes.includes('if') || becomesScript(capabilities)));
  return [
    ...(route.when === undefined ? [] : unlistedMatch(route.when, node, capabilities)),
    ...no(route.if === undefined || decides || isLeft || capabilities.routes.includes('if'), 'if'),
    ...(route.if === undefined || isLeft
      ? []
      : [
          ...unlistedOperators(route.if, capabilities, adapter),
          ...no(capabilities.nestedConditions || !isDeep(route.if), 'nested condition'),
        ]),
    ...no(
      route.say === undefined ||
        capabilities.routes.includes('say') ||
        (isNoMatch(route) && capabilities.routes.includes('say-on-no-match')),
      'say',
    ),
    ...no(route.set === undefined || carriesSet(capabilities, route.set), 'set'),
    ...assigned(route.set, capabilities),
    ...unlistedTarget(route.to, node, where),
  ];
};

const isNoMatch = ({ when }: Route): boolean => when !== undefined && 'outcome' in when && when.outcome === 'no-match';

/** What a condition node decides that there is none of, a script decides. */
const becomesScript = ({ nodes, scripts }: Capabilities): boolean => nodes.includes('script') && scripts.includes('es5');

const unlistedMatch = (when: When, node: Node, { outcomes, replies, routes, nodes }: Capabilities): readonly string[] => {
  if (node.kind === 'platform' || (node.kind === 'api' && !nodes.includes('api'))) return [];
  if ('is' in when) return no(outcomes.includes(when.is), when.is);
  if ('value' in when) return no(outcomes.includes('value'), 'value');
  if ('status' in when) return no(outcomes.includes('status'), 'status');
  if ('class' in when) return no(outcomes.includes('class'), 'class');
  if ('intent' in when) return no(replies.includes('intent'), 'intent');
  if ('option' in when) return no(replies.includes('option'), 'option');
  if ('outcome' in when) return no(when.outcome !== 'no-match' || node.kind === 'list' || replies.includes('no-match'), 'no-match');
  const word = 'equals' in when ? 'equals' : 'pattern' in when ? 'pattern' : 'regex';
  return [
    ...no(replies.includes(word), word),
    ...no(!when.exclude || routes.includes('exclude') || routes.includes('exclude-replies'), 'exclude'),
  ];
};

const unlistedOperators = (predicate: Predicate, capabilities: Capabilities, adapter: string): readonly string[] => {
  const inner = (parts: readonly Predicate[]) => parts.flatMap((part) => unlistedOperators(part, capabilities, adapter));
  if ('all' in predicate) return [...no(capabilities.conditions.includes('all'), 'all'), ...inner(predicate.all)];
  if ('any' in predicate) return [...no(capabilities.conditions.includes('any'), 'any'), ...inner(predicate.any)];
  if ('not' in predicate) return [...no(capabilities.conditions.includes('not'), 'not'), ...inner([predicate.not])];
  return 'kind' in predicate
    ? no(predicate.adapter === adapter, 'condition of another platform')
    : no(capabilities.conditions.includes(predicate.op), predicate.op);
};

const isDeep = (predicate: Predicate): boolean => {
  const parts = 'all' in predicate ? predicate.all : 'any' in predicate ? predicate.any : [predicate];
  return parts.some((part) => 'all' in part || 'any' in part || ('not' in part && !('left' in part.not)));
};

const unlistedTarget = (to: Target, node: Node, { flow, bot, capabilities: { targets }, adapter }: Where): readonly string[] => {
  if (to === 'next') return [];
  if (to === 'repeat') return no(targets.includes('repeat'), 'repeat');
  if ('node' in to) {
    const isHere = flow.nodes.some(({ id }) => id === to.node);
    const isSomewhere = bot.flows.some(({ nodes }) => nodes.some(({ id }) => id === to.node));
    return [
      ...no(isSomewhere, `nothing called ${to.node}`),
      ...no(isHere || targets.includes('node-of-other-flow'), `${node.id} to ${to.node} of another flow`),
    ];
  }
  if ('flow' in to) return no(targets.includes('flow'), 'to a flow');
  if ('end' in to) return no(targets.includes(to.end === 'flow' ? 'end-flow' : 'end-conversation'), `end of ${to.end}`);
  return 'unresolved' in to ? ['unresolved'] : no(to.adapter === adapter, 'target of another platform');
};

const roots: ReadonlySet<string> = new Set(['user', 'env', 'secret', 'session', 'location', 'item']);

const unlistedReads = (bot: Bot, { card, reads, nodes }: Capabilities): readonly string[] => {
  const listed: ReadonlySet<string> = new Set(reads);
  // What a card is repeated over.
  const isRows = (role: string, path: readonly (string | number)[]): boolean =>
    card !== false && listed.has('item') && role === 'rows' && path.includes('content');
  return botSites(bot)
    .template.filter(({ path }) => path[0] !== 'integrations' || nodes.includes('api'))
    .flatMap(({ text, path, role }) =>
      referencesOf(parseTemplate(text).tree).flatMap(({ root, segments }) => {
        const reserved = segments.flatMap((segment) =>
          'name' in segment && /^\$(status|outcome|body|rows|count)$/.test(segment.name) ? [segment.name] : [],
        );
        return [
          ...no(!roots.has(root) || listed.has(root), `${path.join('/')}: ${root}`),
          ...no(listed.has('computed') || !segments.some((segment) => 'computed' in segment), `${path.join('/')}: computed`),
          ...reserved.flatMap((name) => no(listed.has(name) || (name === '$rows' && isRows(role, path)), `${path.join('/')}: ${name}`)),
        ];
      }),
    );
};
