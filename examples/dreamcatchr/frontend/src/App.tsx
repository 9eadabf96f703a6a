import { lazy } from 'react';
import { Route, Routes } from 'react-router';
import { Layout } from './components/Layout';
import { DreamDetail } from './pages/DreamDetail';
import { DreamList } from './pages/DreamList';
import { LogIn } from './pages/LogIn';
import { NotFound } from './pages/NotFound';
import { PublicDreams } from './pages/PublicDreams';
import { SignUp } from './pages/SignUp';
import { RequireSession } from './session/RequireSession';
import { SessionProvider } from './session/SessionProvider';

// Pages that most visits never open are fetched when they are opened.
const NewDream = lazy(() => import('./pages/NewDream'));
const SharedDream = lazy(() => import('./pages/SharedDream'));

export function App() {
  return (
    <SessionProvider>
      <Routes>
        <Route element={<Layout />}>
          <Route index element={<PublicDreams />} />
          <Route path="login" element={<LogIn />} />
          <Route path="signup" element={<SignUp />} />
          <Route path="shared/:token" element={<SharedDream />} />
          <Route path="dreams" element={<RequireSession />}>
            <Route index element={<DreamList />} />
            <Route path="new" element={<NewDream />} />
            <Route path=":id" element={<DreamDetail />} />
          </Route>
          <Route path="*" element={<NotFound />} />
        </Route>
      </Routes>
    </SessionProvider>
  );
}
