import './kit/mantine';
import './kit/tokens.css';
import './kit/kit.css';
import { setNonce } from 'get-nonce';
import { createRoot } from 'react-dom/client';
import { startMessages, wishedLanguage } from './i18n';
import { styleNonce } from './kit/theme';

const remembered = sessionStorage.getItem('baton-lang');
const language = wishedLanguage(window.location.search, remembered);
sessionStorage.setItem('baton-lang', language);
document.documentElement.lang = language === 'xx' ? 'en' : language;
document.documentElement.dataset.density = localStorage.getItem('baton-density') ?? 'comfortable';
setNonce(styleNonce());

// The page is imported after the messages are there, so that tables of words may look them up.
await startMessages(language);
const { App } = await import('./App');
createRoot(document.getElementById('root') as HTMLElement).render(<App />);
