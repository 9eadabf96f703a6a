import { useCallback, useState } from 'react';
import { Link, useParams } from 'react-router';
import { readDream, shareDream } from '../api/client';
import type { Dream } from '../api/types';
import { DreamCard } from '../components/DreamCard';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { Title } from '../components/Title';
import { useLoad } from '../use-load';

export function DreamDetail() {
  const { id = '' } = useParams();
  const load = useLoad(useCallback((signal: AbortSignal) => readDream(id, signal), [id]));
  return (
    <section>
      <p><Link to="/dreams">All my dreams</Link></p>
      {load.status === 'loading' && <Loading />}
      {load.status === 'failed' && <Failure error={load.error} />}
      {load.status === 'ready' && (
        <DreamCard dream={load.data} heading={<Title>{load.data.title}</Title>}>
          <Share dream={load.data} />
        </DreamCard>
      )}
    </section>
  );
}

function Share({ dream }: { dream: Dream }) {
  const [token, setToken] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const share = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setToken(await shareDream(dream.id));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  if (token !== undefined) {
    const path = `/shared/${token}`;
    return (
      <p className="link" role="status">
        Everyone with this link can read it: <Link to={path}>{new URL(path, window.location.origin).href}</Link>
      </p>
    );
  }
  return (
    <>
      {error !== undefined && <Failure error={error} />}
      <button type="button" disabled={busy} onClick={() => { void share(); }}>
        {dream.shared ? 'Show the link' : 'Share'}
      </button>
    </>
  );
}
