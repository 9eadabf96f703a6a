const HOME = '/dreams';

/** Where to go after logging in: back to the page that asked for it, if there was one. */
export function destination(locationState: unknown): string {
  if (
    typeof locationState === 'object' && locationState !== null &&
    'from' in locationState && typeof locationState.from === 'string'
  ) {
    return locationState.from;
  }
  return HOME;
}
