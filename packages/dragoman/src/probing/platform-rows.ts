import {
  type Bot,
  exportBot,
  formatPointer,
  type HttpIntegration,
  importBot,
  isJsonObject,
  type Json,
  type PlatformAdapter,
  type Plugin,
  parsePointer,
} from '@dragoman/core';

export interface PlatformRows {
  /** JSON pointer of the list the rows belong to. */
  readonly list: string;
  readonly rows: readonly Json[];
}

interface PlatformRowsOptions {
  readonly bot: Bot;
  readonly integration: HttpIntegration;
  readonly plugins: readonly Plugin[];
  /** Of the platform whose document the bot was read from. */
  readonly adapter: PlatformAdapter;
}

/**
 * How the document of a platform takes fields of a response into variables of their names: the rows as they would stand
 * there. Undefined where it has no rows for that, or not for all of them.
 */
export const platformRows = (
  fields: readonly { readonly name: string; readonly path: string }[],
  { bot, integration, plugins, adapter }: PlatformRowsOptions,
): PlatformRows | undefined => {
  const index = bot.integrations.findIndex(({ id }) => id === integration.id);
  const first = integration.response.fields.length;
  const added = fields.map(({ name, path }) => ({ name, path, to: name }));
  const response = { ...integration.response, fields: [...integration.response.fields, ...added] };
  const integrations = bot.integrations.map((one, position) => (position === index ? { ...integration, response } : one));
  const { text, value } = exportBot(adapter, { ...bot, integrations }, { plugins });
  const { platformPlaceOf } = importBot(adapter, text, { plugins });
  const steps = added.map((_, position) =>
    parsePointer(platformPlaceOf(`/integrations/${index}/response/fields/${first + position}`) ?? ''),
  );
  const lists = new Set(steps.map((path) => formatPointer(path.slice(0, -1))));
  const [list] = lists;
  const places = new Set(steps.map(formatPointer));
  // A place that is the whole list, or something around it, shows no row.
  const isRows = list !== undefined && Array.isArray(valueAt(value as Json, parsePointer(list)));
  if (!isRows || lists.size > 1 || places.size < added.length) return undefined;
  return { list, rows: steps.map((path) => valueAt(value as Json, path)) };
};

const valueAt = (document: Json, path: readonly string[]): Json =>
  path.reduce<Json>((value, step) => {
    if (Array.isArray(value)) return (value as readonly Json[])[Number(step)] ?? null;
    return isJsonObject(value) && Object.hasOwn(value, step) ? (value[step] ?? null) : null;
  }, document);
