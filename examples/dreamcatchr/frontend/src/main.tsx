import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './App';
import { reloadWhenStale } from './stale-page';
import './styles.css';

reloadWhenStale(window, () => { window.location.reload(); });

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element "root".');
}
createRoot(root).render(
  <StrictMode>
    <BrowserRouter>
      <App />
    </BrowserRouter>
  </StrictMode>,
);
