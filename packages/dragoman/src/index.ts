export { type DragomanConfig, defineConfig, type NetworkSettings } from './config/config.ts';
export type { ConverseOptions, Talk } from './converse.ts';
export { createDragoman, type Dragoman, type DragomanOptions } from './create-dragoman.ts';
export { type LoadBotOptions, type LoadedBot, loadBot } from './loading/load-bot.ts';
export { effectJson, eventJson, inputJson, type JsonLine } from './printing/json-lines.ts';
export { type Ink, noPaint, type Paint, paintFor } from './printing/paint.ts';
export { effectLines, inputLines, type TranscriptOptions } from './printing/transcript-lines.ts';
export { type WaterfallOptions, waterfallLines } from './printing/waterfall-lines.ts';
export { secretsNamedBy } from './secrets-named-by.ts';
