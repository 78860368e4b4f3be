// Starts the messages in English for a test file.
import { startMessages } from './i18n';

export const english = (): Promise<void> => startMessages('en');
