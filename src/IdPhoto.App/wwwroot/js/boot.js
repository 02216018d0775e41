// Before anything is drawn: the theme, language and direction that were chosen last, so that no page flashes.
(function () {
    let chosen = {};
    try {
        chosen = JSON.parse(localStorage.getItem('idphoto.settings')) ?? {};
    } catch {
        // Storage may be closed to pages; then every visit is the first.
    }
    const root = document.documentElement;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const show = () => {
        const theme = chosen.theme === 'light' || chosen.theme === 'dark' ? chosen.theme : dark.matches ? 'dark' : 'light';
        root.dataset.theme = theme;
        document.querySelector('meta[name="theme-color"]')?.setAttribute('content', theme === 'dark' ? '#10171c' : '#f4f1e8');
    };
    dark.addEventListener('change', show);
    globalThis.idphotoTheme = (theme) => { chosen = { ...chosen, theme }; show(); };
    // All but English come in files of their own: asked for now, they are here when .NET is.
    const first = String(chosen.language ?? navigator.language).split('-')[0].toLowerCase();
    const words = ['zh-Hans', 'es', 'fr', 'de', 'ar'].find((tag) => tag.split('-')[0] === first);
    if (words)
        document.head.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous', href: `words/${words}.json` }));
    if (chosen.language) {
        root.lang = chosen.language;
        root.dir = chosen.language === 'ar' ? 'rtl' : 'ltr';
    }
    show();
})();
