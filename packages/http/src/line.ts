/**
 * First come, first served; whoever waits may leave from the middle. Each step takes the same time, however long the
 * line is.
 */
export class Line<T> {
  readonly #waiting = new Set<T>();
  // One for all steps: a new one would have to look past everybody who has left.
  #steps = this.#waiting.values();

  get length(): number {
    return this.#waiting.size;
  }

  join(who: T): void {
    this.#waiting.add(who);
  }

  /** Does nothing for who is not in it. */
  leave(who: T): void {
    if (this.#waiting.delete(who)) this.#forget();
  }

  /** Takes the first out of the line. */
  next(): T | undefined {
    if (this.#waiting.size === 0) return undefined;
    const step = this.#steps.next();
    if (step.done) return undefined;
    this.#waiting.delete(step.value);
    this.#forget();
    return step.value;
  }

  /** The steps hold on to the room that the longest line took, and do not go on once they have come to its end. */
  #forget(): void {
    if (this.#waiting.size === 0) this.#steps = this.#waiting.values();
  }
}
