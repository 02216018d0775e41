using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IdPhoto.SitePacker;

/// <summary>
/// Adds services of other companies to a published site: their adapters, what the adapters load from this site, and their hosts in
/// the page's policy. A site to which nothing was added has no trace of any.
/// </summary>
/// <param name="folder">The adapters' sources.</param>
/// <param name="settings">What the operator has filled in.</param>
internal sealed partial class Partners(string folder, PartnerSettings settings)
{
    private const string At = "js/partners";
    private static readonly string[] Sdk = ["firebase-app.js", "firebase-analytics.js", "firebase-installations.js", "firebase-messaging.js"];

    /// <summary>Adds them.</summary>
    /// <exception cref="IOException">Something is missing, or the page is another one than expected.</exception>
    public void AddTo(string site)
    {
        Directory.CreateDirectory(Path.Combine(site, At));
        if (settings.Firebase is { } firebase)
            AddFirebase(site, firebase);
        if (settings.Ads is { } ads)
            AddAds(site, ads);
        string page = Path.Combine(site, "index.html");
        File.WriteAllText(page, Allowed(File.ReadAllText(page)));
    }

    private void AddFirebase(string site, FirebaseSettings firebase)
    {
        Put(site, "firebase.js", Source("firebase.js"));
        Put(site, "partners.json", JsonSerializer.Serialize(new { firebase = new { firebase.Config, firebase.VapidKey } }, JsonSerializerOptions.Web));
        foreach (string name in Sdk)
        {
            // Its files name their own place on Google's host; here they lie beside each other.
            string script = GoogleCopy().Replace(Source(Path.Combine("node_modules/firebase", name)), "./");
            Put(site, $"firebase/{name}", (firebase.Addresses ?? new Dictionary<string, string>()).Aggregate(script, (text, address) => text.Replace(address.Key, address.Value, StringComparison.Ordinal)));
        }
    }

    private void AddAds(string site, AdsSettings ads)
    {
        string script = Source("ads-frame.js").Replace("'ADDRESS'", JsonSerializer.Serialize($"{ads.Script}?client={Uri.EscapeDataString(ads.Client)}&npa=1"), StringComparison.Ordinal);
        string hosts = string.Join(' ', ads.Hosts);
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        string policy = $"default-src 'none'; script-src 'sha256-{hash}' {hosts}; style-src 'unsafe-inline'; img-src {hosts} data:; connect-src {hosts}; frame-src {hosts}; base-uri 'none'; form-action 'none'";
        Put(site, ads.Shell ? "ads-web.js" : "ads.js", Source("ads.js"));
        if (ads.Shell)
            Put(site, "ads.js", Source("ads-shell.js"));
        Put(site, "ads.html", Source("ads.html").Replace("POLICY", policy, StringComparison.Ordinal).Replace("SCRIPT", script, StringComparison.Ordinal)
            .Replace("CLIENT", WebUtility.HtmlEncode(ads.Client), StringComparison.Ordinal).Replace("SLOT", WebUtility.HtmlEncode(ads.Slot), StringComparison.Ordinal));
    }

    private string Allowed(string page)
    {
        string hosts = string.Join(' ', settings.Firebase?.Hosts ?? []), scripts = string.Join(' ', settings.Firebase?.Scripts ?? []), frames = settings.Ads is null ? "" : "frame-src 'self'; ";
        string offered = string.Join(' ', new[] { settings.Firebase is null ? "" : "analytics messaging", settings.Ads is null ? "" : "ads" }.Where(name => name.Length > 0));
        string allowed = page;
        if (hosts.Length > 0)
            allowed = Replaced(Replaced(Replaced(allowed, "script-src 'self'", $"script-src 'self' {scripts}".TrimEnd()), "connect-src 'self'", $"connect-src 'self' {hosts}"), "img-src 'self'", $"img-src 'self' {hosts}");
        allowed = Replaced(allowed, "base-uri 'self'", $"{frames}base-uri 'self'");
        return Replaced(allowed, "<meta name=\"referrer\"", $"<meta name=\"partners\" content=\"{offered}\">\n  <meta name=\"referrer\"");
    }

    private static string Replaced(string page, string before, string after)
        => page.Contains(before, StringComparison.Ordinal) ? page.Replace(before, after, StringComparison.Ordinal) : throw new IOException($"index.html has no {before}.");

    private string Source(string name) => File.ReadAllText(Path.Combine(folder, name));

    private static void Put(string site, string name, string text)
    {
        string path = Path.Combine(site, At, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    [GeneratedRegex(@"https://www\.gstatic\.com/firebasejs/[0-9.]+/")]
    private static partial Regex GoogleCopy();
}
