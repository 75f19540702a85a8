/** Something is wrong with a log or the way to it; the message says what, for whoever reads it. */
export class LogError extends Error {}

/** The log has no such checkpoint, tile or bundle: not yet, not any more, or never. */
export class MissingFromLog extends LogError {}

/** What a log serves does not fit what it signed, or what it served before. Nothing of it is taken over. */
export class RefusedLog extends LogError {}
