export type FieldErrors = Record<string, string[]>;

/** An answer of the server that is not a success. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** Empty unless the server named faulty fields. */
  readonly fields: FieldErrors;

  constructor(status: number, fields: FieldErrors = {}) {
    super(messageFor(status));
    this.status = status;
    this.fields = fields;
  }
}

/** No answer at all: no network, a refused or a broken connection, or an answer that is not JSON. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(cause: unknown) {
    super('DreamCatchr cannot be reached. Check your connection and try again.', { cause });
  }
}

export function isStatus(error: unknown, status: number): error is ApiError {
  return error instanceof ApiError && error.status === status;
}

/** What a person is told about any failure. */
export function describe(error: unknown): string {
  if (error instanceof ApiError || error instanceof UnreachableError) {
    return error.message;
  }
  return 'Something went wrong on this page.';
}

export function fieldErrors(error: unknown): FieldErrors {
  return error instanceof ApiError ? error.fields : {};
}

/** Reads `{"errors": {field: ["…"]}}`; whatever does not have that form names no field. */
export function parseFieldErrors(body: unknown): FieldErrors {
  if (typeof body !== 'object' || body === null || !('errors' in body)) {
    return {};
  }
  const { errors } = body;
  if (typeof errors !== 'object' || errors === null) {
    return {};
  }
  const fields: FieldErrors = {};
  for (const [field, messages] of Object.entries(errors)) {
    if (Array.isArray(messages)) {
      fields[field] = messages.map(String);
    }
  }
  return fields;
}

function messageFor(status: number): string {
  switch (status) {
    case 400:
      return 'Please correct what is marked below.';
    case 401:
      return 'Please log in.';
    case 403:
      return 'The server refused this. Reload the page and try again.';
    case 404:
      return 'There is nothing here.';
    case 409:
      return 'That is already taken.';
    default:
      return status >= 500
        ? `The server has a problem (${status}). Please try again in a moment.`
        : `The server refused this (${status}).`;
  }
}
