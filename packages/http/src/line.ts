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
    this.#waiting.delete(who);
  }

  /** Takes the first out of the line. */
  next(): T | undefined {
    if (this.#waiting.size === 0) return undefined;
    let step = this.#steps.next();
    if (step.done) {
      this.#steps = this.#waiting.values();
      step = this.#steps.next();
    }
    if (step.done) return undefined;
    this.#waiting.delete(step.value);
    return step.value;
  }
}
