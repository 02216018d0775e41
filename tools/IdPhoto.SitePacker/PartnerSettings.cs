using System.Text.Json;

namespace IdPhoto.SitePacker;

/// <summary>What an operator fills in for a copy of the app that is built with services of other companies.</summary>
/// <param name="Firebase">Null leaves it out.</param>
/// <param name="Ads">Null leaves it out.</param>
internal sealed record PartnerSettings(FirebaseSettings? Firebase, AdsSettings? Ads)
{
    /// <summary>Reads and checks it.</summary>
    /// <exception cref="IOException">It is no such file, or names a host that is none.</exception>
    public static PartnerSettings Read(string path)
    {
        PartnerSettings settings;
        try
        {
            settings = JsonSerializer.Deserialize<PartnerSettings>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException error)
        {
            throw new IOException($"'{path}' cannot be read: {error.Message}");
        }
        foreach (string host in new[] { settings.Firebase?.Hosts, settings.Firebase?.Scripts, settings.Firebase?.Addresses?.Values, settings.Ads?.Hosts }.OfType<IEnumerable<string>>().SelectMany(hosts => hosts))
            RequireOrigin(host);
        return settings;
    }

    // They are written into a policy, in which a blank or a semicolon begins something else.
    private static void RequireOrigin(string host)
    {
        if (!Uri.TryCreate(host, UriKind.Absolute, out Uri? address) || address.Scheme is not ("https" or "http") || (address.Scheme == "http" && !address.IsLoopback)
            || host != address.GetLeftPart(UriPartial.Authority))
            throw new IOException($"'{host}' is not the address of a host, such as https://example.org.");
    }
}

/// <summary>Firebase.</summary>
/// <param name="Config">As its console gives it.</param>
/// <param name="VapidKey">The public key for notices.</param>
/// <param name="Hosts">What it may connect to.</param>
/// <param name="Scripts">Those of them that scripts may come from; the rest may run nothing in the page.</param>
/// <param name="Addresses">Hosts of Google's that are asked at another address, such as one of the operator's own.</param>
internal sealed record FirebaseSettings(JsonElement Config, string VapidKey, IReadOnlyList<string> Hosts, IReadOnlyList<string>? Scripts, IReadOnlyDictionary<string, string>? Addresses);

/// <summary>Advertising.</summary>
/// <param name="Script">The provider's script.</param>
/// <param name="Client">The operator's number there.</param>
/// <param name="Slot">The place's number there.</param>
/// <param name="Hosts">What the frame with the advertisement may load from.</param>
/// <param name="Shell">Whether a native shell that the app runs in is asked to show a banner of its own instead.</param>
internal sealed record AdsSettings(string Script, string Client, string Slot, IReadOnlyList<string> Hosts, bool Shell = false);
