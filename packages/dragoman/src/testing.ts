export type { BotMessage, MessageOption } from './testing/bot-message.ts';
export { type SimulateOptions, type Simulation, simulate, type UserMessage } from './testing/simulate.ts';
export type { SimulatedRequest } from './testing/simulated-call.ts';
