import type { ReactNode } from 'react';
import type { Dream } from '../api/types';
import { day } from '../day';

interface Props {
  dream: Dream;
  author?: string;
  heading: ReactNode;
  children?: ReactNode;
}

export function DreamCard({ dream, author, heading, children }: Props) {
  return (
    <article className="card">
      {heading}
      <p className="meta">
        <time dateTime={dream.created}>{day(dream.created)}</time>
        {author && <span>by {author}</span>}
        {dream.mood && <span className="mood">{dream.mood}</span>}
      </p>
      <p className="body">{dream.body}</p>
      {children}
    </article>
  );
}
