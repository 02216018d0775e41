// Google Firebase behind one small interface: count, forget, token. In no build but one that was made with it.

const settings = (await (await fetch(new URL('partners.json', import.meta.url))).json()).firebase;
let app = null;

/** Whether Google's script is in this page: it holds its databases open for as long as the page lives. */
let holds = false;

/** Whether a database waits for another page to let go of it; whoever opens it would wait, too. */
let waits = false;

async function started() {
    holds = true;
    const { initializeApp } = await import('./firebase/firebase-app.js');
    return app ??= initializeApp(settings.config);
}

/** Counts that the app is used: without advertising signals, whoever the person is. */
export async function count() {
    if (waits)
        return;
    const { initializeAnalytics, isSupported, setConsent } = await import('./firebase/firebase-analytics.js');
    if (!await isSupported())
        return;
    setConsent({ analytics_storage: 'granted', ad_storage: 'denied', ad_user_data: 'denied', ad_personalization: 'denied', personalization_storage: 'denied' });
    initializeAnalytics(await started(), { config: { allow_google_signals: false, allow_ad_personalization_signals: false, page_location: document.baseURI, page_title: 'ID Photo Expert' } });
}

/**
 * Ends a service: what Google keeps of this installation is deleted there, and what it has kept in this browser here, also where
 * Google cannot be reached.
 * @param ended 'analytics' or 'push'
 * @param other whether the other one is agreed to
 * @returns whether nothing is left to do; otherwise empty databases are, to be deleted where the page has begun again
 */
export async function forget(ended, other) {
    if (waits)
        return false;
    // Notices may be agreed to and come without Firebase.
    const notices = await isFilled('firebase-messaging-database');
    // Both live on one installation.
    const shared = other && (ended === 'push' || notices);
    let gone = true;
    try {
        // Before the installation that they are for.
        if (notices && (ended === 'push' || !shared))
            await endNotices();
        if (!shared && await isFilled('firebase-installations-database'))
            await endInstallation();
    } finally {
        await end();
        if (!shared)
            for (const name of await databases())
                gone = await dropped(name) && gone;
        if (!shared || ended === 'analytics')
            forgetCookies();
    }
    return gone;
}

async function end() {
    if (app)
        await (await import('./firebase/firebase-app.js')).deleteApp(app);
    app = null;
}

// Not every browser lists them.
const databases = async () => indexedDB.databases
    ? (await indexedDB.databases()).map(({ name }) => name).filter((name) => name.startsWith('firebase-'))
    : ['firebase-heartbeat-database', 'firebase-installations-database', 'firebase-messaging-database'];

const isFilled = async (name) => (await eachStore(name, (store) => store.count())).some((count) => count > 0);

/** Empties a database, and deletes it where nobody holds it open. */
async function dropped(name) {
    await eachStore(name, (store) => store.clear());
    return !holds && await settled(indexedDB.deleteDatabase(name)).then(() => true, () => false);
}

async function eachStore(name, ask) {
    const request = indexedDB.open(name);
    // It is not there, and is not to be made by looking.
    request.onupgradeneeded = () => request.transaction.abort();
    const database = await settled(request).catch(() => null);
    const answers = [];
    for (const store of database?.objectStoreNames ?? [])
        answers.push(await settled(ask(database.transaction(store, 'readwrite').objectStore(store))));
    database?.close();
    return answers;
}

const settled = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = request.onblocked = (event) => {
        event.preventDefault();
        waits ||= event.type === 'blocked';
        failed(event.type);
    };
});

async function endNotices() {
    const { deleteToken, getMessaging, isSupported } = await import('./firebase/firebase-messaging.js');
    const worker = await navigator.serviceWorker?.getRegistration();
    if (!worker || !await isSupported())
        return;
    const messaging = getMessaging(await started());
    // Otherwise it would register a worker of its own.
    messaging.swRegistration = worker;
    await deleteToken(messaging);
}

async function endInstallation() {
    const { deleteInstallations, getInstallations } = await import('./firebase/firebase-installations.js');
    await deleteInstallations(getInstallations(await started()));
}

function forgetCookies() {
    for (const cookie of document.cookie.split('; ').map((pair) => pair.split('=')[0]).filter((name) => name.startsWith('_ga')))
        // They may be those of a domain above this host.
        for (const domain of ['', ...location.hostname.split('.').map((_, above, names) => `; domain=${names.slice(above).join('.')}`)])
            document.cookie = `${cookie}=; max-age=0; path=/${domain}`;
}

/** The token under which Firebase sends notices to this browser; null where it cannot or may not. */
export async function token() {
    if (waits)
        return null;
    const { getMessaging, getToken, isSupported } = await import('./firebase/firebase-messaging.js');
    if (!await isSupported() || await Notification.requestPermission() !== 'granted')
        return null;
    const serviceWorkerRegistration = await navigator.serviceWorker.ready;
    return getToken(getMessaging(await started()), { vapidKey: settings.vapidKey || undefined, serviceWorkerRegistration });
}
