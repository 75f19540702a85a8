/** The instant by this device's clock, in milliseconds since 1970. Pages have no other that goes on without a network. */
export const now = (): number => Date.now();
