import { useCallback, type SubmitEvent } from 'react';
import { Link, useSearchParams } from 'react-router';
import { listDreams } from '../api/client';
import type { DreamPage } from '../api/types';
import { DreamCard } from '../components/DreamCard';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { Pager } from '../components/Pager';
import { Title } from '../components/Title';
import { useLoad } from '../use-load';
import { text } from '../use-submit';

/** Search and page live in the address, so that "back" and a bookmark work. */
export function DreamList() {
  const [params, setParams] = useSearchParams();
  const search = params.get('search') ?? '';
  const page = pageNumber(params.get('page'));
  const load = useLoad(useCallback((signal: AbortSignal) => listDreams(search, page, signal), [search, page]));

  const show = (wanted: { search: string; page: number }) => {
    setParams({
      ...(wanted.search && { search: wanted.search }),
      ...(wanted.page > 1 && { page: String(wanted.page) }),
    });
  };
  const find = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    show({ search: text(new FormData(event.currentTarget), 'search').trim(), page: 1 });
  };

  return (
    <section>
      <div className="heading">
        <Title>My dreams</Title>
        <Link className="button" to="/dreams/new">Write a dream</Link>
      </div>
      <form role="search" className="search" onSubmit={find}>
        <label htmlFor="search">Search</label>
        <input key={search} id="search" name="search" type="search" defaultValue={search} />
        <button type="submit">Find</button>
      </form>
      {load.status === 'loading' && <Loading />}
      {load.status === 'failed' && <Failure error={load.error} />}
      {load.status === 'ready' && (
        <Dreams page={load.data} search={search} onPage={(next) => { show({ search, page: next }); }} />
      )}
    </section>
  );
}

function Dreams({ page, search, onPage }: { page: DreamPage; search: string; onPage: (page: number) => void }) {
  if (page.total === 0) {
    return <p>{search ? `No dream has “${search}” in it.` : 'No dream yet. Write down the first one.'}</p>;
  }
  return (
    <>
      <p role="status">{page.total === 1 ? '1 dream' : `${page.total} dreams`}</p>
      {page.results.map((dream) => (
        <DreamCard
          key={dream.id}
          dream={dream}
          heading={<h2><Link to={`/dreams/${dream.id}`}>{dream.title}</Link></h2>}
        >
          {dream.shared && <p className="shared">shared</p>}
        </DreamCard>
      ))}
      <Pager page={page.page} pages={page.pages} onPage={onPage} />
    </>
  );
}

function pageNumber(asked: string | null): number {
  const page = Number(asked ?? 1);
  return Number.isSafeInteger(page) && page >= 1 ? page : 1;
}
