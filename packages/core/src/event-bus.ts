import { EventEmitter } from 'eventemitter3';
import type { EventBus } from './ports/event-bus.ts';

export interface EventBusOptions {
  /** Is given what a listener threw or rejected with, and must not throw itself. Default: the console. */
  readonly onError?: (error: unknown, eventName: string) => void;
}

/** Makes a bus on which no listener can disturb another one, nor who emits. */
export const createEventBus = <Events extends object>({ onError = toConsole }: EventBusOptions = {}): EventBus<Events> => {
  const emitter = new EventEmitter();
  // A function of its own per subscription, so that listening twice takes two unsubscriptions.
  const guard = (name: string, listener: (event: never) => Promise<void> | void) => (event: unknown) => {
    try {
      listener(event as never)?.then(undefined, (error: unknown) => onError(error, name));
    } catch (error) {
      onError(error, name);
    }
  };
  return {
    on(name, listener) {
      const guarded = guard(name, listener);
      emitter.on(name, guarded);
      return () => void emitter.off(name, guarded);
    },
    once(name, listener) {
      const guarded = guard(name, listener);
      emitter.once(name, guarded);
      return () => void emitter.off(name, guarded);
    },
    emit(name, event) {
      emitter.emit(name, event);
    },
  };
};

const toConsole = (error: unknown, eventName: string) => console.error(`A listener to ${eventName} failed:`, error);
