import { useCallback } from 'react';
import { Link, useParams } from 'react-router';
import { readShared } from '../api/client';
import { isStatus } from '../api/errors';
import { DreamCard } from '../components/DreamCard';
import { Failure } from '../components/Failure';
import { Loading } from '../components/Loading';
import { Title } from '../components/Title';
import { useLoad } from '../use-load';

export default function SharedDream() {
  const { token = '' } = useParams();
  const load = useLoad(useCallback((signal: AbortSignal) => readShared(token, signal), [token]));
  return (
    <section>
      {load.status === 'loading' && <Loading />}
      {load.status === 'failed' && (isStatus(load.error, 404)
        ? <p role="alert" className="failure">This dream is not shared, or not any more.</p>
        : <Failure error={load.error} />)}
      {load.status === 'ready' && (
        <DreamCard dream={load.data} author={load.data.author} heading={<Title>{load.data.title}</Title>} />
      )}
      <p><Link to="/">More shared dreams</Link></p>
    </section>
  );
}
