using System.Text.Json;

namespace IdPhoto.App.Device;

/// <summary>Everything that the server knows of this device.</summary>
internal sealed record DeviceRecord(
    DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset? Expires, string? Language, string? Platform, string? AppVersion,
    IReadOnlyList<GivenConsent> Consents, int Photos, NoticeChoice? Email, NoticeChoice? Push)
{
    public static DeviceRecord Read(JsonElement json) => new(
        json.Time("firstSeen") ?? default, json.Time("lastSeen") ?? default, json.Time("expires"), json.Text("language"), json.Text("platform"), json.Text("appVersion"),
        json.All("consents", GivenConsent.Read), json.All("photos", photo => photo).Count, NoticeChoice.Read(json.Part("email")), NoticeChoice.Read(json.Part("push")));
}

/// <summary>A consent as the server has recorded it.</summary>
internal sealed record GivenConsent(string Purpose, string Policy, DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt, bool Guardian)
{
    public static GivenConsent Read(JsonElement json) => new(
        json.Text("purpose") ?? "", json.Text("policy") ?? "", json.Time("givenAt") ?? default, json.Time("withdrawnAt"), json.Is("guardian"));
}

/// <summary>Notices of one kind, as they were asked for.</summary>
/// <param name="Address">Of e-mails; null for the browser's.</param>
/// <param name="Confirmed">Whether the address was confirmed.</param>
/// <param name="Policy">Whether of changes of the policy.</param>
/// <param name="Documents">Of the rules of which documents.</param>
internal sealed record NoticeChoice(string? Address, bool Confirmed, bool Policy, IReadOnlyList<string> Documents)
{
    public static NoticeChoice? Read(JsonElement? json) => json is { } said
        ? new NoticeChoice(said.Text("address"), said.Is("confirmed"), said.Is("policy"), said.All("documents", document => document.ToString()))
        : null;
}

/// <summary>What the server can send notices by.</summary>
/// <param name="Email">Whether by e-mail.</param>
/// <param name="WebKey">Its public key of Web Push; null where it has none.</param>
/// <param name="Fcm">Whether by Firebase.</param>
internal sealed record NoticeWays(bool Email, string? WebKey, bool Fcm)
{
    /// <summary>Whether notices can come to this browser.</summary>
    public bool CanPush => WebKey is not null || Fcm;

    public static NoticeWays Read(JsonElement json) => new(json.Is("email"), json.Part("push")?.Text("web"), json.Part("push")?.Is("fcm") == true);
}
