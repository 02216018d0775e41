namespace IdPhoto.App.Tests.Harness;

/// <summary>A copy of the app that was built with other companies' services, on a server of its own; their hosts are one on this machine.</summary>
public sealed class PartnerSite : IDisposable
{
    private SiteCopy? _copy;
    private AppServer? _server;

    /// <summary>The other companies.</summary>
    internal StandIn Company { get; } = new(Answer);

    /// <summary>The server, started by the first who asks.</summary>
    internal async Task<AppServer> ServerAsync() => _server ??= await AppServer.StartAsync(await SiteAsync());

    /// <inheritdoc />
    public void Dispose()
    {
        _server?.Dispose();
        _copy?.Dispose();
        Company.Dispose();
    }

    private async Task<string> SiteAsync()
    {
        _copy = new SiteCopy();
        await _copy.PackAsync($$"""
            {
              "firebase": { "config": { "apiKey": "key", "projectId": "project", "appId": "1:1:web:1", "measurementId": "G-TEST", "messagingSenderId": "1" }, "vapidKey": "", "hosts": ["{{Company.Address}}"], "scripts": ["{{Company.Address}}"],
                "addresses": { "https://www.googletagmanager.com": "{{Company.Address}}", "https://firebase.googleapis.com": "{{Company.Address}}", "https://firebaseinstallations.googleapis.com": "{{Company.Address}}" } },
              "ads": { "script": "{{Company.Address}}/ads.js", "client": "ca-pub-1", "slot": "2", "hosts": ["{{Company.Address}}"], "shell": true }
            }
            """);
        return _copy.Site;
    }

    // As the providers do: a script, which asks for more, and what the SDK asks for before it.
    private static (string Type, string Body) Answer(string path) => path switch
    {
        _ when path.StartsWith("/ads.js", StringComparison.Ordinal) => ("text/javascript", "fetch(new URL('advert?npa=' + adsbygoogle.requestNonPersonalizedAds, document.currentScript.src));"),
        _ when path.StartsWith("/gtag/", StringComparison.Ordinal) => ("text/javascript", ""),
        _ when path.EndsWith("/webConfig", StringComparison.Ordinal) => ("application/json", """{"projectId":"project","appId":"1:1:web:1","measurementId":"G-TEST"}"""),
        _ when path.EndsWith("/installations", StringComparison.Ordinal) => ("application/json", """{"name":"projects/1/installations/1","fid":"c00000000000000000000A","refreshToken":"r","authToken":{"token":"t","expiresIn":"604800s"}}"""),
        _ => ("text/plain", ""),
    };
}
