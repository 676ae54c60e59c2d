/** The notes of a win, in hertz: a major chord, upwards. */
const notes = [523.25, 659.25, 783.99, 1046.5];
const apart = 0.11;
const loudness = 0.14;

/** A short sound for a win, made on the spot. Browsers play nothing before somebody touched the page once. */
export class Chime {
  #context: AudioContext | null = null;

  /** Whether it can be heard. */
  get ready(): boolean {
    return this.#context !== null && this.#context.state === 'running';
  }

  /** To be called from a gesture. */
  async wake(): Promise<boolean> {
    this.#context ??= new AudioContext();
    await this.#context.resume();
    return this.ready;
  }

  play(): void {
    const context = this.#context;
    if (context === null || !this.ready) return;
    notes.forEach((note, i) => {
      const at = context.currentTime + i * apart;
      const [tone, volume] = [context.createOscillator(), context.createGain()];
      tone.type = 'triangle';
      tone.frequency.value = note;
      volume.gain.setValueAtTime(0, at);
      volume.gain.linearRampToValueAtTime(loudness, at + 0.02);
      volume.gain.exponentialRampToValueAtTime(0.001, at + 0.7);
      tone.connect(volume).connect(context.destination);
      tone.start(at);
      tone.stop(at + 0.75);
    });
  }

  stop(): void {
    const context = this.#context;
    this.#context = null;
    if (context !== null) context.close().catch(() => undefined);
  }
}
