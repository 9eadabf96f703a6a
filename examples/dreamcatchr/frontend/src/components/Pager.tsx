interface Props {
  page: number;
  pages: number;
  onPage: (page: number) => void;
}

/** Nothing when there is one page only. */
export function Pager({ page, pages, onPage }: Props) {
  if (pages <= 1) {
    return null;
  }
  return (
    <nav className="pager" aria-label="Pages">
      <button type="button" disabled={page <= 1} onClick={() => { onPage(page - 1); }}>Newer</button>
      <span aria-current="page">Page {page} of {pages}</span>
      <button type="button" disabled={page >= pages} onClick={() => { onPage(page + 1); }}>Older</button>
    </nav>
  );
}
