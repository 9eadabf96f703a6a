/** What the form offers. The server may answer with others, which are shown as they come. */
export const MOODS = ['happy', 'calm', 'strange', 'sad', 'scary', 'unknown'] as const;

export interface Account {
  username: string;
}

export interface Credentials {
  username: string;
  password: string;
}

export interface DreamDraft {
  title: string;
  body: string;
  mood: string;
}

export interface Dream extends DreamDraft {
  id: number;
  /** ISO 8601, in UTC. */
  created: string;
  shared: boolean;
}

/** A shared dream as anyone may read it. */
export interface PublicDream extends Dream {
  /** The public name of whoever dreamt it. */
  author: string;
}

export interface DreamPage {
  results: Dream[];
  /** Counted from 1. */
  page: number;
  /** At least 1, also when there is no dream. */
  pages: number;
  total: number;
}
