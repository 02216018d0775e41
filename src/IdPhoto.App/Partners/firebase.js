// Google Firebase behind one small interface: count, forget, token. In no build but one that was made with it.

import { deleteApp, initializeApp } from './firebase/firebase-app.js';

const settings = (await (await fetch(new URL('partners.json', import.meta.url))).json()).firebase;
let app = null;

const started = () => app ??= initializeApp(settings.config);

/** Counts that the app is used: without advertising signals, whoever the person is. */
export async function count() {
    const { initializeAnalytics, isSupported, setConsent } = await import('./firebase/firebase-analytics.js');
    if (!await isSupported())
        return;
    setConsent({ analytics_storage: 'granted', ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied', personalization_storage: 'denied' });
    initializeAnalytics(started(), { config: { allow_google_signals: false, allow_ad_personalization_signals: false, page_location: document.baseURI, page_title: 'ID Photo Expert' } });
}

/**
 * Ends a service: what Google keeps of this installation is deleted there, and what it has kept in this browser here, also where
 * Google cannot be reached.
 * @param ended 'analytics' or 'push'
 * @param other whether the other one is agreed to
 */
export async function forget(ended, other) {
    const kept = await databases();
    const notices = kept.includes('firebase-messaging-database');
    // Both live on one installation. Notices may be agreed to and come without Firebase.
    const shared = other && (ended === 'push' || notices);
    try {
        if (ended === 'push' && notices)
            await endNotices();
        if (!shared && kept.length > 0)
            await endInstallation();
    } finally {
        if (app)
            await deleteApp(app);
        app = null;
        if (!shared)
            for (const name of await databases())
                indexedDB.deleteDatabase(name);
        if (!shared || ended === 'analytics')
            forgetCookies();
    }
}

// Not every browser lists them.
const databases = async () => indexedDB.databases
    ? (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('firebase-'))
    : ['firebase-heartbeat-database', 'firebase-installations-database', 'firebase-messaging-database'];

async function endNotices() {
    const { deleteToken, getMessaging, isSupported } = await import('./firebase/firebase-messaging.js');
    const worker = await navigator.serviceWorker?.getRegistration();
    if (!worker || !await isSupported())
        return;
    const messaging = getMessaging(started());
    // Otherwise it would register a worker of its own.
    messaging.swRegistration = worker;
    await deleteToken(messaging);
}

async function endInstallation() {
    const { deleteInstallations, getInstallations } = await import('./firebase/firebase-installations.js');
    await deleteInstallations(getInstallations(started()));
}

function forgetCookies() {
    for (const cookie of document.cookie.split('; ').map((pair) => pair.split('=')[0]).filter((name) => name.startsWith('_ga')))
        // They may be those of a domain above this host.
        for (const domain of ['', ...location.hostname.split('.').map((_, above, names) => `; domain=${names.slice(above).join('.')}`)])
            document.cookie = `${cookie}=; max-age=0; path=/${domain}`;
}

/** The token under which Firebase sends notices to this browser; null where it cannot or may not. */
export async function token() {
    const { getMessaging, getToken, isSupported } = await import('./firebase/firebase-messaging.js');
    if (!await isSupported() || await Notification.requestPermission() !== 'granted')
        return null;
    const serviceWorkerRegistration = await navigator.serviceWorker.ready;
    return getToken(getMessaging(started()), { vapidKey: settings.vapidKey || undefined, serviceWorkerRegistration });
}
