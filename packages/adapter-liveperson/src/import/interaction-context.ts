import type { LivePersonTile } from '../wire/interaction.ts';
import type { Destinations } from './actions.ts';
import type { DeclaredScopes } from './assignments.ts';
import type { Step } from './chain-interactions.ts';
import type { ImportContext, ReadTemplate } from './import-context.ts';
import type { OptionReader } from './options.ts';
import type { RowFields } from './repeated-card.ts';

/** What interactions of a document are read with. */
export interface InteractionContext extends Destinations, Pick<ImportContext, 'report' | 'restore'> {
  readonly read: ReadTemplate;
  /** The neutral id of an integration, by its id or name in the document. */
  integration(id: string | undefined, name: string | undefined): string | undefined;
  readonly rowFields: RowFields;
  readonly scopes: DeclaredScopes;
  optionReader(): OptionReader;
}

/** The contents of an interaction: where they stand, and the first of them. */
export const tilesOf = ({ value, pointer }: Step) => {
  const tiles: readonly LivePersonTile[] = value.content?.results?.tile?.tileData ?? [];
  const at = `${pointer}/content/results/tile/tileData`;
  return { tiles, tile: tiles[0] ?? {}, pointers: tiles.map((_tile, index) => `${at}/${index}`), first: `${at}/0` };
};

/** A text as it is shown: the platform's word for no message is an empty one. */
export const shownText = (text: string | undefined, pointer: string, read: ReadTemplate): string =>
  text === undefined || isBlank(text) ? '' : read(text, pointer);

const isBlank = (text: string): boolean => text.trim() === 'BLANK_MESSAGE';
