export type { BotMessage, MessageOption } from './testing/bot-message.ts';
export { type SimulateOptions, type Simulation, simulate } from './testing/simulate.ts';
export type { SimulatedRequest } from './testing/simulated-call.ts';
export type { TalkEvent, TranscriptEntry, UserMessage } from './testing/transcript.ts';
