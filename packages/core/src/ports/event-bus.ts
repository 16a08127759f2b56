/** Tells whoever listens what happens. `Events` maps the name of an event to what is told with it. */
export interface EventBus<Events extends object> {
  /** Listens until the returned function is called. Listeners are called in the order they were added. */
  on<Name extends keyof Events & string>(name: Name, listener: (event: Events[Name]) => Promise<void> | void): () => void;
  /** Listens to the next event only, or not even that when the returned function is called before it. */
  once<Name extends keyof Events & string>(name: Name, listener: (event: Events[Name]) => Promise<void> | void): () => void;
  /** Calls the listeners before it returns. It never throws because of one of them, and does not wait for asynchronous ones. */
  emit<Name extends keyof Events & string>(name: Name, event: Events[Name]): void;
}
